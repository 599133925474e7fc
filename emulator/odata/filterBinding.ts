import { badSyntax, notImplemented } from "../errors/refusals.ts";
import type { Comparison, Condition } from "../query/model.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { type ResolvedPath, resolvePath } from "./columnPath.ts";
import { type Expression, parseFilter } from "./filterSyntax.ts";
import { type Literal, literalType, parseLiteral } from "./literal.ts";
import { literalFits, literalValue } from "./literalValue.ts";

/** What names in a filter mean: the table they start from, and the values of `@p1`. */
export interface FilterScope {
  readonly schema: Schema;
  readonly table: Table;
  readonly aliases: ReadonlyMap<string, string>;
}

type Operand = { readonly resolved: ResolvedPath } | { readonly literal: Literal };

const operatorNames: Readonly<Record<Comparison, string>> = {
  eq: "Equal",
  ne: "NotEqual",
  gt: "GreaterThan",
  ge: "GreaterThanOrEqual",
  lt: "LessThan",
  le: "LessThanOrEqual",
};

const negations: Readonly<Record<Comparison, Comparison>> = {
  eq: "ne",
  ne: "eq",
  gt: "le",
  ge: "lt",
  lt: "ge",
  le: "gt",
};

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  eq: "eq",
  ne: "ne",
  gt: "lt",
  ge: "le",
  lt: "gt",
  le: "ge",
};

const isComparison = (operator: string): operator is Comparison => Object.hasOwn(operatorNames, operator);

const aliasValue = (scope: FilterScope, name: string): Literal => {
  const text = scope.aliases.get(name);
  const literal = text === undefined ? undefined : parseLiteral(text.trim());
  if (literal === undefined) {
    throw badSyntax(`The parameter alias '${name}' has no value, or a value that is no literal.`);
  }
  return literal;
};

const operandOf = (scope: FilterScope, expression: Expression): Operand => {
  switch (expression.kind) {
    case "literal":
      return { literal: expression.literal };
    case "alias":
      return { literal: aliasValue(scope, expression.name) };
    case "path":
      return { resolved: resolvePath(scope.schema, scope.table, expression.names) };
    case "call":
      throw notImplemented(`the function '${expression.name}' inside a comparison`);
    case "binary":
      throw notImplemented(`the operator '${expression.operator}' inside a comparison`);
    case "enum":
      throw notImplemented(`the enumeration literal ${expression.type}'${expression.value}'`);
    default:
      throw badSyntax(`A comparison with a ${expression.kind} expression is not valid.`);
  }
};

const incompatible = (left: string, right: string, operator: Comparison) =>
  badSyntax(
    `A binary operator with incompatible types was detected. Found operand types '${left}' and '${right}' for operator kind '${operatorNames[operator]}'.`,
  );

/** Several choices are stored as text, but the service compares them as a set. */
const refuseChoices = ({ definition }: Column): void => {
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

const compareOperands = (operator: Comparison, left: Operand, right: Operand): Condition => {
  if ("literal" in left) {
    if ("literal" in right) {
      throw notImplemented("a comparison of two literals");
    }
    return compareLiteral(right.resolved, mirrored[operator], left.literal);
  }
  if ("literal" in right) {
    return compareLiteral(left.resolved, operator, right.literal);
  }
  if (!comparable(left.resolved.column, right.resolved.column)) {
    throw incompatible(left.resolved.column.edmType, right.resolved.column.edmType, operator);
  }
  return { kind: "compareColumns", operator, left: left.resolved.path, right: right.resolved.path };
};

const patterns: Readonly<Record<string, (text: string) => string>> = {
  contains: (text) => `%${text}%`,
  startswith: (text) => `${text}%`,
  endswith: (text) => `%${text}`,
};

const wrongArguments = (name: string) =>
  badSyntax(
    `No function signature for the function with name '${name}' matches the specified arguments. The function signatures considered are: ${name}(Edm.String Nullable=true, Edm.String Nullable=true).`,
  );

const bindCall = (
  scope: FilterScope,
  call: Expression & { readonly kind: "call" },
  negated: boolean,
): Condition => {
  const pattern = Object.hasOwn(patterns, call.name) ? patterns[call.name] : undefined;
  if (pattern === undefined) {
    throw notImplemented(`the function '${call.name}' in $filter`);
  }
  const [column, text] = call.arguments.map((argument) => operandOf(scope, argument.value));
  if (call.arguments.length !== 2 || column === undefined || text === undefined || "literal" in column) {
    throw wrongArguments(call.name);
  }
  if (!("literal" in text)) {
    throw notImplemented(`'${call.name}' with a column as its second argument`);
  }
  if (column.resolved.column.edmType !== "Edm.String" || text.literal.kind !== "string") {
    throw wrongArguments(call.name);
  }
  refuseChoices(column.resolved.column);
  return { kind: "like", path: column.resolved.path, pattern: pattern(text.literal.value), negated };
};

/**
 * Negation is pushed down to the comparisons, as the service does when it turns a filter into SQL: `not (x gt 5)` is
 * `x le 5` and so keeps no rows without a value.
 */
const bindExpression = (scope: FilterScope, expression: Expression, negated: boolean): Condition => {
  switch (expression.kind) {
    case "not":
      return bindExpression(scope, expression.operand, !negated);
    case "call":
      return bindCall(scope, expression, negated);
    case "lambda":
      throw notImplemented(`the lambda operator '${expression.operator}' in $filter`);
    case "binary":
      return bindBinary(scope, expression, negated);
    default:
      throw notImplemented("a filter that is neither a comparison nor a function");
  }
};

const bindBinary = (
  scope: FilterScope,
  { operator, left, right }: Expression & { readonly kind: "binary" },
  negated: boolean,
): Condition => {
  if (operator === "and" || operator === "or") {
    const kind = (operator === "and") === negated ? "or" : "and";
    return {
      kind,
      conditions: [bindExpression(scope, left, negated), bindExpression(scope, right, negated)],
    };
  }
  if (!isComparison(operator)) {
    throw notImplemented(`the operator '${operator}' in $filter`);
  }
  return compareOperands(
    negated ? negations[operator] : operator,
    operandOf(scope, left),
    operandOf(scope, right),
  );
};

/** Reads a `$filter` into a condition on rows of the scope's table. */
export const bindFilter = (scope: FilterScope, text: string): Condition =>
  bindExpression(scope, parseFilter(text), false);
