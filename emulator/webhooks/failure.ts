/**
 * Why a webhook could not be delivered, with the code and the text of the service (Microsoft, Web service error codes:
 * the errors whose names begin with Webhooks).
 */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

export const nonSuccess = (status: number): Failure => ({
  code: "0x80050201",
  message: `The webhook call failed because the http request received non-success httpStatus code. Please check your webhook request handler. HttpStatusCode: ${status}`,
});

export const timedOut: Failure = {
  code: "0x80050202",
  message:
    "The webhook call failed because the http request timed out at client side. Please check your webhook request handler.",
};

export const invalidHeaders: Failure = {
  code: "0x80050203",
  message:
    "The webhook call failed because of invalid http headers in authValue. Check if the authValue format, header names and values are valid for your Service Endpoint entity.",
};

export const invalidQuery: Failure = {
  code: "0x80050204",
  message:
    "The webhook call failed because of invalid http query params in authValue. Check if the authValue format, query parameter names and values are valid for your Service Endpoint entity.",
};

export const postFailed = (reason: string): Failure => ({
  code: "0x80050205",
  message: `The webhook call failed during http post. Please check the exception for more details. ${reason}`,
});

/** The signed number that stands for a code in `asyncoperation.errorcode`. */
export const errorNumber = ({ code }: Failure): number => Number(code) | 0;
