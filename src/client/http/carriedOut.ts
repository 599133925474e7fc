import type { DataverseRequest } from "./message.ts";
import { NoAnswer, type Outcome } from "./noAnswer.ts";
import { readServerError } from "./serverError.ts";

/** Answers of a gateway in front of Dataverse: what became of the request behind it, it does not know. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

export const isGatewayStatus = (status: number): boolean => GATEWAY_STATUSES.has(status);

/**
 * Whether a failed attempt may have changed data all the same. Dataverse rolls a failed request back, so its own error
 * says no. A 503 counts as unknown even with `Retry-After`: nothing says which side of the work it was given on.
 */
export const mayHaveWritten = (request: DataverseRequest, outcome: Outcome): boolean => {
  if (request.repeat === "read") {
    return false;
  }
  if (outcome instanceof NoAnswer) {
    return outcome.details.sent;
  }
  if (isGatewayStatus(outcome.status)) {
    return true;
  }
  return outcome.status >= 500 && outcome.status !== 501 && readServerError(outcome).message === undefined;
};
