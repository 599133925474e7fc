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
}

export interface ChunkSizeOptions {
  readonly first: number;
  readonly most: number;
}

/** A request this long amortizes the way to the service, and is far from its time limits of two minutes. */
const AIM_MS = 4_000;

/** Fewer would pay more for the way than for the records (Microsoft's sample: 70 ms to about 10 ms a record). */
const FEWEST = 20;

/**
 * Starts with Microsoft's advice ("Use bulk operation messages": 100 to 1000 records, 100 on elastic tables) and follows
 * the measured time for each record.
 */
export const createChunkSize = ({ first, most }: ChunkSizeOptions): ChunkSize => {
  let size = Math.min(first, most);
  let ceiling = most;
  let largest = 0;

  return {
    next: ({ left, atOnce }) => {
      const share = Math.max(FEWEST, Math.ceil(left / Math.max(1, atOnce)));
      return Math.max(1, Math.min(size, ceiling, share));
    },
    took: (records, ms) => {
      largest = Math.max(largest, records);
      const fitting = Math.floor((AIM_MS * records) / Math.max(1, ms));
      const grown = Math.min(fitting, records >= size ? size * 2 : size);
      size = Math.max(1, Math.min(ceiling, grown < size && ms < 2 * AIM_MS ? size : grown));
    },
    tooMuch: (records) => {
      // A request of a few records was not refused for its size where others as large went through.
      const floor = Math.min(FEWEST, Math.max(1, largest));
      ceiling = Math.min(ceiling, Math.max(floor, Math.floor(records / 2)));
    },
  };
};
