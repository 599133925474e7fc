import { setMaxListeners } from "node:events";
import type { Clock } from "../../../http/clock.ts";

/** How long a call may go on. */
export interface TimeBudget {
  readonly started: number;
  /** When nothing more is begun, in the clock's milliseconds. */
  readonly endsBy: number;
  /** Aborted at that time. */
  readonly timeIsUp: AbortSignal;
  /** Aborted when the call has ended. */
  readonly isClosed: AbortSignal;
  readonly close: () => void;
}

export interface TimeLimits {
  readonly durationMs: number;
  /** For a call that has to end earlier, in the clock's milliseconds. */
  readonly endsBy?: number | undefined;
}

export const openTimeBudget = (clock: Clock, { durationMs, endsBy }: TimeLimits): TimeBudget => {
  const started = clock.now();
  const end = Math.min(started + durationMs, endsBy ?? Number.POSITIVE_INFINITY);
  const closed = new AbortController();
  const up = new AbortController();
  // Each request that waits listens, and Node takes more than ten listeners for a leak.
  setMaxListeners(Number.POSITIVE_INFINITY, up.signal, closed.signal);
  void clock.sleep(Math.max(0, end - started), closed.signal).then(() => up.abort());
  return {
    started,
    endsBy: end,
    timeIsUp: up.signal,
    isClosed: closed.signal,
    close: () => closed.abort(),
  };
};
