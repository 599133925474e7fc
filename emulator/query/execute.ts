import type { Store } from "../store/store.ts";
import { candidatesOf } from "./candidates.ts";
import { keepRows, type Predicate } from "./condition.ts";
import type { Page, Query } from "./model.ts";
import { type Ordering, orderingOf } from "./ordering.ts";
import { sortedRows } from "./sortedRows.ts";

/** Position of the first of the sorted `slots` that comes after the query's starting position. */
const firstAfter = (slots: ArrayLike<number>, ordering: Ordering, { from }: Query): number => {
  if (from?.kind !== "after") {
    return 0;
  }
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ordering.compareTo(slots[middle] ?? 0, from.position) <= 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
};

interface Scan {
  /** Rows in the query's order. */
  readonly slots: ArrayLike<number>;
  readonly ordering: Ordering;
  readonly keep: Predicate;
}

/** Jumps to where the page starts and reads until it is full. */
const readFrom = ({ slots, ordering, keep }: Scan, query: Query): Page => {
  let skipped = query.from?.kind === "skip" ? query.from.rows : 0;
  const page: number[] = [];
  for (let at = firstAfter(slots, ordering, query); at < slots.length; at += 1) {
    const slot = slots[at] ?? 0;
    if (!keep(slot)) {
      continue;
    }
    if (skipped > 0) {
      skipped -= 1;
    } else if (page.length === query.limit) {
      return { slots: page, more: true };
    } else {
      page.push(slot);
    }
  }
  return { slots: page, more: false };
};

/**
 * Sorting every row pays when the query has no filter or goes on to further pages, because the sorted rows are kept;
 * otherwise only the matching rows are sorted.
 */
const paysToSortAll = ({ where, from }: Query): boolean => where === undefined || from !== undefined;

/** Reads one page of a query. */
export const readPage = (store: Store, query: Query): Page => {
  const { slots, all } = candidatesOf(store, query);
  const ordering = orderingOf(store, query.table, query.order);
  const keep = keepRows(store, query.table, query.where);
  if (query.order.length === 0) {
    return readFrom({ slots, ordering, keep }, query);
  }
  if (all && paysToSortAll(query)) {
    return readFrom({ slots: sortedRows(store, query.table, query.order), ordering, keep }, query);
  }
  const matching = slots.filter(keep).sort(ordering.compare);
  return readFrom({ slots: matching, ordering, keep: () => true }, query);
};

/** How many rows match, counted no further than `cap`. */
export const countRows = (store: Store, query: Query, cap: number): number => {
  const keep = keepRows(store, query.table, query.where);
  let count = 0;
  for (const slot of candidatesOf(store, query).slots) {
    if (keep(slot)) {
      count += 1;
      if (count === cap) {
        break;
      }
    }
  }
  return count;
};
