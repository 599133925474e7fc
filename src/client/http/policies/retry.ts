import type { Log } from "../../log.ts";
import { mayHaveWritten } from "../carriedOut.ts";
import type { Clock } from "../clock.ts";
import { duration } from "../duration.ts";
import type { Lane } from "../lane.ts";
import {
  type DataverseRequest,
  type DataverseResponse,
  type FailedAttempt,
  isInParts,
  type Policy,
  type Send,
} from "../message.ts";
import { abortedBeforeSending, NoAnswer, type Outcome, outcomeOf } from "../noAnswer.ts";
import { describePath } from "../redact.ts";
import { readServerError } from "../serverError.ts";
import type { RetryStrategy } from "./retryStrategies.ts";

export interface RetryOptions {
  /** The first that answers decides. */
  readonly strategies: readonly RetryStrategy[];
  readonly lane: Pick<Lane, "throttled">;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** How long one call may wait in all: pauses before repetitions, and answers that did not come in time. */
  readonly waitBudgetMs: number;
  /** How often one call is sent at most. */
  readonly mostAttempts?: number | undefined;
  /** A wait that would last longer than this, in the clock's milliseconds, is not begun. */
  readonly endsBy?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Against a loop without end should every wait be next to nothing; the wait budget ends a call long before. */
const MOST_ATTEMPTS = 50;

/**
 * Repeats what may be repeated until it is answered or the wait budget is used up; a wait that would exceed the
 * budget is not begun. Stands outside the gate, so that a waiting call holds no slot; a 429 pauses the whole lane.
 */
export const retry =
  (options: RetryOptions): Policy =>
  (next) =>
  (request) =>
    repeat(options, next, request);

const repeat = async (
  options: RetryOptions,
  next: Send,
  request: DataverseRequest,
): Promise<DataverseResponse> => {
  const earlier: FailedAttempt[] = [];
  const { waitBudgetMs, mostAttempts = MOST_ATTEMPTS } = options;
  let waitedMs = 0;
  for (let number = 1; ; number += 1) {
    const outcome = await outcomeOf(next({ ...request, attempt: number }));
    const failed = { request, outcome, number };
    waitedMs += lostTime(outcome);
    const waitMs = waitBefore(options, failed);
    const tooLate = options.clock.now() + (waitMs ?? 0) > (options.endsBy ?? Number.POSITIVE_INFINITY);
    if (waitMs === undefined || waitedMs + waitMs > waitBudgetMs || number >= mostAttempts || tooLate) {
      return settled(outcome, earlier);
    }
    waitedMs += waitMs;
    earlier.push({
      reason: reasonOf(outcome),
      mayHaveWritten: mayHaveWritten(request, outcome),
      waitedMs: waitMs,
    });
    await pause(options, failed, waitMs);
    if (options.signal?.aborted) {
      return settled(abortedBeforeSending(), earlier);
    }
  }
};

const lostTime = (outcome: Outcome): number =>
  outcome instanceof NoAnswer ? (outcome.details.waitedMs ?? 0) : 0;

interface Failed {
  readonly request: DataverseRequest;
  readonly outcome: Outcome;
  readonly number: number;
}

const waitBefore = ({ strategies, clock, random }: RetryOptions, failed: Failed): number | undefined => {
  const { request, outcome } = failed;
  if (!(outcome instanceof NoAnswer) && (outcome.status < 300 || isInParts(request, outcome))) {
    return undefined;
  }
  const attempt = { ...failed, now: clock.now(), random: random() };
  return strategies.map((strategy) => strategy(attempt)).find((waitMs) => waitMs !== undefined);
};

const pause = async (
  { lane, clock, log, signal }: RetryOptions,
  { request, outcome, number }: Failed,
  waitMs: number,
): Promise<void> => {
  if (!(outcome instanceof NoAnswer) && outcome.status === 429) {
    lane.throttled({ code: readServerError(outcome).code, until: clock.now() + waitMs });
  }
  const path = describePath(request.path);
  log.warn(`${request.method} ${path}: ${reasonOf(outcome)}; trying again in ${duration(waitMs)}.`, {
    method: request.method,
    path,
    reason: reasonOf(outcome),
    attempt: number,
    waitMs,
    ...(!(outcome instanceof NoAnswer) && serverFields(outcome)),
  });
  await clock.sleep(waitMs, signal);
};

const serverFields = (response: DataverseResponse) => {
  const { code, requestId } = readServerError(response);
  return { status: response.status, code, requestId };
};

const reasonOf = (outcome: Outcome): string =>
  outcome instanceof NoAnswer ? outcome.details.reason : String(outcome.status);

const settled = (outcome: Outcome, earlierAttempts: readonly FailedAttempt[]): DataverseResponse => {
  if (outcome instanceof NoAnswer) {
    throw new NoAnswer(outcome.details, earlierAttempts);
  }
  return { ...outcome, earlierAttempts };
};
