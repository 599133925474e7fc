import type { Clock } from "../../../src/client/http/clock.ts";

export interface RecordedClock extends Clock {
  /** Every sleep that was asked for, in order. */
  readonly sleeps: number[];
}

/** A clock whose sleeps end at once, with the time moved on. */
export const hurryingClock = (start = 0): RecordedClock => {
  let now = start;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    sleep: async (ms) => {
      sleeps.push(ms);
      const end = now + ms;
      await Promise.resolve();
      now = Math.max(now, end);
    },
  };
};

export interface ManualClock extends RecordedClock {
  /** Moves the time on and lets everything that wakes up run. */
  readonly advance: (ms: number) => Promise<void>;
  readonly sleeping: () => number;
}

/** A clock that stands still until it is advanced. */
export const manualClock = (start = 0): ManualClock => {
  let now = start;
  const sleeps: number[] = [];
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  return {
    sleeps,
    now: () => now,
    sleeping: () => sleepers.size,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        sleeps.push(ms);
        const sleeper = {
          at: now + ms,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", sleeper.wake, { once: true });
      }),
    advance: async (ms) => {
      now += ms;
      for (const sleeper of [...sleepers].filter(({ at }) => at <= now)) {
        sleeper.wake();
      }
      await settled();
    },
  };
};

/** Lets every promise that can go on do so. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
