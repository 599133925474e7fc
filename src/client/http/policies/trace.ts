import type { Log } from "../../log.ts";
import type { Clock } from "../clock.ts";
import type { DataverseRequest, Policy } from "../message.ts";
import { NoAnswer, type Outcome, outcomeOf } from "../noAnswer.ts";
import { describeAllHeaders, describeBody, describeUrl } from "../redact.ts";

export interface TraceOptions {
  readonly log: Log;
  readonly clock: Clock;
}

/** A log is no place for files. */
const LONGEST_BODY = 65_536;

/**
 * Tells every attempt of a call at full length, for a caller that asked for it: the request before it is sent, so that
 * it is there should no answer come, and the answer. Stands outside `authorize`, so that it never sees the token.
 */
export const trace =
  ({ log, clock }: TraceOptions): Policy =>
  (next) =>
  async (request) => {
    const start = clock.now();
    const attempt = request.attempt ?? 1;
    log.info(`Debug Request, attempt ${attempt}: ${request.method} ${describeUrl(request.path)}`, {
      headers: describeAllHeaders(request.headers ?? {}),
      body: bodyOf(request),
    });
    const outcome = await outcomeOf(next(request));
    const ms = clock.now() - start;
    if (outcome instanceof NoAnswer) {
      log.info(`Debug Request, attempt ${attempt}: no answer after ${ms} ms: ${outcome.details.reason}`);
      throw outcome;
    }
    log.info(`Debug Request, attempt ${attempt}: answer ${outcome.status} after ${ms} ms`, {
      headers: describeAllHeaders(outcome.headers),
      body: bodyOf(outcome),
    });
    return outcome;
  };

const bodyOf = ({ body }: Pick<DataverseRequest | Exclude<Outcome, NoAnswer>, "body">): string =>
  describeBody(body, LONGEST_BODY) ?? "(empty)";
