import type { CallSettings } from "../../../http/callSettings.ts";
import type { Clock } from "../../../http/clock.ts";
import { createGovernor, type Governor } from "../../../http/governor.ts";
import type { DataverseRequest, Send } from "../../../http/message.ts";
import { NoAnswer, type Outcome } from "../../../http/noAnswer.ts";
import {
  type RetryStrategy,
  whenThrottled,
  whenUnanswered,
  whenUnavailable,
} from "../../../http/policies/retryStrategies.ts";
import type { ChunkSize } from "./chunkSize.ts";
import { SINGLY, TOGETHER } from "./perOperation.ts";

/** Measured times for one record, in milliseconds. */
export interface RecordTimes {
  readonly together: number;
  readonly singly: number;
}

/** The way of a run to Dataverse, and what is learnt on it. */
export interface Pace {
  readonly send: Send;
  readonly governor: Governor;
  /** Requests sent so far, repeated ones included. */
  readonly requests: () => number;
  /** When the first answer was made, by the server's clock. */
  readonly begun: () => number | undefined;
  readonly times: () => RecordTimes;
}

export interface PaceOptions {
  readonly openSend: (settings: CallSettings) => Send;
  readonly clock: Clock;
  readonly mostAtOnce: number | undefined;
  /** After that nothing is begun, in the clock's milliseconds. */
  readonly endsBy: number;
  /** Ends all waiting. */
  readonly stopWaiting: AbortSignal;
  /** Hears how long requests of typical size took. */
  readonly chunkSize: (perOperation: number) => ChunkSize;
}

/** Dataverse takes 52 requests of a user at once (Microsoft, "Service protection API limits"). */
const MOST_AT_ONCE = 52;

/** Requests that are under way when the time is up may end; a minute before the platform ends the run, that leaves some for the report. */
const GRACE_MS = 40_000;

/** What one request may take (as in `createClient`). */
const REQUEST_MS = 120_000;

/** A request that is refused that often comes back to its place in the run, and is sent again from there. */
const MOST_ATTEMPTS = 5;

/** Only reads are repeated when no answer came, or one of a gateway: what to do about writes, the run decides. */
const ofReads =
  (strategy: RetryStrategy): RetryStrategy =>
  (attempt) =>
    attempt.request.repeat === "read" ? strategy(attempt) : undefined;

const STRATEGIES = [whenThrottled, ofReads(whenUnavailable), ofReads(whenUnanswered)];

/** Microsoft's sample of bulk operations: 100 records take a second in a bulk message and four in a batch. */
const FIRST_TIMES: RecordTimes = { together: 10, singly: 40 };

const KINDS: ReadonlyMap<number, keyof RecordTimes> = new Map([
  [TOGETHER, "together"],
  [SINGLY, "singly"],
]);

/**
 * While the lane is being widened, requests that take between these times keep their size: each answer moves it on, and with
 * requests of four seconds it would take half a minute to get to 40 at once.
 */
const QUICK_MS = 500;
const SLOW_MS = 4_000;

/** The weight of the newest answer in the averages. */
const NEWEST = 0.3;

export const createPace = (options: PaceOptions): Pace => {
  const { openSend, clock, mostAtOnce = MOST_AT_ONCE, endsBy, stopWaiting } = options;
  const governor = createGovernor({ clock, widest: Math.min(MOST_AT_ONCE, mostAtOnce) });
  let requests = 0;
  let begun: number | undefined;
  let times = FIRST_TIMES;

  const onAnswer = (request: DataverseRequest, outcome: Outcome, ms: number): void => {
    requests += 1;
    if (outcome instanceof NoAnswer) {
      return;
    }
    begun ??= Date.parse(outcome.headers["date"] ?? "") || undefined;
    const { records = 0, perOperation = 0 } = request.writes ?? {};
    const msPerRecord = records > 0 && outcome.status < 300 ? ms / records : undefined;
    const hint = hintIn(outcome.headers["x-ms-dop-hint"]);
    governor.observe({ hint, way: String(perOperation), msPerRecord });
    if (msPerRecord !== undefined) {
      noteSize(perOperation, records, ms);
      note(perOperation, msPerRecord);
    }
  };

  const noteSize = (perOperation: number, records: number, ms: number): void => {
    if (!governor.isStarting() || ms < QUICK_MS || ms > SLOW_MS) {
      options.chunkSize(perOperation).took(records, ms);
    }
  };

  const note = (perOperation: number, ms: number): void => {
    const kind = KINDS.get(perOperation);
    if (kind !== undefined) {
      times = { ...times, [kind]: times[kind] + NEWEST * (ms - times[kind]) };
    }
  };

  const send = openSend({
    lane: governor,
    onAnswer,
    stopWaiting,
    endsBy,
    strategies: STRATEGIES,
    mostAttempts: MOST_ATTEMPTS,
    waitBudgetMs: Number.POSITIVE_INFINITY,
  });
  const timeLeft = (): number => Math.max(1, endsBy + GRACE_MS - clock.now());
  return {
    send: (request) => send({ ...request, timeoutMs: Math.min(request.timeoutMs ?? REQUEST_MS, timeLeft()) }),
    governor,
    requests: () => requests,
    begun: () => begun,
    times: () => times,
  };
};

const hintIn = (header: string | undefined): number | undefined =>
  /^\d{1,4}$/.test(header ?? "") ? Number(header) : undefined;
