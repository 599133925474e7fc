import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../../../../../src/client/http/clock.ts";

/** Real time, but so many times faster: a wait of seconds that a fault asks for takes milliseconds. */
export const fastClock = (speed: number): Clock => {
  const started = Date.now();
  return {
    now: () => started + (Date.now() - started) * speed,
    sleep: async (ms, signal) => {
      try {
        await wait(Math.min(ms / speed, 2 ** 31 - 1), undefined, { signal, ref: false });
      } catch (error) {
        if (signal?.aborted !== true) throw error;
      }
    },
  };
};
