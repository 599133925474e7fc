import { MOST_OPERATIONS } from "../../batch/chunks.ts";
import { type ChunkSize, createChunkSize } from "./chunkSize.ts";
import { SINGLY, TOGETHER } from "./perOperation.ts";

/** The sizes of requests, apart for bulk messages, for batches of records, and for batches of bulk messages. */
export interface ChunkSizes {
  readonly of: (perOperation: number) => ChunkSize;
  /** Elastic tables take fewer records. */
  readonly forTable: (isElastic: boolean) => void;
}

/** Microsoft, "Use bulk operation messages": 100 to 1000 records a message, of elastic tables 100. */
const FIRST = 100;
const MOST_TOGETHER = 1000;
const MOST_ELASTIC = 100;

export const createChunkSizes = (mostPerRequest = Number.POSITIVE_INFINITY): ChunkSizes => {
  const sizeOf = (most: number): ChunkSize =>
    createChunkSize({ first: FIRST, most: Math.min(most, mostPerRequest) });
  const inGroups = sizeOf(MOST_TOGETHER);
  const sizes = new Map([
    [SINGLY, sizeOf(MOST_OPERATIONS)],
    [TOGETHER, sizeOf(MOST_TOGETHER)],
  ]);
  return {
    of: (perOperation) => sizes.get(perOperation) ?? inGroups,
    forTable: (isElastic) => {
      if (isElastic) {
        sizes.set(TOGETHER, sizeOf(MOST_ELASTIC));
      }
    },
  };
};
