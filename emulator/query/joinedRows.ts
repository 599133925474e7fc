import type { Store } from "../store/store.ts";
import { candidatesOf } from "./candidates.ts";
import { compileFramed, keepRows, type Predicate } from "./condition.ts";
import { joinedFrame } from "./frame.ts";
import { linkedRows } from "./linkedRows.ts";
import type { Condition, Join, JoinedQuery, JoinedRow } from "./model.ts";

/** Completes a row by every combination of linked rows. */
type Expand = (row: JoinedRow) => readonly JoinedRow[];

const widthOf = (joins: readonly Join[]): number =>
  joins.reduce((width, { joins: inner }) => width + 1 + widthOf(inner), 0);

const expandOne = (
  store: Store,
  table: string,
  { link, kind, where, joins }: Join,
): ((at: number) => Expand) => {
  const read = store.table(table).values(link.column);
  const linked = linkedRows(store, link);
  const keep = keepRows(store, link.table, where);
  const expandInner = expandAll(store, link.table, joins);
  const absent = new Array<undefined>(1 + widthOf(joins)).fill(undefined);
  return (at) => (row) => {
    const slot = row[at];
    const found = slot === undefined ? [] : linked(read(slot)).filter(keep);
    const inner = found.flatMap((match) => expandInner(row.length)([...row, match]));
    return inner.length === 0 && kind === "outer" ? [[...row, ...absent]] : inner;
  };
};

/** `at` is where the slot of `table` stands in the row. */
const expandAll = (store: Store, table: string, joins: readonly Join[]): ((at: number) => Expand) => {
  const steps = joins.map((join) => expandOne(store, table, join));
  return (at) => (row) => steps.reduce<readonly JoinedRow[]>((rows, step) => rows.flatMap(step(at)), [row]);
};

const mentionsJoin = (condition: Condition): boolean => {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.conditions.some(mentionsJoin);
    case "constant":
      return false;
    case "exists":
      return condition.source !== undefined;
    case "compareColumns":
      return condition.left.source !== undefined || condition.right.source !== undefined;
    default:
      return condition.path.source !== undefined;
  }
};

/** The part of a filter that needs no joined row, so that rows it drops are never joined. */
const ownPart = (where: Condition | undefined): Condition | undefined => {
  if (where === undefined || !mentionsJoin(where)) {
    return where;
  }
  return where.kind === "and"
    ? { kind: "and", conditions: where.conditions.filter((part) => !mentionsJoin(part)) }
    : undefined;
};

type Source = Pick<JoinedQuery, "table" | "where" | "within" | "joins">;

/** The rows of a query with joins, in the order of their primary ids, read only as far as they are asked for. */
export function* joinedRows(store: Store, query: Source): Generator<JoinedRow> {
  const { table, where, within, joins } = query;
  const own = ownPart(where);
  const keepOwn = keepRows(store, table, own);
  const keep: Predicate<JoinedRow> =
    where === undefined || own === where
      ? () => true
      : compileFramed(store, joinedFrame(table, joins), where);
  const expand = expandAll(store, table, joins)(0);
  for (const slot of candidatesOf(store, { table, where: own, within }).slots) {
    if (keepOwn(slot)) {
      yield* expand([slot]).filter(keep);
    }
  }
}
