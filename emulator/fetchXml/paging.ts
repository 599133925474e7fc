import { damagedCookie } from "../odata/skipToken.ts";
import type { Continuation, JoinedRow, Order } from "../query/model.ts";
import { orderingOf } from "../query/ordering.ts";
import { parseCookie, printCookie } from "../query/pagingCookie.ts";
import { cookieColumns } from "../representation/nextLink.ts";
import type { Table } from "../schema/schema.ts";
import type { Store } from "../store/store.ts";
import { largestFetch } from "./readFetch.ts";
import { invalidArgument } from "./refusals.ts";
import type { FetchSyntax } from "./syntax.ts";

/** Microsoft, Page results using FetchXml: without a cookie a query reaches no further. */
const simplePagingLimit = 50_000;

/** Microsoft, Elastic tables: their pages are smaller. */
const largestElasticPage = 500;

/** How many rows the answer has at most. */
export const pageSizeOf = ({ definition }: Table, { top, count }: FetchSyntax): number => {
  const largest = definition.tableType === "Elastic" ? largestElasticPage : largestFetch;
  const size = top ?? count ?? largest;
  if (size > largest) {
    throw invalidArgument(
      `A page of the elastic table '${definition.logicalName}' has at most ${largest} rows.`,
    );
  }
  return size;
};

export interface Sequence {
  readonly table: Table;
  readonly order: readonly Order[];
  /** Whether a cookie can say where a page ends. */
  readonly hasCookie: boolean;
}

const skip = ({ page }: FetchSyntax, limit: number): Continuation | undefined => {
  if (page * limit > simplePagingLimit) {
    throw invalidArgument(
      `Without a paging cookie a query returns at most ${simplePagingLimit} rows. Page ${page} of ${limit} rows lies beyond them.`,
    );
  }
  return page === 1 ? undefined : { kind: "skip", rows: (page - 1) * limit };
};

const pageOfCookie = (cookie: string): number =>
  Number(/^<cookie page="(\d{1,9})">/.exec(cookie)?.[1] ?? Number.NaN);

/**
 * Where the asked page begins. A cookie leads to the page after its own; to any other page rows are counted, so that
 * the C# sample that sends page 1 twice gets page 1 twice.
 */
export const startOfPage = (
  store: Store,
  { table, order, hasCookie }: Sequence,
  { fetch, limit }: { readonly fetch: FetchSyntax; readonly limit: number },
): Continuation | undefined => {
  const { cookie, page } = fetch;
  if (cookie === undefined) {
    return skip(fetch, limit);
  }
  const position = hasCookie ? parseCookie(cookie, cookieColumns(store, order), table.primaryId) : undefined;
  if (position === undefined) {
    throw damagedCookie();
  }
  return page === pageOfCookie(cookie) + 1 ? { kind: "after", position } : skip(fetch, limit);
};

/** The cookie of a page, to go on after its last row; undefined when the query has none. */
export const cookieOf = (
  store: Store,
  { table, order, hasCookie }: Sequence,
  { rows, page }: { readonly rows: readonly JoinedRow[]; readonly page: number },
): string | undefined => {
  const [first, last] = [rows.at(0)?.[0], rows.at(-1)?.[0]];
  if (!hasCookie || first === undefined || last === undefined) {
    return undefined;
  }
  const { positionOf } = orderingOf(store, table.name, order);
  return printCookie(
    { page, first: positionOf(first), last: positionOf(last) },
    cookieColumns(store, order),
    table.primaryId,
  );
};
