/**
 * A refusal with the status, `error.code` and `error.message` the service gives. The code is a hex string, `"0x0"` or
 * empty, and says nothing about the status (Microsoft, Compose HTTP requests and handle errors).
 */
export class DataverseError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "DataverseError";
    this.status = status;
    this.code = code;
  }
}
