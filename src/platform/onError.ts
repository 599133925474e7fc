import { isSpectralError } from "@prismatic-io/spectral";
import { DataverseError } from "../client/errors.ts";

/**
 * The component's error hook. Errors of the client and of Spectral are sentences for a flow builder already and pass
 * unchanged; the platform runs this hook twice for polling triggers, so it must be idempotent. Anything else is a defect
 * of this component: it becomes an error that says so, without the properties that may hold a request and its token.
 */
export const onError = (error: unknown): Error => {
  if (error instanceof DataverseError || error instanceof UnexpectedError) return error;
  if (error instanceof Error && isSpectralError(error)) return error;
  return new UnexpectedError(error);
};

class UnexpectedError extends Error {
  override readonly name = "UnexpectedError";

  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The step failed for a reason that this connector does not know: ${reason}. Please report this.`);
  }
}
