import type { DataverseResponse, FailedAttempt } from "./message.ts";

export interface NoAnswerDetails {
  readonly kind: "timeout" | "unreachable" | "aborted";
  /** A few words for the log and the error: "connection reset". */
  readonly reason: string;
  /** True when the request may have reached the server. */
  readonly sent: boolean;
  /** True when repeating cannot help: a host name that does not exist, a certificate that is not accepted. */
  readonly lasting?: boolean;
  /** How long the answer was waited for in vain; counts against the wait budget. */
  readonly waitedMs?: number;
}

/**
 * What the transport throws, the only thing it throws, when there is no usable answer. It is built from plain
 * values and has no `cause`: the errors of the HTTP library hold the request with its token.
 */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
  readonly details: NoAnswerDetails;
  readonly earlierAttempts: readonly FailedAttempt[];

  constructor(details: NoAnswerDetails, earlierAttempts: readonly FailedAttempt[] = []) {
    super(details.reason);
    this.details = details;
    this.earlierAttempts = earlierAttempts;
  }
}

/** The caller stopped the call at a moment when no request was on its way. */
export const abortedBeforeSending = (): NoAnswer =>
  new NoAnswer({ kind: "aborted", reason: "aborted", sent: false });

/** How an attempt ended. */
export type Outcome = DataverseResponse | NoAnswer;

/** A missing answer as a value; every other error is thrown on. */
export const outcomeOf = (answer: Promise<DataverseResponse>): Promise<Outcome> =>
  answer.catch((error: unknown) => {
    if (error instanceof NoAnswer) {
      return error;
    }
    throw error;
  });
