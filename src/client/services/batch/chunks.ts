import { type BatchOperation, type BatchPart, isChangeSet } from "../../batch/operation.ts";

/** Microsoft, "Execute batch operations using the Web API": up to 1000 requests in a batch, change sets included. */
export const MOST_OPERATIONS = 1000;

/**
 * Dataverse takes messages of up to 116.85 MB where plug-ins run (Microsoft, "Use bulk operation messages"); far below
 * that, a batch still ends within the time a request may take.
 */
const MOST_BYTES = 16 * 1024 * 1024;

/** Splits parts, in order, into batches that Dataverse takes. A part is never split: it may be one transaction. */
export const inBatches = <Part>(
  parts: readonly Part[],
  encoded: (part: Part) => BatchPart,
): readonly (readonly Part[])[] => {
  const batches: Part[][] = [];
  let count = 0;
  let bytes = 0;
  for (const part of parts) {
    const operations = operationsOf(encoded(part));
    const size = operations.reduce((sum, operation) => sum + sizeOf(operation), 0);
    const last = batches.at(-1);
    if (last === undefined || count + operations.length > MOST_OPERATIONS || bytes + size > MOST_BYTES) {
      batches.push([part]);
      count = 0;
      bytes = 0;
    } else {
      last.push(part);
    }
    count += operations.length;
    bytes += size;
  }
  return batches;
};

const operationsOf = (part: BatchPart): readonly BatchOperation[] =>
  isChangeSet(part) ? part.changeSet : [part];

/** About what the lines around an operation take beside its URL and body. */
const FRAME_BYTES = 300;

const sizeOf = ({ url, body = "" }: BatchOperation): number =>
  FRAME_BYTES + url.length + Buffer.byteLength(body);
