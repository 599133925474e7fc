import { badSyntax, notImplemented } from "../errors/refusals.ts";
import type { Comparison, Condition } from "../query/model.ts";
import type { Column } from "../schema/schema.ts";
import type { ResolvedPath } from "./columnPath.ts";
import type { Operand } from "./filterOperand.ts";
import { type Literal, literalType } from "./literal.ts";
import { literalFits, literalValue } from "./literalValue.ts";

const operatorNames: Readonly<Record<Comparison, string>> = {
  eq: "Equal",
  ne: "NotEqual",
  gt: "GreaterThan",
  ge: "GreaterThanOrEqual",
  lt: "LessThan",
  le: "LessThanOrEqual",
};

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  eq: "eq",
  ne: "ne",
  gt: "lt",
  ge: "le",
  lt: "gt",
  le: "ge",
};

export const isComparison = (operator: string): operator is Comparison =>
  Object.hasOwn(operatorNames, operator);

const incompatible = (left: string, right: string, operator: Comparison) =>
  badSyntax(
    `A binary operator with incompatible types was detected. Found operand types '${left}' and '${right}' for operator kind '${operatorNames[operator]}'.`,
  );

/** Several choices are stored as text, but the service compares them as a set. */
export const refuseChoices = ({ definition }: Column): void => {
  if (definition.type === "MultiSelectPicklist") {
    throw notImplemented("comparing a multi-select choice column; the service has ContainValues for it");
  }
};

const compareLiteral = (resolved: ResolvedPath, operator: Comparison, literal: Literal): Condition => {
  if (!literalFits(resolved.column, literal)) {
    throw incompatible(resolved.column.edmType, literalType(literal), operator);
  }
  if (literal.kind !== "null") {
    refuseChoices(resolved.column);
  }
  return { kind: "compareValue", operator, path: resolved.path, value: literalValue(literal) };
};

const numericTypes: ReadonlySet<string> = new Set(["Edm.Int32", "Edm.Int64", "Edm.Decimal", "Edm.Double"]);

const comparable = (left: Column, right: Column): boolean =>
  left.edmType === right.edmType ||
  (numericTypes.has(left.edmType) && numericTypes.has(right.edmType)) ||
  (left.edmType.startsWith("Edm.Date") && right.edmType.startsWith("Edm.Date"));

/** Only values of one record can be compared with each other (Microsoft, Filter rows using OData). */
const compareColumns = (operator: Comparison, left: ResolvedPath, right: ResolvedPath): Condition => {
  if (!comparable(left.column, right.column)) {
    throw incompatible(left.column.edmType, right.column.edmType, operator);
  }
  if (JSON.stringify(left.path.hops) !== JSON.stringify(right.path.hops)) {
    throw notImplemented("comparing columns of two records with each other");
  }
  refuseChoices(left.column);
  refuseChoices(right.column);
  return { kind: "compareColumns", operator, left: left.path, right: right.path };
};

/** Compares two sides of which at least one is a column. */
export const compareOperands = (operator: Comparison, left: Operand, right: Operand): Condition => {
  if ("literal" in left) {
    if ("literal" in right) {
      throw notImplemented("a comparison of two literals");
    }
    return compareLiteral(right.resolved, mirrored[operator], left.literal);
  }
  return "literal" in right
    ? compareLiteral(left.resolved, operator, right.literal)
    : compareColumns(operator, left.resolved, right.resolved);
};
