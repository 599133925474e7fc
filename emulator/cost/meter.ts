import { setTimeout as sleep } from "node:timers/promises";
import { type CostOptions, changeCost, documentedCost, executionTime } from "./costModel.ts";
import { emptyWorkload, measured } from "./workload.ts";

export interface Metered<T> {
  readonly result: T;
  /** How long the service needed, without the way to it: by the cost model, or really when that is off. */
  readonly executionMs: number;
}

/** Makes requests take as long as the service would need for them. */
export interface Meter {
  readonly run: <T>(work: () => Promise<T>) => Promise<Metered<T>>;
  readonly options: () => CostOptions;
  readonly set: (changes: Partial<CostOptions>) => void;
}

/** A wait must not keep a process alive whose emulator was closed. */
const wait = (milliseconds: number): Promise<void> =>
  milliseconds > 0 ? sleep(milliseconds, undefined, { ref: false }) : Promise.resolve();

/** `pause` waits for some real milliseconds; `random` gives numbers from 0 up to 1. */
export const createMeter = (
  changes: Partial<CostOptions> = {},
  pause = wait,
  random: () => number = Math.random,
): Meter => {
  let options = changeCost(documentedCost, changes);
  let active = 0;
  const run = async <T>(work: () => Promise<T>): Promise<Metered<T>> => {
    const workload = emptyWorkload();
    const started = performance.now();
    active += 1;
    try {
      const result = await measured(workload, work);
      const took = performance.now() - started;
      if (options.scale === 0) {
        return { result, executionMs: took };
      }
      // The effect is there before the wait: nobody waits for a turn because somebody else's answer is on its way.
      const chance = 1 + options.variation * (2 * random() - 1);
      const executionMs = executionTime(options, workload, active) * Math.max(0, chance);
      await pause((options.roundTripMs + executionMs) * options.scale - took);
      return { result, executionMs };
    } finally {
      active -= 1;
    }
  };
  return {
    run,
    options: () => options,
    set: (more) => {
      options = changeCost(options, { ...more });
    },
  };
};
