import { notImplemented } from "../errors/refusals.ts";
import type { Condition } from "../query/model.ts";
import type { Column } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";
import { conditionValue } from "./conditionValue.ts";
import { type Circumstances, comparisons, isKnownElsewhere, type Operator, operators } from "./operators.ts";
import { badCondition, unknownOperator } from "./refusals.ts";
import { columnOf, pathTo, type Source, sourceNamed } from "./scope.ts";
import type { ConditionSyntax } from "./syntax.ts";

/** What names in a condition mean. */
export interface ConditionScope {
  /** The table whose element the condition stands in. */
  readonly source: Source;
  /** The tables `entityname` and `valueof` may name. */
  readonly sources: readonly Source[];
  readonly circumstances: Circumstances;
}

interface Subject {
  readonly source: Source;
  readonly column: Column;
  readonly condition: ConditionSyntax;
}

const refuse = ({ source, column }: Subject, problem: string) =>
  badCondition(`${source.table.name}.${column.name}`, problem);

const families: Readonly<Record<Operator["family"], (column: Column) => boolean>> = {
  any: () => true,
  text: ({ edmType, definition }) => edmType === "Edm.String" && definition.type !== "MultiSelectPicklist",
  date: ({ edmType }) => edmType.startsWith("Edm.Date"),
  id: ({ edmType }) => edmType === "Edm.Guid",
  choices: ({ definition }) => definition.type === "MultiSelectPicklist",
};

const forEverything: ReadonlySet<string> = new Set(["null", "not-null"]);
const forIds: ReadonlySet<string> = new Set(["eq", "ne", "neq", "in", "not-in", "null", "not-null"]);

/** Several choices are stored as text, but the service compares them as a set; it orders ids in its own way. */
const checkFamily = (subject: Subject, { family }: Operator): void => {
  const { column, condition } = subject;
  if (!families[family](column)) {
    throw refuse(
      subject,
      `the operator '${condition.operator}' is not for ${column.definition.type} attributes.`,
    );
  }
  if (family === "any" && families.choices(column) && !forEverything.has(condition.operator)) {
    throw notImplemented(
      `the operator '${condition.operator}' on a multi-select choice column in FetchXML; there is contain-values`,
    );
  }
  if (family === "any" && column.edmType === "Edm.Guid" && !forIds.has(condition.operator)) {
    throw notImplemented(`the operator '${condition.operator}' on a column of ids in FetchXML`);
  }
};

const checkAmount = (subject: Subject, { values: wanted }: Operator): void => {
  const { operator, values } = subject.condition;
  const fits = wanted === "many" ? values.length > 0 : values.length === wanted;
  if (!fits) {
    const expected = wanted === "many" ? "at least 1" : String(wanted);
    throw refuse(
      subject,
      `the operator '${operator}' takes ${expected} value(s), but ${values.length} were given.`,
    );
  }
};

const readAmount = (subject: Subject, text: string): number => {
  const amount = text.trim();
  if (!/^\d{1,10}$/.test(amount)) {
    throw refuse(
      subject,
      `the operator '${subject.condition.operator}' takes whole numbers, but '${text}' was given.`,
    );
  }
  return Number(amount);
};

const readValue = (subject: Subject, { reads }: Operator, text: string): Value => {
  switch (reads) {
    case "text":
      return text;
    case "amount":
      return readAmount(subject, text);
    default:
      return conditionValue(subject.source.table, subject.column, text);
  }
};

const numeric: ReadonlySet<string> = new Set(["Edm.Int32", "Edm.Int64", "Edm.Decimal", "Edm.Double"]);

const isSameType = (left: Column, right: Column): boolean =>
  left.edmType === right.edmType || (numeric.has(left.edmType) && numeric.has(right.edmType));

/** `valueof="column"` or `valueof="alias.column"` (Microsoft, Filter rows using FetchXml). */
const compareColumns = (scope: ConditionScope, subject: Subject, named: string): Condition => {
  const operator = comparisons[subject.condition.operator];
  if (operator === undefined) {
    throw refuse(subject, `the operator '${subject.condition.operator}' cannot compare with another column.`);
  }
  if (subject.condition.values.length > 0) {
    throw refuse(subject, "a value and valueof cannot be given together.");
  }
  const at = named.lastIndexOf(".");
  const source = at < 0 ? subject.source : sourceNamed(scope.sources, named.slice(0, at));
  const other = columnOf(source.table, named.slice(at + 1));
  if (!isSameType(subject.column, other)) {
    throw refuse(subject, `it cannot be compared with '${named}', which has another type.`);
  }
  return {
    kind: "compareColumns",
    operator,
    left: pathTo(subject.source, subject.column),
    right: pathTo(source, other),
  };
};

const operatorNamed = (name: string): Operator => {
  const operator = operators.get(name);
  if (operator === undefined) {
    throw isKnownElsewhere(name)
      ? notImplemented(`the operator '${name}' in FetchXML`)
      : unknownOperator(name);
  }
  return operator;
};

/** Looks up a `<condition>` and turns it into a condition of the query. */
export const bindCondition = (scope: ConditionScope, condition: ConditionSyntax): Condition => {
  const source = condition.link === undefined ? scope.source : sourceNamed(scope.sources, condition.link);
  const column = columnOf(source.table, condition.column);
  const subject: Subject = { source, column, condition };
  const operator = operatorNamed(condition.operator);
  checkFamily(subject, operator);
  if (condition.otherColumn !== undefined) {
    return compareColumns(scope, subject, condition.otherColumn);
  }
  checkAmount(subject, operator);
  const values = condition.values.map((text) => readValue(subject, operator, text));
  return operator.build({ path: pathTo(source, column), values, circumstances: scope.circumstances });
};
