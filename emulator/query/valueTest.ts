import { compareValues, foldText } from "../store/collation.ts";
import type { Value } from "../store/columnStore.ts";
import { likeTest } from "./like.ts";
import type { Comparison, Condition } from "./model.ts";

type ValueCondition = Condition & { readonly kind: "compareValue" | "like" | "in" | "containsChoice" };

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
export const compare = (operator: Comparison, left: Value, right: Value): boolean => {
  if (operator === "eq" || operator === "ne") {
    const equal = left === null || right === null ? left === right : compareValues(left, right) === 0;
    return equal === (operator === "eq");
  }
  return left !== null && right !== null && holds[operator](compareValues(left, right));
};

const fold = (value: Value): Value => (typeof value === "string" ? foldText(value) : value);

const comparisonTest = (operator: Comparison, wanted: Value): ((value: Value) => boolean) => {
  if (typeof wanted !== "string" || (operator !== "eq" && operator !== "ne")) {
    return (value) => compare(operator, value, wanted);
  }
  const folded = foldText(wanted);
  const whenEqual = operator === "eq";
  return (value) => (fold(value) === folded) === whenEqual;
};

/** The test that a condition on one column puts to its value. */
export const valueTest = (condition: ValueCondition): ((value: Value) => boolean) => {
  switch (condition.kind) {
    case "compareValue":
      return comparisonTest(condition.operator, condition.value);
    case "like": {
      const matches = likeTest(condition.pattern);
      return (value) => (value !== null && matches(String(value))) !== condition.negated;
    }
    case "in": {
      const wanted = new Set(condition.values.map(fold));
      return (value) => wanted.has(fold(value)) !== condition.negated;
    }
    case "containsChoice": {
      const wanted = new Set(condition.choices.map(String));
      return (value) =>
        (value !== null &&
          String(value)
            .split(",")
            .some((choice) => wanted.has(choice))) !== condition.negated;
    }
  }
};
