import { badSyntax, notImplemented } from "../errors/refusals.ts";
import { conditionValue } from "../fetchXml/conditionValue.ts";
import { type Operator, operators } from "../fetchXml/operators.ts";
import { unknownColumn } from "../fetchXml/refusals.ts";
import type { Condition } from "../query/model.ts";
import type { Column, Table } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";
import { aliasText } from "./filterOperand.ts";
import type { FilterScope } from "./filterScope.ts";
import type { Argument, Expression } from "./filterSyntax.ts";
import { parseLiteral } from "./literal.ts";
import { parseTextArray } from "./textArray.ts";

export const namespace = "Microsoft.Dynamics.CRM.";

const units = ["Hours", "Days", "Weeks", "Months", "Years"];

/** A query function is one of FetchXML's condition operators in OData's clothes (Microsoft, Web API Query Function Reference). */
const operatorNames: ReadonlyMap<string, string> = new Map<string, string>([
  ["Between", "between"],
  ["NotBetween", "not-between"],
  ["In", "in"],
  ["NotIn", "not-in"],
  ["ContainValues", "contain-values"],
  ["DoesNotContainValues", "not-contain-values"],
  ["EqualUserId", "eq-userid"],
  ["NotEqualUserId", "ne-userid"],
  ["EqualBusinessId", "eq-businessid"],
  ["NotEqualBusinessId", "ne-businessid"],
  ["On", "on"],
  ["OnOrAfter", "on-or-after"],
  ["OnOrBefore", "on-or-before"],
  ["Last7Days", "last-seven-days"],
  ["Next7Days", "next-seven-days"],
  ["OlderThanXMinutes", "olderthan-x-minutes"],
  ...["Today", "Yesterday", "Tomorrow"].map((name) => [name, name.toLowerCase()] as const),
  ...["Last", "This", "Next"].flatMap((which) =>
    ["Week", "Month", "Year"].map(
      (unit) => [`${which}${unit}`, `${which.toLowerCase()}-${unit.toLowerCase()}`] as const,
    ),
  ),
  ...units.flatMap((unit) => [
    [`LastX${unit}`, `last-x-${unit.toLowerCase()}`] as const,
    [`NextX${unit}`, `next-x-${unit.toLowerCase()}`] as const,
    [`OlderThanX${unit}`, `olderthan-x-${unit.toLowerCase()}`] as const,
  ]),
]);

/** The other functions of the service: hierarchies, teams, languages, fiscal calendars and full text. */
const elsewhere =
  /^(Above|AboveOrEqual|Under|UnderOrEqual|NotUnder|Contains|EqualUserLanguage|EqualUserTeams|EqualUserOr\w+|EqualRoleBusinessId|(In|Last|Next|This)\w*Fiscal\w+)$/;

const noSignature = (name: string) =>
  badSyntax(
    `No function signature for the function with name '${namespace}${name}' matches the specified arguments.`,
  );

type Arguments = ReadonlyMap<string, Expression>;

const namedArguments = (name: string, given: readonly Argument[]): Arguments => {
  const named = given.flatMap((argument) =>
    argument.name === undefined ? [] : [[argument.name, argument.value] as const],
  );
  const found = new Map(named);
  if (found.size < given.length) {
    throw noSignature(name);
  }
  return found;
};

/** The text of an argument as it stands in the URL or in its alias. */
const sourceOf = (scope: FilterScope, value: Expression | undefined): string | undefined => {
  switch (value?.kind) {
    case "alias":
      return aliasText(scope, value.name);
    case "array":
      return value.text;
    default:
      return undefined;
  }
};

const literalOf = (scope: FilterScope, value: Expression | undefined) =>
  value?.kind === "literal" ? value.literal : parseLiteral(sourceOf(scope, value) ?? "");

/** Lookups may be named like the column or like the property. */
const columnOf = (table: Table, name: string): Column => {
  const column = table.columns.get(name) ?? table.properties.get(name);
  if (column !== undefined) {
    return column;
  }
  if (name.includes("/")) {
    throw notImplemented(`the path '${name}' as PropertyName of a query function`);
  }
  throw unknownColumn(table.definition.schemaName, name);
};

