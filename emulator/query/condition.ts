import type { Store } from "../store/store.ts";
import { framedReader } from "./columnReader.ts";
import { type Frame, plainFrame } from "./frame.ts";
import { linkedRows } from "./linkedRows.ts";
import type { Condition } from "./model.ts";
import { compare, valueTest } from "./valueTest.ts";

export type Predicate<Row = number> = (row: Row) => boolean;

const compileExists = <Row>(
  store: Store,
  frame: Frame<Row>,
  { source, link, where, negated }: Condition & { readonly kind: "exists" },
): Predicate<Row> => {
  const read = frame.lift(source, store.table(frame.tableOf(source)).values(link.column));
  const linked = linkedRows(store, link);
  const keep = keepRows(store, link.table, where);
  return (row) => linked(read(row)).some(keep) !== negated;
};

/**
 * Compiles a condition to a test of one row of a frame, so that scanning a large table does no interpretation per
 * row.
 */
export const compileFramed = <Row>(store: Store, frame: Frame<Row>, condition: Condition): Predicate<Row> => {
  switch (condition.kind) {
    case "constant":
      return () => condition.value;
    case "and": {
      const parts = condition.conditions.map((part) => compileFramed(store, frame, part));
      return (row) => parts.every((part) => part(row));
    }
    case "or": {
      const parts = condition.conditions.map((part) => compileFramed(store, frame, part));
      return (row) => parts.some((part) => part(row));
    }
    case "compareColumns": {
      const left = framedReader(store, frame, { path: condition.left });
      const right = framedReader(store, frame, { path: condition.right });
      return (row) => compare(condition.operator, left(row), right(row));
    }
    case "exists":
      return compileExists(store, frame, condition);
    default: {
      const read = framedReader(store, frame, { path: condition.path });
      const test = valueTest(condition);
      return (row) => test(read(row));
    }
  }
};

/** Compiles a condition to a test of rows of `root`. */
const compileCondition = (store: Store, root: string, condition: Condition): Predicate =>
  compileFramed(store, plainFrame(root), condition);

const both = (first: Predicate | undefined, second: Predicate | undefined): Predicate => {
  if (first === undefined || second === undefined) {
    return first ?? second ?? (() => true);
  }
  return (slot) => first(slot) && second(slot);
};

/** The test of the rows of a table that a query reads: those the caller may read and its filter keeps. */
export const keepRows = (store: Store, table: string, where: Condition | undefined): Predicate =>
  both(store.guard?.(table), where === undefined ? undefined : compileCondition(store, table, where));
