import type { Operation } from "./batch.ts";
import { unreadableBatch } from "./batchError.ts";
import { isCrlfOnly, type Multipart } from "./multipart.ts";

/** Microsoft, Execute batch operations using the Web API. */
const mostOperations = 1000;

/** Refuses a batch with too many operations. */
export const checkCount = (operations: readonly Operation[]): void => {
  if (operations.length > mostOperations) {
    throw unreadableBatch(
      `The current batch message contains too many parts. A maximum number of '${mostOperations}' query operations and change sets are allowed in a batch message.`,
    );
  }
};

/** Refuses a Content-ID that comes twice, anywhere in the batch. */
export const checkContentIds = (operations: readonly Operation[]): void => {
  const seen = new Set<string>();
  for (const { contentId } of operations) {
    if (contentId !== undefined && seen.has(contentId)) {
      throw unreadableBatch(
        `The content ID '${contentId}' was found more than once in the same change set or same batch request. Content IDs have to be unique across all operations of a change set for OData V4.0 and have to be unique across all operations in the whole batch request for OData V4.01.`,
      );
    }
    seen.add(contentId ?? "");
  }
};

const isText = ({ headers }: Operation): boolean =>
  /json|^text\/|^$/i.test(headers.get("content-type") ?? "");

/** The bytes whose line breaks count: everything but the contents of files. */
const textRanges = (body: Buffer, operations: readonly Operation[]): readonly Buffer[] => {
  const ranges: Buffer[] = [];
  let from = 0;
  for (const operation of operations.filter((candidate) => !isText(candidate))) {
    const start = operation.body.byteOffset - body.byteOffset;
    ranges.push(body.subarray(from, start));
    from = start + operation.body.length;
  }
  return [...ranges, body.subarray(from)];
};

/**
 * Microsoft, Troubleshoot Dataverse Web API client errors: every line must end with CRLF, the last one too, or two more
 * line breaks must follow at the end.
 */
export const isReadable = (
  body: Buffer,
  { epilogue }: Multipart,
  operations: readonly Operation[],
): boolean => {
  const tail = epilogue.toString("latin1");
  const isCrlf = /^[ \t]*\r\n/.test(tail) && textRanges(body, operations).every(isCrlfOnly);
  return isCrlf || /^[ \t]*(\r?\n){2,}/.test(tail);
};