interface Call {
  readonly name: string;
  readonly operator: Operator;
  readonly given: Arguments;
}

const argumentNames = ({ values }: Operator): readonly string[] =>
  values === 0 ? ["PropertyName"] : ["PropertyName", values === 1 ? "PropertyValue" : "PropertyValues"];

const textsOf = (scope: FilterScope, { name, operator, given }: Call): readonly string[] => {
  if (operator.values === 0) {
    return [];
  }
  if (operator.values !== 1) {
    const texts = parseTextArray(sourceOf(scope, given.get("PropertyValues")) ?? "");
    if (typeof operator.values === "number" && texts.length !== operator.values) {
      throw badSyntax(`The function '${name}' needs exactly ${operator.values} values.`);
    }
    return texts;
  }
  const literal = literalOf(scope, given.get("PropertyValue"));
  if (operator.reads === "amount") {
    if (literal?.kind !== "number" || !Number.isInteger(literal.value) || literal.value < 1) {
      throw noSignature(name);
    }
    return [String(literal.value)];
  }
  if (literal?.kind !== "string") {
    throw noSignature(name);
  }
  return [literal.value];
};

const familyTypes = {
  any: () => true,
  text: ({ edmType }: Column) => edmType === "Edm.String",
  date: ({ edmType }: Column) => edmType.startsWith("Edm.Date"),
  id: ({ edmType }: Column) => edmType === "Edm.Guid",
  choices: ({ definition }: Column) => definition.type === "MultiSelectPicklist",
} as const;

const valuesOf = (
  table: Table,
  column: Column,
  { operator, texts }: { readonly operator: Operator; readonly texts: readonly string[] },
): readonly Value[] =>
  texts.map((text) => {
    if (operator.reads !== "amount") {
      return conditionValue(table, column, text);
    }
    if (!/^\d{1,10}$/.test(text)) {
      throw badSyntax(`The value '${text}' is no whole number.`);
    }
    return Number(text);
  });

const requireFamily = ({ name, operator }: Call, column: Column): void => {
  const isSet = column.definition.type === "MultiSelectPicklist";
  if (isSet && operator.family !== "choices") {
    throw notImplemented(`the function '${name}' for a multi-select choice column`);
  }
  if (!familyTypes[operator.family](column)) {
    throw badSyntax(
      `The function '${name}' cannot be used with the column '${column.name}' of type ${column.definition.type}.`,
    );
  }
};

const operatorOf = (name: string): Operator => {
  const operator = operators.get(operatorNames.get(name) ?? "");
  if (operator !== undefined) {
    return operator;
  }
  throw elsewhere.test(name)
    ? notImplemented(`the query function '${name}'`)
    : badSyntax(
        `An unknown function with name '${namespace}${name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`,
      );
};

const readCall = (call: Expression & { readonly kind: "call" }): Call => {
  const name = call.name.slice(namespace.length);
  const operator = operatorOf(name);
  const given = namedArguments(name, call.arguments);
  const expected = argumentNames(operator);
  if (given.size !== expected.length || !expected.every((argument) => given.has(argument))) {
    throw noSignature(name);
  }
  return { name, operator, given };
};

/** Reads a call of a query function, such as `Microsoft.Dynamics.CRM.LastXHours(PropertyName='createdon',PropertyValue=1)`. */
export const bindQueryFunction = (
  scope: FilterScope,
  expression: Expression & { readonly kind: "call" },
): Condition => {
  const call = readCall(expression);
  if (scope.variables !== undefined) {
    throw notImplemented(`the query function '${call.name}' inside any or all`);
  }
  const property = literalOf(scope, call.given.get("PropertyName"));
  if (property?.kind !== "string") {
    throw noSignature(call.name);
  }
  const { table, circumstances } = scope;
  const column = columnOf(table, property.value);
  requireFamily(call, column);
  const texts = textsOf(scope, call);
  const values = valuesOf(table, column, { operator: call.operator, texts });
  const path = { hops: [], table: table.name, column: column.name };
  return call.operator.build({ path, values, circumstances });
};
