import type { Clock } from "./clock.ts";
import { abortedBeforeSending, type NoAnswer } from "./noAnswer.ts";

/** A limited number of slots, given out in the order of asking. */
export interface Lane {
  /** Resolves when the caller may start; rejects with `NoAnswer` when the signal is aborted before that. */
  readonly acquire: (signal?: AbortSignal) => Promise<void>;
  /** Gives the slot back. */
  readonly release: () => void;
  /** Starts nothing before that time (in the clock's milliseconds); what runs goes on. */
  readonly pauseUntil: (time: number) => void;
  /** Tells that Dataverse asked to slow down. */
  readonly throttled: (fault: ThrottlingFault) => void;
}

/** A 429, and when the request that met it comes back. */
export interface ThrottlingFault {
  /** Which limit it was, in the notation of `DataverseError`. */
  readonly code: string | undefined;
  /** In the clock's milliseconds. */
  readonly until: number;
}

export interface LaneOptions {
  /** How many may run at once, or what tells how many at the moment. */
  readonly concurrency: number | (() => number);
  readonly clock: Clock;
}

/**
 * Dataverse takes 52 requests of a user at once and answers 429 beyond that (Microsoft, "Service protection API
 * limits"), but advises to follow its far smaller hint of useful parallelism, and other flows of the same user count too.
 */
export const DEFAULT_CONCURRENCY = 8;

export const createLane = ({ concurrency, clock }: LaneOptions): Lane => {
  const queue: Start[] = [];
  let running = 0;
  let pausedUntil = 0;
  let nap: AbortController | undefined;
  const most = typeof concurrency === "number" ? () => concurrency : concurrency;

  const pauseUntil = (time: number): void => {
    pausedUntil = Math.max(pausedUntil, time);
  };

  const startNext = (): void => {
    const pause = pausedUntil - clock.now();
    if (pause > 0) {
      startAfter(pause);
      return;
    }
    for (const start of queue.splice(0, Math.max(0, most() - running))) {
      running += 1;
      start();
    }
  };

  /** One sleep for all who wait, and none when nobody does, so that it keeps no process alive. */
  const startAfter = (ms: number): void => {
    if (nap === undefined && queue.length > 0) {
      nap = new AbortController();
      void clock.sleep(ms, nap.signal).then(() => {
        nap = undefined;
        startNext();
      });
    }
  };

  const leave = (start: Start): void => {
    queue.splice(queue.indexOf(start), 1);
    if (queue.length === 0) {
      nap?.abort();
    }
  };

  return {
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(abortedBeforeSending());
          return;
        }
        queue.push(waitingStart({ resolve, reject }, leave, signal));
        startNext();
      }),
    release: () => {
      running -= 1;
      startNext();
    },
    pauseUntil,
    throttled: ({ until }) => pauseUntil(until),
  };
};

/** Lets one who waits go on. */
type Start = () => void;

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (reason: NoAnswer) => void;
}

/** A start that an abort takes out of the queue. */
const waitingStart = (
  { resolve, reject }: Waiting,
  leave: (start: Start) => void,
  signal: AbortSignal | undefined,
): Start => {
  const giveUp = (): void => {
    leave(start);
    reject(abortedBeforeSending());
  };
  const start = (): void => {
    signal?.removeEventListener("abort", giveUp);
    resolve();
  };
  signal?.addEventListener("abort", giveUp, { once: true });
  return start;
};
