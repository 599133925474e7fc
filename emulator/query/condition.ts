import { compareValues } from "../store/collation.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import { columnReader } from "./columnReader.ts";
import { likeTest } from "./like.ts";
import type { Comparison, Condition } from "./model.ts";

export type Predicate = (slot: number) => boolean;

const holds: Readonly<Record<Exclude<Comparison, "eq" | "ne">, (order: number) => boolean>> = {
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

/**
 * `eq null` and `ne null` ask whether there is a value; `ne` keeps rows without one; every other comparison with a
 * missing value is false.
 */
const compare = (operator: Comparison, left: Value, right: Value): boolean => {
  if (operator === "eq" || operator === "ne") {
    const equal = left === null || right === null ? left === right : compareValues(left, right) === 0;
    return equal === (operator === "eq");
  }
  return left !== null && right !== null && holds[operator](compareValues(left, right));
};

/** Compiles a condition to a test of one row, so that scanning a large table does no interpretation per row. */
export const compileCondition = (store: Store, root: string, condition: Condition): Predicate => {
  switch (condition.kind) {
    case "constant":
      return () => condition.value;
    case "and": {
      const parts = condition.conditions.map((part) => compileCondition(store, root, part));
      return (slot) => parts.every((part) => part(slot));
    }
    case "or": {
      const parts = condition.conditions.map((part) => compileCondition(store, root, part));
      return (slot) => parts.some((part) => part(slot));
    }
    case "compareValue": {
      const read = columnReader(store, root, condition.path);
      return (slot) => compare(condition.operator, read(slot), condition.value);
    }
    case "compareColumns": {
      const left = columnReader(store, root, condition.left);
      const right = columnReader(store, root, condition.right);
      return (slot) => compare(condition.operator, left(slot), right(slot));
    }
    case "like": {
      const read = columnReader(store, root, condition.path);
      const matches = likeTest(condition.pattern);
      return (slot) => {
        const value = read(slot);
        return (value !== null && matches(String(value))) !== condition.negated;
      };
    }
  }
};
