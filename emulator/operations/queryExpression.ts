import { invalidArgument } from "../errors/invalidArgument.ts";
import { notImplemented } from "../errors/refusals.ts";

type Members = ReadonlyMap<string, unknown>;

const membersOf = (json: unknown): Members =>
  new Map(typeof json === "object" && json !== null && !Array.isArray(json) ? Object.entries(json) : []);

const listOf = (json: unknown): readonly unknown[] => (Array.isArray(json) ? json : []);

const escapeXml = (text: string): string =>
  text.replace(/[<>&'"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** Operators whose FetchXML name is not the same words in lower case with hyphens. */
const otherNames: Readonly<Record<string, string>> = {
  Equal: "eq",
  NotEqual: "ne",
  GreaterThan: "gt",
  GreaterEqual: "ge",
  LessThan: "lt",
  LessEqual: "le",
  BeginsWith: "begins-with",
  DoesNotBeginWith: "not-begin-with",
  EndsWith: "ends-with",
  DoesNotEndWith: "not-end-with",
  EqualUserId: "eq-userid",
  NotEqualUserId: "ne-userid",
  EqualBusinessId: "eq-businessid",
  NotEqualBusinessId: "ne-businessid",
};

const operatorName = (name: string): string =>
  otherNames[name] ?? name.replace(/(?<!^)([A-Z])/g, "-$1").toLowerCase();

/** A value of a condition: `{ Value, Type }`, where the type only repeats what the column says. */
const valueText = (json: unknown): string => {
  const value = membersOf(json).get("Value");
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return escapeXml(String(value));
  }
  throw invalidArgument("Every value of a condition must be an object with 'Value' and 'Type'.");
};

const conditionXml = (json: unknown): string => {
  const members = membersOf(json);
  const [column, operator] = [members.get("AttributeName"), members.get("Operator")];
  if (typeof column !== "string" || typeof operator !== "string") {
    throw invalidArgument("Every condition must have an 'AttributeName' and an 'Operator'.");
  }
  const values = listOf(members.get("Values")).map(valueText);
  const [only] = values;
  const start = `<condition attribute="${escapeXml(column)}" operator="${escapeXml(operatorName(operator))}"`;
  return only !== undefined && values.length === 1 && !/In$|Between$|Values$/.test(operator)
    ? `${start} value="${only}"/>`
    : `${start}>${values.map((value) => `<value>${value}</value>`).join("")}</condition>`;
};

const filterXml = (json: unknown): string => {
  const members = membersOf(json);
  const parts = [
    ...listOf(members.get("Conditions")).map(conditionXml),
    ...listOf(members.get("Filters")).map(filterXml),
  ];
  const type = members.get("FilterOperator") === "Or" ? "or" : "and";
  return parts.length === 0 ? "" : `<filter type="${type}">${parts.join("")}</filter>`;
};

/** Members that say which columns are shown or in which order, which a deletion does not need. */
const harmless: ReadonlySet<string> = new Set([
  "EntityName",
  "Criteria",
  "ColumnSet",
  "Orders",
  "Distinct",
  "NoLock",
  "DataSource",
]);

/** The logical name of the table that a QueryExpression reads. */
export const queryTable = (json: unknown): string => {
  const name = membersOf(json).get("EntityName");
  if (typeof name !== "string") {
    throw invalidArgument("A query must name its table in 'EntityName'.");
  }
  return name;
};

/** A QueryExpression as FetchXML: both say the same, and there is one reader for it. */
export const fetchOfQuery = (json: unknown): string => {
  const members = membersOf(json);
  for (const [name, value] of members) {
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
    if (!harmless.has(name) && !name.startsWith("@") && !isEmpty) {
      throw notImplemented(`'${name}' of a QueryExpression`);
    }
  }
  const table = escapeXml(queryTable(json));
  return `<fetch><entity name="${table}">${filterXml(members.get("Criteria"))}</entity></fetch>`;
};
