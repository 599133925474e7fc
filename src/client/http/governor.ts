import type { Clock } from "./clock.ts";
import { createLane, type Lane } from "./lane.ts";
import { createLaneWidth } from "./laneWidth.ts";
import { createLatencyGauge } from "./latencyGauge.ts";

/** A lane whose width follows what Dataverse can take at the moment. */
export interface Governor extends Lane {
  /** How many requests may be under way at once, at the moment. */
  readonly width: () => number;
  /** The width is still on its way to what Dataverse recommends: each answer moves it on. */
  readonly isStarting: () => boolean;
  /** To be told of every answer. */
  readonly observe: (answer: ObservedAnswer) => void;
  /** Until when nothing is started, in the clock's milliseconds. */
  readonly pausedUntil: () => number;
  /** For how many milliseconds nothing could be started so far, because Dataverse asked to wait. */
  readonly throttledMs: () => number;
}

export interface ObservedAnswer {
  /** `x-ms-dop-hint`: how many requests at once the environment recommends (Microsoft, "Send parallel requests"). */
  readonly hint?: number | undefined;
  /** Answers to requests that write in one way are comparable with each other. */
  readonly way: string;
  /** Milliseconds for each record that was written; absent when they tell nothing about the load. */
  readonly msPerRecord?: number | undefined;
}

export interface GovernorOptions {
  readonly clock: Clock;
  /** The widest it may get, whatever is recommended. */
  readonly widest: number;
}

/** Number of concurrent requests exceeded (Microsoft, "Service protection API limits"). */
const TOO_MANY_AT_ONCE = "0x80072326";

/** Combined execution time exceeded, "Decrease number of concurrent requests or reduce the duration of requests" (the same). */
const TOO_MUCH_TIME = "0x80072321";

/**
 * Paces many writes: too many requests at once make the lane narrower, a limit over time pauses all of it for as long as
 * Dataverse asks, since coming back earlier makes the wait longer (Microsoft, "Service protection API limits").
 */
export const createGovernor = ({ clock, widest }: GovernorOptions): Governor => {
  const gauge = createLatencyGauge();
  const width = createLaneWidth(gauge, widest);
  const lane = createLane({ concurrency: width.now, clock });
  let pausedUntil = 0;
  let paused = 0;

  const pauseUntil = (time: number): void => {
    paused += Math.max(0, time - Math.max(pausedUntil, clock.now()));
    pausedUntil = Math.max(pausedUntil, time);
    lane.pauseUntil(time);
  };

  return {
    ...lane,
    pauseUntil,
    throttled: ({ code, until }) => {
      if (code === TOO_MANY_AT_ONCE) {
        width.refused(clock.now());
        return;
      }
      if (code === TOO_MUCH_TIME && clock.now() >= pausedUntil) {
        width.exhausted();
      }
      pauseUntil(until);
    },
    width: width.now,
    isStarting: width.isStarting,
    observe: ({ hint, way, msPerRecord }) => {
      if (hint !== undefined) {
        width.recommend(hint);
      }
      if (msPerRecord !== undefined) {
        gauge.add(way, msPerRecord);
        width.answered();
      }
    },
    pausedUntil: () => pausedUntil,
    throttledMs: () => paused - Math.max(0, pausedUntil - clock.now()),
  };
};
