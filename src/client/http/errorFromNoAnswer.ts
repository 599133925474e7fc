import { DataverseError } from "../errors.ts";
import { mayHaveWritten } from "./carriedOut.ts";
import { duration } from "./duration.ts";
import { errorSentence } from "./errorSentence.ts";
import type { DataverseRequest } from "./message.ts";
import type { NoAnswer, NoAnswerDetails } from "./noAnswer.ts";

const CHECK_URL = "Check the Web API URL of the connection, and that the environment is running.";

/** Turns a request without an answer into the error a flow builder reads. */
export const errorFromNoAnswer = (request: DataverseRequest, noAnswer: NoAnswer): DataverseError => {
  const { details, earlierAttempts } = noAnswer;
  const unknown =
    mayHaveWritten(request, noAnswer) || earlierAttempts.some((attempt) => attempt.mayHaveWritten);
  const message = errorSentence({
    operation: request.operation,
    what: whatHappened(details, earlierAttempts.length + 1),
    hint: details.kind === "unreachable" && !details.sent ? CHECK_URL : undefined,
    mayHaveWritten: unknown,
  });
  return new DataverseError(message, {
    kind: details.kind,
    operation: request.operation,
    mayHaveWritten: unknown,
  });
};

const whatHappened = ({ kind, reason, sent, waitedMs = 0 }: NoAnswerDetails, tries: number): string => {
  const tried = tries === 1 ? [] : [`tried ${tries} times`];
  if (kind === "aborted") {
    return "the call was stopped before an answer came";
  }
  if (kind === "timeout") {
    return `no answer came within ${duration(waitedMs)}${inBrackets(tried)}`;
  }
  const what = sent ? "the connection to Dataverse broke" : "Dataverse was not reached";
  return `${what}${inBrackets([reason, ...tried])}`;
};

const inBrackets = (remarks: readonly string[]): string =>
  remarks.length === 0 ? "" : ` (${remarks.join(", ")})`;
