/** The number of one run of a step among the runs of this step in one execution, counted from 0. */
export interface Turn {
  readonly number: number;
  /** Tells how the run ended: the number of one that failed is free for its repetition. */
  readonly end: (succeeded: boolean) => void;
}

export interface Turns {
  /** Takes the first free number, not below `from`, among the runs that share a key. */
  readonly begin: (key: string, from: number) => Turn;
}

interface Runs {
  /** All below have succeeded. */
  floor: number;
  /** Numbers from the floor on of runs that succeeded or are under way. */
  readonly taken: Map<number, "under way" | "succeeded">;
}

const REMEMBERED_STEPS = 1_000;

/** Forgets the oldest key when there are too many. */
export const createTurns = (limit = REMEMBERED_STEPS): Turns => {
  const steps = new Map<string, Runs>();
  return {
    begin: (key, from) => {
      const runs = steps.get(key) ?? { floor: 0, taken: new Map() };
      remember(steps, key, { runs, limit });
      const number = firstFree(runs, from);
      runs.taken.set(number, "under way");
      return { number, end: (succeeded) => end(runs, number, succeeded) };
    },
  };
};

const remember = (
  steps: Map<string, Runs>,
  key: string,
  { runs, limit }: { readonly runs: Runs; readonly limit: number },
): void => {
  steps.delete(key);
  steps.set(key, runs);
  const [oldest] = steps.keys();
  if (steps.size > limit && oldest !== undefined) {
    steps.delete(oldest);
  }
};

const firstFree = ({ floor, taken }: Runs, from: number): number => {
  let number = Math.max(floor, from);
  while (taken.has(number)) {
    number += 1;
  }
  return number;
};

const end = (runs: Runs, number: number, succeeded: boolean): void => {
  if (!succeeded) {
    runs.taken.delete(number);
    return;
  }
  runs.taken.set(number, "succeeded");
  while (runs.taken.get(runs.floor) === "succeeded") {
    runs.taken.delete(runs.floor);
    runs.floor += 1;
  }
};
