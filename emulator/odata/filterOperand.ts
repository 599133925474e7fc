import { DataverseError } from "../errors/dataverseError.ts";
import { badSyntax, notImplemented } from "../errors/refusals.ts";
import type { ResolvedPath } from "./columnPath.ts";
import { type FilterScope, resolveIn } from "./filterScope.ts";
import type { Expression } from "./filterSyntax.ts";
import { type Literal, parseLiteral } from "./literal.ts";

/** One side of a comparison. */
export type Operand = { readonly resolved: ResolvedPath } | { readonly literal: Literal };

/**
 * What OData has and the service's translation to its own queries does not. The pattern of the message is the one in
 * Microsoft, Aggregate data using OData.
 */
export const unsupportedNode = (node: string) => badSyntax(`The query node ${node} is not supported.`);

/** How users report the `in` operator to fail; the service has the function `In` instead. */
const notThere = () => new DataverseError(501, "0x80004001", "The method or operation is not implemented.");

const odataFunctions: ReadonlySet<string> = new Set([
  ...["concat", "contains", "endswith", "indexof", "length", "matchesPattern", "startswith", "substring"],
  ...["tolower", "toupper", "trim", "date", "day", "fractionalseconds", "hour", "maxdatetime", "mindatetime"],
  ...["minute", "month", "now", "second", "time", "totaloffsetminutes", "totalseconds", "year"],
  ...["ceiling", "floor", "round", "cast", "isof", "geo.distance", "geo.intersects", "geo.length"],
]);

/** The refusal of a function that is not among those the service has for this place. */
export const unsupportedFunction = (name: string): DataverseError =>
  odataFunctions.has(name)
    ? unsupportedNode("SingleValueFunctionCall")
    : badSyntax(
        `An unknown function with name '${name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`,
      );

export const unsupportedOperator = (operator: string): DataverseError =>
  operator === "in" ? notThere() : unsupportedNode("BinaryOperator");

/** The text of a parameter alias. */
export const aliasText = ({ aliases }: FilterScope, name: string): string => {
  const text = aliases.get(name)?.trim();
  if (text === undefined) {
    throw badSyntax(`The parameter alias '${name}' has no value.`);
  }
  return text;
};

const aliasLiteral = (scope: FilterScope, name: string): Literal => {
  const literal = parseLiteral(aliasText(scope, name));
  if (literal === undefined) {
    throw badSyntax(`The value of the parameter alias '${name}' is no literal.`);
  }
  return literal;
};

/** Reads one side of a comparison, or an argument of a text function. */
export const operandOf = (scope: FilterScope, expression: Expression): Operand => {
  switch (expression.kind) {
    case "literal":
      return { literal: expression.literal };
    case "alias":
      return { literal: aliasLiteral(scope, expression.name) };
    case "path":
      return { resolved: resolveIn(scope, expression.names) };
    case "call":
      throw unsupportedFunction(expression.name);
    case "binary":
      throw unsupportedOperator(expression.operator);
    case "enum":
      throw notImplemented(`the enumeration literal ${expression.type}'${expression.value}'`);
    default:
      throw badSyntax(`A comparison with a ${expression.kind} expression is not valid.`);
  }
};
