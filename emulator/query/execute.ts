import { compareValues } from "../store/collation.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import { columnReader, lookupNameReader, type Reader } from "./columnReader.ts";
import { compileCondition, type Predicate } from "./condition.ts";
import type { Order, Page, Position, Query } from "./model.ts";

/** A total order of rows: by the query's columns, then by primary id, so that pages never overlap. */
interface Ordering {
  readonly compare: (left: number, right: number) => number;
  /** Negative when the row comes before the position. */
  readonly compareTo: (slot: number, position: Position) => number;
  readonly positionOf: (slot: number) => Position;
}

const orderReader = (store: Store, table: string, { path, byName }: Order): Reader =>
  byName ? lookupNameReader(store, table, path.column) : columnReader(store, table, path);

/** The total order of a query over the rows of its table. */
export const orderingOf = (store: Store, table: string, order: readonly Order[]): Ordering => {
  const rows = store.table(table);
  const parts = order.map((part) => ({
    read: orderReader(store, table, part),
    sign: part.descending ? -1 : 1,
  }));
  const byId = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);
  const compareTo = (slot: number, position: Position): number => {
    for (const [index, part] of parts.entries()) {
      const value: Value = position.values[index] ?? null;
      const difference = part.sign * compareValues(part.read(slot), value);
      if (difference !== 0) {
        return difference;
      }
    }
    return byId(rows.idOf(slot), position.id);
  };
  return {
    compareTo,
    compare: (left, right) => {
      for (const part of parts) {
        const difference = part.sign * compareValues(part.read(left), part.read(right));
        if (difference !== 0) {
          return difference;
        }
      }
      return byId(rows.idOf(left), rows.idOf(right));
    },
    positionOf: (slot) => ({ values: parts.map((part) => part.read(slot)), id: rows.idOf(slot) }),
  };
};

const candidates = (store: Store, { table, within }: Query): readonly number[] => {
  const rows = store.table(table);
  return within === undefined ? rows.order.sorted() : rows.pointingAt(within.column, within.id);
};

const predicateOf = (store: Store, { table, where }: Query): Predicate =>
  where === undefined ? () => true : compileCondition(store, table, where);

/** The rows are already in primary-id order: jump to the position and read until the page is full. */
const readInIdOrder = (store: Store, query: Query): Page => {
  const rows = candidates(store, query);
  const keep = predicateOf(store, query);
  const { from } = query;
  let at = 0;
  if (from?.kind === "after") {
    const { idOf } = store.table(query.table);
    const { id } = from.position;
    at =
      query.within === undefined
        ? store.table(query.table).order.after(id)
        : rows.findIndex((slot) => idOf(slot) > id);
    at = at < 0 ? rows.length : at;
  }
  const slots: number[] = [];
  for (; at < rows.length; at += 1) {
    const slot = rows[at];
    if (slot !== undefined && keep(slot)) {
      if (slots.length === query.limit) {
        return { slots, more: true };
      }
      slots.push(slot);
    }
  }
  return { slots, more: false };
};

const readSorted = (store: Store, query: Query): Page => {
  const ordering = orderingOf(store, query.table, query.order);
  const { from } = query;
  const keep = predicateOf(store, query);
  const matching = candidates(store, query).filter(
    (slot) => keep(slot) && (from?.kind !== "after" || ordering.compareTo(slot, from.position) > 0),
  );
  matching.sort(ordering.compare);
  const first = from?.kind === "skip" ? from.rows : 0;
  const last = first + query.limit;
  return { slots: matching.slice(first, last), more: matching.length > last };
};

/** Reads one page of a query. */
export const readPage = (store: Store, query: Query): Page =>
  query.order.length === 0 && query.from?.kind !== "skip"
    ? readInIdOrder(store, query)
    : readSorted(store, query);

/** How many rows match, counted no further than `cap`. */
export const countRows = (store: Store, query: Query, cap: number): number => {
  const keep = predicateOf(store, query);
  let count = 0;
  for (const slot of candidates(store, query)) {
    if (keep(slot)) {
      count += 1;
      if (count === cap) {
        break;
      }
    }
  }
  return count;
};
