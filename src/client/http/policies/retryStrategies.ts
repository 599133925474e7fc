import { isGatewayStatus } from "../carriedOut.ts";
import type { DataverseRequest } from "../message.ts";
import { NoAnswer, type Outcome } from "../noAnswer.ts";
import { retryAfterMs } from "../retryAfter.ts";

/** A failed attempt and all that a decision about it depends on. */
export interface Attempt {
  readonly request: DataverseRequest;
  readonly outcome: Outcome;
  /** Counted from 1. */
  readonly number: number;
  readonly now: number;
  /** From 0 up to 1. */
  readonly random: number;
}

/** How long to wait before the request is sent again; undefined when this strategy would not repeat it. */
export type RetryStrategy = (attempt: Attempt) => number | undefined;

const BASE_MS = 1_000;
const CAP_MS = 30_000;

/**
 * A service protection limit (429): nothing was carried out, so every request may be repeated, and coming back before
 * the time asked for makes the wait longer (Microsoft, "Service protection API limits").
 */
export const whenThrottled: RetryStrategy = (attempt) =>
  statusOf(attempt) === 429 ? askedFor(attempt) : undefined;

/** A gateway could not reach Dataverse (502, 503, 504); what became of the request is not known. */
export const whenUnavailable: RetryStrategy = (attempt) =>
  isGatewayStatus(statusOf(attempt)) && attempt.request.repeat !== "appends" ? askedFor(attempt) : undefined;

/** No answer: a request that appends is repeated only when it certainly never left. */
export const whenUnanswered: RetryStrategy = (attempt) => {
  const { outcome, request } = attempt;
  if (!(outcome instanceof NoAnswer) || outcome.details.kind === "aborted" || outcome.details.lasting) {
    return undefined;
  }
  return request.repeat === "appends" && outcome.details.sent ? undefined : backoff(attempt);
};

const statusOf = ({ outcome }: Attempt): number => (outcome instanceof NoAnswer ? 0 : outcome.status);

/** The server's wish; zero, or a date gone by, is none, as following it would repeat without any pause. */
const askedFor = (attempt: Attempt): number => {
  const wish = attempt.outcome instanceof NoAnswer ? 0 : retryAfterMs(attempt.outcome.headers, attempt.now);
  return wish || backoff(attempt);
};

/** Exponential with full jitter, so that calls that failed together do not come back together. */
export const backoff = ({ number, random }: Pick<Attempt, "number" | "random">): number =>
  Math.round(random * Math.min(CAP_MS, BASE_MS * 2 ** (number - 1)));
