/** Amounts that count for a while: a sum over a window of time that slides along. Times never run backwards. */
export interface SlidingSum {
  readonly add: (at: number, amount: number) => void;
  /** What is in the window that ends at `now`. */
  readonly total: (now: number) => number;
  /** The first moment, from `now` on, at which the total is below `limit` if nothing is added. */
  readonly belowFrom: (now: number, limit: number) => number;
}

/** Entries that have left are dropped in one go when there are this many. */
const mostGone = 1024;

export const createSlidingSum = (windowMs: number): SlidingSum => {
  let entries: { readonly at: number; readonly amount: number }[] = [];
  let first = 0;
  let sum = 0;
  const forget = (now: number): void => {
    for (let entry = entries[first]; entry !== undefined && entry.at + windowMs <= now; ) {
      sum -= entry.amount;
      first += 1;
      entry = entries[first];
    }
    if (first === entries.length) {
      // Nothing is left, not even what rounding has added up.
      sum = 0;
    }
    if (first >= mostGone) {
      entries = entries.slice(first);
      first = 0;
    }
  };
  return {
    add: (at, amount) => {
      entries.push({ at, amount });
      sum += amount;
    },
    total: (now) => {
      forget(now);
      return sum;
    },
    belowFrom: (now, limit) => {
      forget(now);
      let rest = sum;
      for (let index = first; rest >= limit && index < entries.length; index += 1) {
        const entry = entries[index];
        rest -= entry?.amount ?? 0;
        if (rest < limit && entry !== undefined) {
          return entry.at + windowMs;
        }
      }
      return now;
    },
  };
};
