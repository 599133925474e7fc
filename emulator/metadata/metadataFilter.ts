import { badSyntax, notImplemented, unknownProperty } from "../errors/refusals.ts";
import { type Expression, parseFilter } from "../odata/filterSyntax.ts";
import { literalValue } from "../odata/literalValue.ts";
import type { Definition } from "./definition.ts";

type Test = (definition: Definition) => boolean;

interface Scope {
  /** Any definition of the kind that is filtered: it says which properties there are. */
  readonly sample: Definition;
  readonly type: string;
}

const member = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;

const read = (definition: Definition, names: readonly string[]): unknown =>
  names.reduce<unknown>(member, definition);

/** Labels cannot be filtered by; other complex properties one level deep (Microsoft, Query table definitions). */
const checkPath = ({ sample, type }: Scope, names: readonly string[]): void => {
  if (names[0] === undefined || !Object.hasOwn(sample, names[0])) {
    throw unknownProperty(names[0] ?? "", type);
  }
  const value = read(sample, names);
  if (value === undefined) {
    throw unknownProperty(names.at(-1) ?? "", type);
  }
  if (typeof value === "object" && value !== null) {
    throw badSyntax(`The property '${names.join("/")}' cannot be used in a $filter of definitions.`);
  }
};

const compare = (scope: Scope, expression: Expression & { readonly kind: "binary" }): Test => {
  const { operator, left, right } = expression;
  if (operator !== "eq" && operator !== "ne") {
    throw notImplemented(`the operator '${operator}' in a $filter of definitions`);
  }
  if (left.kind !== "path" || (right.kind !== "literal" && right.kind !== "enum")) {
    throw notImplemented("a comparison in a $filter of definitions that is not 'property eq literal'");
  }
  checkPath(scope, left.names);
  const wanted = right.kind === "enum" ? right.value : literalValue(right.literal);
  return (definition) => (read(definition, left.names) === wanted) === (operator === "eq");
};

const bind = (scope: Scope, expression: Expression): Test => {
  if (expression.kind !== "binary") {
    throw notImplemented(`a ${expression.kind} expression in a $filter of definitions`);
  }
  if (expression.operator !== "and" && expression.operator !== "or") {
    return compare(scope, expression);
  }
  const [left, right] = [bind(scope, expression.left), bind(scope, expression.right)];
  return expression.operator === "and"
    ? (definition) => left(definition) && right(definition)
    : (definition) => left(definition) || right(definition);
};

/** Compiles a `$filter` on definitions. Values are compared with regard to case, as names are. */
export const metadataFilter = (scope: Scope, text: string | undefined): Test =>
  text === undefined ? () => true : bind(scope, parseFilter(text));
