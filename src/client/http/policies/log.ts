import type { Log, LogFields } from "../../log.ts";
import type { Clock } from "../clock.ts";
import type { DataverseRequest, Policy } from "../message.ts";
import { NoAnswer, type Outcome, outcomeOf } from "../noAnswer.ts";
import { describeBody, describeHeaders, describePath } from "../redact.ts";
import { requestIdOf } from "../serverError.ts";

export interface LogOptions {
  readonly log: Log;
  readonly clock: Clock;
  /** Adds headers and short bodies, without the secrets in them. */
  readonly debug: boolean;
}

/**
 * One line per attempt with fields of an allow list. Stands outside `authorize`, so that it cannot tell what it never
 * sees: the access token.
 */
export const log =
  ({ log: to, clock, debug }: LogOptions): Policy =>
  (next) =>
  async (request) => {
    const start = clock.now();
    const outcome = await outcomeOf(next(request));
    const fields = summary(request, outcome, clock.now() - start);
    const result = outcome instanceof NoAnswer ? outcome.details.reason : outcome.status;
    to.debug(`${request.method} ${fields["path"]}: ${result}`, {
      ...fields,
      ...(debug && details(request, outcome)),
    });
    if (outcome instanceof NoAnswer) {
      throw outcome;
    }
    return outcome;
  };

const summary = (request: DataverseRequest, outcome: Outcome, ms: number): LogFields => ({
  method: request.method,
  path: describePath(request.path),
  attempt: request.attempt,
  ms,
  ...(outcome instanceof NoAnswer
    ? { reason: outcome.details.reason, requestId: request.headers?.["x-ms-client-request-id"] }
    : { status: outcome.status, requestId: requestIdOf(outcome.headers) }),
});

const details = (request: DataverseRequest, outcome: Outcome): LogFields => ({
  requestHeaders: describeHeaders(request.headers ?? {}),
  requestBody: describeBody(request.body),
  ...(!(outcome instanceof NoAnswer) && {
    responseHeaders: describeHeaders(outcome.headers),
    responseBody: describeBody(outcome.body),
  }),
});
