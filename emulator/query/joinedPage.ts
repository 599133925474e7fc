import { compareValues, foldText } from "../store/collation.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import { framedReader } from "./columnReader.ts";
import { type JoinedFrame, joinedFrame } from "./frame.ts";
import { joinedRows } from "./joinedRows.ts";
import type { JoinedPage, JoinedQuery, JoinedRow, Position } from "./model.ts";
import { compareIds, orderParts } from "./ordering.ts";

/** The values a joined row is ordered by; rows that agree in them come in the order of their primary ids. */
const joinedPositionReader = (store: Store, query: JoinedQuery): ((row: JoinedRow) => Position) => {
  const parts = orderParts(store, joinedFrame(query.table, query.joins), query.order);
  const { idOf } = store.table(query.table);
  return (row) => ({ values: parts.map(({ read }) => read(row)), id: idOf(row[0] ?? 0) });
};

const comparePositions =
  (signs: readonly number[]) =>
  (left: Position, right: Position): number => {
    for (const [index, sign] of signs.entries()) {
      const difference = sign * compareValues(left.values[index] ?? null, right.values[index] ?? null);
      if (difference !== 0) {
        return difference;
      }
    }
    return compareIds(left.id, right.id);
  };

const firstsOf = (
  store: Store,
  frame: JoinedFrame,
  distinct: JoinedQuery["distinct"],
): ((row: JoinedRow) => boolean) => {
  if (distinct === undefined) {
    return () => true;
  }
  const readers = distinct.map((path) => framedReader(store, frame, { path }));
  const fold = (value: Value): Value => (typeof value === "string" ? foldText(value) : value);
  const seen = new Set<string>();
  return (row) => {
    const key = JSON.stringify(readers.map((read) => fold(read(row))));
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  };
};

/** All rows of a query in its order, equal ones once. Without an order they are read only as far as asked for. */
function* orderedRows(store: Store, query: JoinedQuery): Generator<JoinedRow> {
  const isFirst = firstsOf(store, joinedFrame(query.table, query.joins), query.distinct);
  if (query.order.length === 0) {
    for (const row of joinedRows(store, query)) {
      if (isFirst(row)) {
        yield row;
      }
    }
    return;
  }
  const positionOf = joinedPositionReader(store, query);
  const compare = comparePositions(query.order.map(({ descending }) => (descending ? -1 : 1)));
  const placed = [...joinedRows(store, query)].map((row) => ({ row, position: positionOf(row) }));
  placed.sort((left, right) => compare(left.position, right.position));
  yield* placed.map(({ row }) => row).filter(isFirst);
}

/** Whether a row stands before the page that the query asks for. */
const precedes = (store: Store, query: JoinedQuery): ((row: JoinedRow, index: number) => boolean) => {
  const { from } = query;
  if (from === undefined) {
    return () => false;
  }
  if (from.kind === "skip") {
    return (_row, index) => index < from.rows;
  }
  const positionOf = joinedPositionReader(store, query);
  const compare = comparePositions(query.order.map(({ descending }) => (descending ? -1 : 1)));
  return (row) => compare(positionOf(row), from.position) <= 0;
};

/**
 * Reads one page of a query with joins. To go on after a position suits rows that are not multiplied by their joins:
 * all combinations of one record have the same position.
 */
export const readJoinedPage = (store: Store, query: JoinedQuery): JoinedPage => {
  const isBefore = precedes(store, query);
  const rows: JoinedRow[] = [];
  let index = 0;
  for (const row of orderedRows(store, query)) {
    if (!isBefore(row, index)) {
      if (rows.length === query.limit) {
        return { rows, more: true };
      }
      rows.push(row);
    }
    index += 1;
  }
  return { rows, more: false };
};

/** How many rows a query with joins has, counted no further than `cap`. */
export const countJoinedRows = (store: Store, query: JoinedQuery, cap: number): number => {
  let count = 0;
  for (const _row of orderedRows(store, { ...query, order: [] })) {
    count += 1;
    if (count === cap) {
      break;
    }
  }
  return count;
};
