import { MOST_OPERATIONS } from "../../batch/chunks.ts";
import { type ChunkSize, createChunkSize } from "./chunkSize.ts";

/** The sizes of requests, apart for bulk messages and for batches. */
export interface ChunkSizes {
  readonly of: (singly: boolean) => ChunkSize;
  /** Elastic tables take fewer records, and keep those that are good. */
  readonly forTable: (isElastic: boolean) => void;
}

/** Microsoft, "Use bulk operation messages": 100 to 1000 records a message, of elastic tables 100. */
const FIRST = 100;
const MOST_TOGETHER = 1000;
const MOST_ELASTIC = 100;

export const createChunkSizes = (mostPerRequest = Number.POSITIVE_INFINITY): ChunkSizes => {
  const sizeOf = (most: number, isTransaction: boolean): ChunkSize =>
    createChunkSize({ first: FIRST, most: Math.min(most, mostPerRequest), isTransaction });
  const singly = sizeOf(MOST_OPERATIONS, false);
  let together = sizeOf(MOST_TOGETHER, true);
  return {
    of: (isSingly) => (isSingly ? singly : together),
    forTable: (isElastic) => {
      if (isElastic) {
        together = sizeOf(MOST_ELASTIC, false);
      }
    },
  };
};
