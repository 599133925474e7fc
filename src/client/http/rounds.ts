import type { Clock } from "./clock.ts";
import { backoff } from "./policies/retryStrategies.ts";

/** The tries of an undertaking that takes several requests, each of which `retry` looks after by itself. */
export interface Rounds {
  /** Waits after a try that failed; false when it was the last one. */
  readonly pause: () => Promise<boolean>;
  /** How long ago the first try began. */
  readonly elapsedMs: () => number;
}

export interface RoundsOptions {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** No try is begun later than this. */
  readonly waitBudgetMs: number;
  readonly signal?: AbortSignal | undefined;
}

const MOST_TRIES = 5;

/** Gives the function that begins with the first try. */
export const createRounds =
  ({ clock, random, waitBudgetMs, signal }: RoundsOptions): (() => Rounds) =>
  () => {
    const start = clock.now();
    const elapsedMs = (): number => clock.now() - start;
    let tries = 0;
    return {
      elapsedMs,
      pause: async () => {
        tries += 1;
        const waitMs = backoff({ number: tries, random: random() });
        if (elapsedMs() + waitMs > waitBudgetMs) {
          return false;
        }
        await clock.sleep(waitMs, signal);
        return tries < MOST_TRIES && signal?.aborted !== true;
      },
    };
  };
