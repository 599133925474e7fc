import { DataverseError } from "../errors/dataverseError.ts";
import { badSyntax, notImplemented, unknownProperty } from "../errors/refusals.ts";
import { type Expression, parseFilter } from "../odata/filterSyntax.ts";
import { type Literal, literalType } from "../odata/literal.ts";
import { literalValue } from "../odata/literalValue.ts";
import { parseTextArray } from "../odata/textArray.ts";
import { complexMembers, type Kind } from "./kinds/kind.ts";
import { readProperty } from "./kinds/readProperty.ts";

type Test<S> = (source: S) => boolean;

const operatorNames: Readonly<Record<string, string>> = {
  eq: "Equal",
  ne: "NotEqual",
  gt: "GreaterThan",
  ge: "GreaterThanOrEqual",
  lt: "LessThan",
  le: "LessThanOrEqual",
};

const orders: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  gt: (left, right) => left > right,
  ge: (left, right) => left >= right,
  lt: (left, right) => left < right,
  le: (left, right) => left <= right,
};

const numeric: ReadonlySet<string> = new Set(["Edm.Int32", "Edm.Int64", "Edm.Decimal", "Edm.Double"]);

const fits = (type: string, literal: Literal): boolean =>
  literal.kind === "null" ||
  literalType(literal) === type ||
  (numeric.has(type) && literal.kind === "number");

const incompatible = (left: string, right: string, operator: string) =>
  badSyntax(
    `A binary operator with incompatible types was detected. Found operand types '${left}' and '${right}' for operator kind '${operatorNames[operator] ?? operator}'.`,
  );

/** Microsoft's services say so of functions such as `startswith`, also inside an expansion. */
const noFunctions = (name: string) =>
  new DataverseError(501, "0x8006088a", `The "${name}" function isn't supported for Metadata Entities.`);

interface Operand<S> {
  readonly type: string;
  readonly read: (source: S) => unknown;
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;

/**
 * Labels and collections cannot be filtered by, other complex properties one level deep (Microsoft, Query table
 * definitions using the Web API).
 */
const operandOf = <S>(kind: Kind<S>, names: readonly string[]): Operand<S> => {
  const [name = "", member, ...rest] = names;
  const property = Object.hasOwn(kind.properties, name) ? kind.properties[name] : undefined;
  if (property === undefined) {
    throw unknownProperty(name, kind.type);
  }
  const members = complexMembers[property.type];
  if (member === undefined) {
    if (members !== undefined || property.type.includes("(") || property.type.endsWith(".Label")) {
      throw badSyntax(`The property '${name}' cannot be used in the query option $filter.`);
    }
    return { type: property.type, read: (source) => readProperty(kind, source, name) };
  }
  const type = members?.[member];
  if (type === undefined || rest.length > 0) {
    throw badSyntax(`The property '${names.join("/")}' cannot be used in the query option $filter.`);
  }
  return { type, read: (source) => memberOf(readProperty(kind, source, name), member) };
};

const wantedValue = <S>(operand: Operand<S>, operator: string, right: Expression): unknown => {
  if (right.kind === "enum") {
    if (right.type !== operand.type) {
      throw incompatible(operand.type, right.type, operator);
    }
    return right.value;
  }
  if (right.kind !== "literal") {
    throw notImplemented("a comparison in a $filter of definitions that is not 'property operator literal'");
  }
  if (!fits(operand.type, right.literal)) {
    throw incompatible(operand.type, literalType(right.literal), operator);
  }
  return literalValue(right.literal);
};

const compare = <S>(kind: Kind<S>, expression: Expression & { readonly kind: "binary" }): Test<S> => {
  const { operator, left, right } = expression;
  if (left.kind === "call") {
    throw noFunctions(left.name);
  }
  if (left.kind !== "path" || !Object.hasOwn(operatorNames, operator)) {
    throw notImplemented("a comparison in a $filter of definitions that is not 'property operator literal'");
  }
  const operand = operandOf(kind, left.names);
  const wanted = wantedValue(operand, operator, right);
  const order = orders[operator];
  if (order === undefined) {
    return (source) => (operand.read(source) === wanted) === (operator === "eq");
  }
  if (!numeric.has(operand.type)) {
    throw notImplemented(`the operator '${operator}' in a $filter of definitions for ${operand.type}`);
  }
  return (source) => order(Number(operand.read(source)), Number(wanted));
};

const IN = "Microsoft.Dynamics.CRM.In";

/**
 * The one function that definitions take: Microsoft's own clients filter them by it (PowerPlatform-DataverseClient-Python,
 * `_check_attribute_types`). Here it compares texts only.
 */
const isOneOf = <S>(kind: Kind<S>, call: Expression & { readonly kind: "call" }): Test<S> => {
  const given = new Map(call.arguments.map(({ name, value }) => [name, value]));
  const [property, values] = [given.get("PropertyName"), given.get("PropertyValues")];
  if (property?.kind !== "literal" || property.literal.kind !== "string" || values?.kind !== "array") {
    throw badSyntax(`The arguments of the function '${IN}' do not match its signature.`);
  }
  const operand = operandOf(kind, [property.literal.value]);
  if (operand.type !== "Edm.String") {
    throw notImplemented(`'${IN}' in a $filter of definitions for ${operand.type}`);
  }
  const wanted = new Set<unknown>(parseTextArray(values.text));
  return (source) => wanted.has(operand.read(source));
};

const bind = <S>(kind: Kind<S>, expression: Expression): Test<S> => {
  if (expression.kind === "not") {
    const inner = bind(kind, expression.operand);
    return (source) => !inner(source);
  }
  if (expression.kind === "call") {
    if (expression.name !== IN) {
      throw noFunctions(expression.name);
    }
    return isOneOf(kind, expression);
  }
  if (expression.kind === "path") {
    const operand = operandOf(kind, expression.names);
    return (source) => operand.read(source) === true;
  }
  if (expression.kind !== "binary") {
    throw notImplemented(`a ${expression.kind} expression in a $filter of definitions`);
  }
  if (expression.operator !== "and" && expression.operator !== "or") {
    return compare(kind, expression);
  }
  const [left, right] = [bind(kind, expression.left), bind(kind, expression.right)];
  return expression.operator === "and"
    ? (source) => left(source) && right(source)
    : (source) => left(source) || right(source);
};

/** Compiles a `$filter` on definitions. Texts are compared with regard to case, as names are. */
export const metadataFilter = <S>(kind: Kind<S>, filter: string | undefined): Test<S> =>
  filter === undefined ? () => true : bind(kind, parseFilter(filter));
