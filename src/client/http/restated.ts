import { DataverseError, type DataverseErrorKind } from "../errors.ts";
import { couldNot, errorSentence } from "./errorSentence.ts";

export interface Restatement {
  /** What really was wrong, in the place of Dataverse's own words. */
  readonly what: string;
  readonly hint: string;
  /** Where Dataverse's answer is about something else than what was wrong. */
  readonly kind?: DataverseErrorKind;
}

/** The same failure, as one of another operation. */
export const renamed = (error: DataverseError, operation: string): DataverseError => {
  const message = error.message.replace(couldNot(error.operation), couldNot(operation));
  return new DataverseError(message, { ...error, operation });
};

/** The same failure in other words, where more is known than the answer of Dataverse says. */
export const restated = (
  error: DataverseError,
  { what, hint, kind = error.kind }: Restatement,
): DataverseError => {
  const { operation, status, code, serverMessage, requestId, retryAfterMs, mayHaveWritten } = error;
  const message = errorSentence({ operation, what, hint, mayHaveWritten, status, code, requestId });
  return new DataverseError(message, {
    kind,
    operation,
    status,
    code,
    serverMessage,
    requestId,
    retryAfterMs,
    mayHaveWritten,
  });
};
