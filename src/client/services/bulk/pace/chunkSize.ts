/** How many records go into one request, as it is learnt from answers. */
export interface ChunkSize {
  readonly next: (situation: Situation) => number;
  /** A request of so many records took so long. */
  readonly took: (records: number, ms: number) => void;
  /** A request was too large or took too long for the service. */
  readonly tooMuch: (records: number) => void;
}

export interface Situation {
  /** How many records are left. */
  readonly left: number;
  /** How many requests share them. */
  readonly atOnce: number;
  /** How many of the records that were sent were refused, from 0 to 1. */
  readonly badShare: number;
}

export interface ChunkSizeOptions {
  readonly first: number;
  readonly most: number;
  /** Whether one bad record takes back the others of its request. */
  readonly isTransaction: boolean;
}

/** A request this long amortizes the way to the service, and is far from its time limits of two minutes. */
const AIM_MS = 4_000;

/** Fewer would pay more for the way than for the records (Microsoft's sample: 70 ms to about 10 ms a record). */
const FEWEST = 20;

/** What a request costs beside its records, in records: 70 ms to about 10 ms (Microsoft's sample of bulk operations). */
const REQUEST_IN_RECORDS = 7;

/** What a bad record costs, in the records of its request: they are taken back and sent about once and a half again. */
const REPEATED = 1.5;

/**
 * The size n at which requests cost the least: for each record, a request costs `7 / n`, and bad ones among so many cost
 * `share * 1.5 * n`. The sum is least where both are equal.
 */
const worthwhile = (badShare: number): number =>
  badShare === 0
    ? Number.POSITIVE_INFINITY
    : Math.max(FEWEST, Math.floor(Math.sqrt(REQUEST_IN_RECORDS / (REPEATED * badShare))));

/**
 * Starts with Microsoft's advice ("Use bulk operation messages": 100 to 1000 records, 100 on elastic tables) and follows
 * the measured time for each record; bad records make it smaller, since each of them takes back its whole request.
 */
export const createChunkSize = ({ first, most, isTransaction }: ChunkSizeOptions): ChunkSize => {
  let size = Math.min(first, most);
  let ceiling = most;

  return {
    next: ({ left, atOnce, badShare }) => {
      const share = Math.max(FEWEST, Math.ceil(left / Math.max(1, atOnce)));
      return Math.max(1, Math.min(size, ceiling, share, isTransaction ? worthwhile(badShare) : share));
    },
    took: (records, ms) => {
      const fitting = Math.floor((AIM_MS * records) / Math.max(1, ms));
      const grown = Math.min(fitting, records >= size ? size * 2 : size);
      size = Math.max(1, Math.min(ceiling, grown < size && ms < 2 * AIM_MS ? size : grown));
    },
    tooMuch: (records) => {
      ceiling = Math.max(1, Math.min(ceiling, Math.floor(records / 2)));
    },
  };
};
