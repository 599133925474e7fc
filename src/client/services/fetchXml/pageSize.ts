import type { FetchQuery } from "../../fetchXml/fetchQuery.ts";
import type { PageStart } from "../../fetchXml/pageStart.ts";
import { LARGEST_PAGE, wholePageSize } from "../queries/collectPages.ts";

/** Microsoft, "Elastic tables for developers": their pages have at most 500 records. */
const LARGEST_ELASTIC_PAGE = 500;

/** Where to read, and how far. */
export interface FetchRange {
  readonly start: PageStart;
  readonly maximumRecords: number;
}

/**
 * The start with the page size that fits the range, and the one to fall back on when the table turns out to be elastic;
 * the latter is undefined where it would ask for the same again.
 */
export const sizedStarts = (
  query: FetchQuery,
  range: FetchRange,
): { readonly from: PageStart; readonly elastic: PageStart | undefined } => {
  const [count, elasticCount] = [LARGEST_PAGE, LARGEST_ELASTIC_PAGE].map(
    (largest) => range.start.count ?? pageSize(query, range, largest),
  );
  const isOtherSize = count !== undefined && count !== elasticCount;
  return {
    from: { ...range.start, count },
    elastic: isOtherSize ? { ...range.start, count: elasticCount } : undefined,
  };
};

/**
 * Undefined where the query's own page size, or else Dataverse's, is the right one. A start that is counted in pages
 * keeps their size: with another one, records would be skipped.
 */
const pageSize = (
  { count, top }: FetchQuery,
  { start, maximumRecords }: FetchRange,
  largest: number,
): number | undefined => {
  if (start.page > 1 && start.cookie === undefined) {
    return undefined;
  }
  const limit = top ?? maximumRecords;
  const size = count === undefined ? evenSize(top, limit, largest) : Math.min(count, limit, LARGEST_PAGE);
  return size === (count ?? LARGEST_PAGE) ? undefined : size;
};

/** With `top` the pages reach that far or a little further, as the rest is cut off; otherwise no further than the limit. */
const evenSize = (top: number | undefined, limit: number, largest: number): number =>
  top === undefined ? wholePageSize(limit, largest) : Math.ceil(top / Math.ceil(top / largest));
