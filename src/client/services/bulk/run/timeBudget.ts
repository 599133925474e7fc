import { setMaxListeners } from "node:events";
import type { Clock } from "../../../http/clock.ts";

/** How long a call may go on. */
export interface TimeBudget {
  readonly started: number;
  /** When nothing more is begun, in the clock's milliseconds. */
  readonly endsBy: number;
  /** Aborted at that time, or when the run ends before it: nothing waits any longer. */
  readonly isOver: AbortSignal;
  /** Ends the run: nothing more is begun. */
  readonly end: () => void;
  /** Aborted when the call has ended. */
  readonly isClosed: AbortSignal;
  readonly close: () => void;
}

export interface TimeLimits {
  readonly durationMs: number;
  /** For a call that has to end earlier, in the clock's milliseconds. */
  readonly endsBy?: number | undefined;
  /** The caller's, who may want to end the run. */
  readonly signal?: AbortSignal | undefined;
}

export const openTimeBudget = (clock: Clock, { durationMs, endsBy, signal }: TimeLimits): TimeBudget => {
  const started = clock.now();
  const end = Math.min(started + durationMs, endsBy ?? Number.POSITIVE_INFINITY);
  const closed = new AbortController();
  const over = new AbortController();
  // Each request that waits listens, and Node takes more than ten listeners for a leak.
  setMaxListeners(Number.POSITIVE_INFINITY, over.signal, closed.signal);
  const isOver = signal === undefined ? over.signal : AbortSignal.any([over.signal, signal]);
  setMaxListeners(Number.POSITIVE_INFINITY, isOver);
  void clock.sleep(Math.max(0, end - started), closed.signal).then(() => over.abort());
  return {
    started,
    endsBy: end,
    isOver,
    end: () => over.abort(),
    isClosed: closed.signal,
    close: () => closed.abort(),
  };
};
