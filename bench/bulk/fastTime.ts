import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../../src/client/http/clock.ts";

/**
 * The time of the service, which passes `speed` times as fast as real time from a moment on that processes can share:
 * so Retry-After, whole seconds of it, is as fine as it is in the service, and no wait of the client is too long.
 */
export const fastTime =
  (speed: number, since: number): (() => number) =>
  () =>
    Math.round(since + (performance.timeOrigin + performance.now() - since) * speed);

/** Node's timers take no longer wait. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A client's clock of that time. */
export const fastClock = (speed: number, since: number): Clock => ({
  now: fastTime(speed, since),
  sleep: async (ms, signal) => {
    try {
      await wait(Math.min(ms / speed, LONGEST_TIMER_MS), undefined, { signal, ref: false });
    } catch (error) {
      if (signal?.aborted !== true) throw error;
    }
  },
});
