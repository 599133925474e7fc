import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import type { TableStore } from "../store/tableStore.ts";
import type { ColumnPath, Condition, Query } from "./model.ts";
import { relatedRows } from "./relatedRows.ts";

/** The values a filter allows a column of the queried table, when it names them. */
interface Pinned {
  readonly column: string;
  readonly values: readonly Value[];
}

/** `parentaccountid/accountid` is the lookup itself; any other path leads away from the queried table. */
const ownColumn = (store: Store, { source, hops, column }: ColumnPath): string | undefined => {
  const [hop, ...more] = hops;
  if (source !== undefined || more.length > 0) {
    return undefined;
  }
  if (hop === undefined) {
    return column;
  }
  return column === store.table(hop.target).table.primaryId ? hop.column : undefined;
};

const pinnedBy = (store: Store, condition: Condition): Pinned | undefined => {
  if (condition.kind === "in" && !condition.negated) {
    const column = ownColumn(store, condition.path);
    return column === undefined ? undefined : { column, values: condition.values };
  }
  if (condition.kind === "compareValue" && condition.operator === "eq") {
    const column = ownColumn(store, condition.path);
    return column === undefined ? undefined : { column, values: [condition.value] };
  }
  return undefined;
};

const byId = (rows: TableStore, slots: Iterable<number>): readonly number[] =>
  [...new Set(slots)].sort((left, right) => (rows.idOf(left) < rows.idOf(right) ? -1 : 1));

/** The rows a pinned column leaves, by the primary key or the index of a column of ids. */
const rowsOfPinned = (rows: TableStore, { column, values }: Pinned): readonly number[] | undefined => {
  const ids = values.filter((value) => typeof value === "string");
  if (ids.length < values.length) {
    return undefined;
  }
  if (column === rows.table.primaryId) {
    return byId(
      rows,
      ids.flatMap((id) => rows.slotOf(id) ?? []),
    );
  }
  if (rows.table.columns.get(column)?.isLookup === true) {
    const found = ids.map((id) => rows.pointingAt(column, id));
    return found.length === 1 ? found[0] : byId(rows, found.flat());
  }
  return undefined;
};

const rowsOfKey = (rows: TableStore, pinned: readonly Pinned[]): readonly number[] | undefined => {
  const single = new Map(
    pinned.flatMap(({ column, values }) => (values.length === 1 ? [[column, values[0]]] : [])),
  );
  for (const key of rows.keys.values()) {
    const values = key.columns.map((column) => single.get(column) ?? null);
    if (!values.includes(null)) {
      const slot = key.find(values);
      return slot === undefined ? [] : [slot];
    }
  }
  return undefined;
};

const rowsOfAny = (
  store: Store,
  rows: TableStore,
  parts: readonly Condition[],
): readonly number[] | undefined => {
  const found = parts.map((part) => indexedRows(store, rows, part));
  const complete = found.filter((slots) => slots !== undefined);
  return complete.length === parts.length ? byId(rows, complete.flat()) : undefined;
};

/** The rows that an index leaves for a condition, in the order of their ids; undefined when no index helps. */
const indexedRows = (store: Store, rows: TableStore, condition: Condition): readonly number[] | undefined => {
  if (condition.kind === "or") {
    return rowsOfAny(store, rows, condition.conditions);
  }
  const parts = condition.kind === "and" ? condition.conditions : [condition];
  const pinned = parts.flatMap((part) => pinnedBy(store, part) ?? []);
  const byKey = rowsOfKey(rows, pinned);
  if (byKey !== undefined) {
    return byKey;
  }
  const found = pinned.flatMap((column) => {
    const slots = rowsOfPinned(rows, column);
    return slots === undefined ? [] : [slots];
  });
  const nested = parts.filter((part) => part !== condition && (part.kind === "and" || part.kind === "or"));
  for (const part of nested) {
    const slots = indexedRows(store, rows, part);
    if (slots !== undefined) {
      found.push(slots);
    }
  }
  return found.sort((left, right) => left.length - right.length)[0];
};

/** Rows among which all matches are, in the order of their ids. */
export interface Candidates {
  readonly slots: readonly number[];
  /** Whether these are all rows of the table. */
  readonly all: boolean;
}

/** Uses the indexes of the store where the query pins a key, a lookup or a collection. */
export const candidatesOf = (store: Store, query: Pick<Query, "table" | "where" | "within">): Candidates => {
  const { table, where, within } = query;
  if (within !== undefined) {
    return { slots: relatedRows(store, within.collection)(within.id), all: false };
  }
  const rows = store.table(table);
  const indexed = where === undefined ? undefined : indexedRows(store, rows, where);
  return indexed === undefined ? { slots: rows.order.sorted(), all: true } : { slots: indexed, all: false };
};
