import { mayHaveWritten } from "../carriedOut.ts";
import { NoAnswer } from "../noAnswer.ts";
import { retryAfterMs } from "../retryAfter.ts";
import { type Attempt, backoff, type RetryStrategy } from "./retryStrategies.ts";

export interface ConfiguredRetry {
  /** The pause before a repetition, when the server asks for none that is longer. */
  readonly retryDelayMs: number;
  /** Pauses that double from one second on instead, with jitter. */
  readonly exponentialBackoff: boolean;
  /** Repeats after every answer of 300 and above, and writes that may have been carried out already. */
  readonly retryAllErrors: boolean;
}

/**
 * The retries that a flow builder configured. A failed write that appends is repeated only when it certainly was not
 * carried out, unless all errors are to be repeated. `Retry-After` wins over a shorter pause, as coming back earlier
 * makes the wait longer (Microsoft, "Service protection API limits").
 */
export const configuredRetry =
  (settings: ConfiguredRetry): RetryStrategy =>
  (attempt) => {
    if (isFinal(attempt) || !(settings.retryAllErrors || isPassing(attempt))) {
      return undefined;
    }
    const pause = settings.exponentialBackoff ? backoff(attempt) : settings.retryDelayMs;
    return Math.max(pause, askedFor(attempt));
  };

/** Nothing that time could change: a stopped call, a host that does not exist, "not modified". */
const isFinal = ({ outcome }: Attempt): boolean =>
  outcome instanceof NoAnswer
    ? outcome.details.kind === "aborted" || outcome.details.lasting === true
    : outcome.status === 304;

const isPassing = ({ request, outcome }: Attempt): boolean => {
  if (!(outcome instanceof NoAnswer) && outcome.status < 500) {
    return outcome.status === 429;
  }
  return request.repeat !== "appends" || !mayHaveWritten(request, outcome);
};

const askedFor = ({ outcome, now }: Attempt): number =>
  outcome instanceof NoAnswer ? 0 : (retryAfterMs(outcome.headers, now) ?? 0);
