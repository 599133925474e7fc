import { encodeOption, type QueryOptions } from "../odata/queryOptions.ts";
import { damagedCookie, parseSkipToken, printSkipToken } from "../odata/skipToken.ts";

import type { Continuation, Order, Page } from "../query/model.ts";
import { orderingOf } from "../query/ordering.ts";
import { type CookieColumn, parseCookie, printCookie } from "../query/pagingCookie.ts";
import { type Table, tableNamed } from "../schema/schema.ts";
import type { Store } from "../store/store.ts";

interface Sequence {
  readonly table: Table;
  readonly order: readonly Order[];
}

/** Sorting through a lookup path has no cookie in the service: it counts pages then. */
const hasCookie = (order: readonly Order[]): boolean => order.every(({ path }) => path.hops.length === 0);

/** What a cookie calls the columns of an order: sorted by name or label, they are the columns with the texts. */
export const cookieColumns = (store: Store, order: readonly Order[]): readonly CookieColumn[] =>
  order.map(({ path, key }) => {
    const column = tableNamed(store.schema, path.table).columns.get(path.column);
    return key !== "value" || column === undefined
      ? { name: `${path.column}name`, edmType: "Edm.String" }
      : { name: path.column, edmType: column.edmType };
  });

/** The `$skiptoken` of the page after this one. `number` counts pages from 1. */
export const skipTokenAfter = (
  store: Store,
  { table, order }: Sequence,
  { page, number }: { readonly page: Page; readonly number: number },
): string => {
  const ordering = orderingOf(store, table.name, order);
  const [first, last] = [page.slots.at(0), page.slots.at(-1)];
  const cookie =
    hasCookie(order) && first !== undefined && last !== undefined
      ? printCookie(
          { page: number, first: ordering.positionOf(first), last: ordering.positionOf(last) },
          cookieColumns(store, order),
          table.primaryId,
        )
      : undefined;
  return printSkipToken({ page: number + 1, cookie });
};

/** Which page a request asks for, and where it starts. */
export interface Start {
  readonly number: number;
  readonly from: Continuation | undefined;
}

/** Reads `$skiptoken` against the order of the query it came with. */
export const startOf = (
  store: Store,
  { table, order }: Sequence,
  { token, pageSize }: { readonly token: string | undefined; readonly pageSize: number },
): Start => {
  if (token === undefined) {
    return { number: 1, from: undefined };
  }
  const { page, cookie } = parseSkipToken(token);
  if (cookie === undefined) {
    if (hasCookie(order)) {
      throw damagedCookie();
    }
    return { number: page, from: { kind: "skip", rows: (page - 1) * pageSize } };
  }
  const position = hasCookie(order)
    ? parseCookie(cookie, cookieColumns(store, order), table.primaryId)
    : undefined;
  if (position === undefined) {
    throw damagedCookie();
  }
  return { number: page, from: { kind: "after", position } };
};

/** The same request for the next page. `$count` is not repeated (Microsoft, Count number of rows). */
export const nextLink = (resource: string, options: QueryOptions, skipToken: string): string => {
  const kept = options.all.filter(({ name }) => name !== "$count" && name !== "$skiptoken");
  return `${resource}?${[...kept, { name: "$skiptoken", value: skipToken }]
    .map(({ name, value }) => `${encodeOption(name)}=${encodeOption(value)}`)
    .join("&")}`;
};
