import { badSyntax, notImplemented } from "../errors/refusals.ts";
import type { Comparison, Condition } from "../query/model.ts";
import { compareOperands, isComparison, refuseChoices } from "./filterComparison.ts";
import { bindLambda } from "./filterLambda.ts";
import { operandOf, unsupportedFunction, unsupportedOperator } from "./filterOperand.ts";
import { type FilterScope, resolveIn } from "./filterScope.ts";
import { type Expression, parseFilter } from "./filterSyntax.ts";
import { bindQueryFunction, namespace } from "./queryFunction.ts";

type Of<Kind extends Expression["kind"]> = Expression & { readonly kind: Kind };

const negations: Readonly<Record<Comparison, Comparison>> = {
  eq: "ne",
  ne: "eq",
  gt: "le",
  ge: "lt",
  lt: "ge",
  le: "gt",
};

const patterns: ReadonlyMap<string, (text: string) => string> = new Map([
  ["contains", (text: string) => `%${text}%`],
  ["startswith", (text: string) => `${text}%`],
  ["endswith", (text: string) => `%${text}`],
]);

const wrongArguments = (name: string) =>
  badSyntax(
    `No function signature for the function with name '${name}' matches the specified arguments. The function signatures considered are: ${name}(Edm.String Nullable=true, Edm.String Nullable=true).`,
  );

const bindTextFunction = (
  scope: FilterScope,
  { name, arguments: given }: Of<"call">,
  { pattern, negated }: { readonly pattern: (text: string) => string; readonly negated: boolean },
): Condition => {
  const [column, text] = given.map((argument) => operandOf(scope, argument.value));
  if (given.length !== 2 || column === undefined || text === undefined || "literal" in column) {
    throw wrongArguments(name);
  }
  if (!("literal" in text)) {
    throw notImplemented(`'${name}' with a column as its second argument`);
  }
  if (column.resolved.column.edmType !== "Edm.String" || text.literal.kind !== "string") {
    throw wrongArguments(name);
  }
  refuseChoices(column.resolved.column);
  return { kind: "like", path: column.resolved.path, pattern: pattern(text.literal.value), negated };
};

const bindCall = (scope: FilterScope, call: Of<"call">, negated: boolean): Condition => {
  if (call.name.startsWith(namespace)) {
    if (negated) {
      // Microsoft, Query functions: there are functions for the opposite; what `not` does to others is not said.
      throw notImplemented(`'not' before the query function '${call.name}'`);
    }
    return bindQueryFunction(scope, call);
  }
  const pattern = patterns.get(call.name);
  if (pattern === undefined) {
    throw unsupportedFunction(call.name);
  }
  return bindTextFunction(scope, call, { pattern, negated });
};

const bindBinary = (
  scope: FilterScope,
  { operator, left, right }: Of<"binary">,
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
    throw unsupportedOperator(operator);
  }
  return compareOperands(
    negated ? negations[operator] : operator,
    operandOf(scope, left),
    operandOf(scope, right),
  );
};

const isYesNo = (scope: FilterScope, { names }: Of<"path">): boolean =>
  resolveIn(scope, names).column.edmType === "Edm.Boolean";

const notBoolean = () => badSyntax("The $filter expression must evaluate to a single boolean value.");

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
      return bindLambda(scope, expression, { bind: bindExpression, negated });
    case "binary":
      return bindBinary(scope, expression, negated);
    case "path":
      throw isYesNo(scope, expression)
        ? notImplemented("a yes/no column as a whole filter; compare it with 'eq true'")
        : notBoolean();
    default:
      throw notBoolean();
  }
};

/** Reads a `$filter` into a condition on rows of the scope's table. */
export const bindFilter = (scope: FilterScope, text: string): Condition =>
  bindExpression(scope, parseFilter(text), false);
