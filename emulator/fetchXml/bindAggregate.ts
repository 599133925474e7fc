import { notImplemented } from "../errors/refusals.ts";
import type { Aggregate, DatePart } from "../query/model.ts";
import type { Column } from "../schema/schema.ts";
import type { BoundFetch } from "./bindQuery.ts";
import {
  badCondition,
  invalidAggregateFunction,
  invalidArgument,
  missingAlias,
  neitherGroupNorAggregate,
  orderNeedsAlias,
  unknownAlias,
} from "./refusals.ts";
import { columnOf, pathTo, type Source } from "./scope.ts";
import { checkedAlias } from "./shownColumn.ts";
import type { ColumnSyntax } from "./syntax.ts";

/** A column of the answer to an aggregate query. */
export interface AggregateColumn {
  readonly alias: string;
  readonly source: Pick<Source, "table" | "alias">;
  readonly column: Column;
  /** What is done with the column: grouped by, by a part of it, or aggregated. */
  readonly use:
    | { readonly kind: "group"; readonly part: DatePart | undefined }
    | { readonly kind: "aggregate"; readonly operation: Aggregate["operation"] };
}

const parts: Readonly<Record<string, DatePart>> = {
  day: "day",
  week: "week",
  month: "month",
  quarter: "quarter",
  year: "year",
};

const operations: Readonly<Record<string, Aggregate["operation"]>> = {
  count: "count",
  countcolumn: "countColumn",
  sum: "sum",
  avg: "avg",
  min: "min",
  max: "max",
};

const numeric: ReadonlySet<string> = new Set(["Integer", "BigInt", "Decimal", "Double", "Money"]);
const ordered: ReadonlySet<string> = new Set([...numeric, "DateTime"]);

/** What may be computed from which columns; counting is for all. */
const operands: Partial<Record<Aggregate["operation"], ReadonlySet<string>>> = {
  sum: numeric,
  avg: numeric,
  min: ordered,
  max: ordered,
};

const groupOf = (column: Column, { dateGrouping }: ColumnSyntax): AggregateColumn["use"] => {
  if (column.definition.type === "Image") {
    throw notImplemented("groupby on an image column in FetchXML");
  }
  const isDate = column.definition.type === "DateTime";
  const part = dateGrouping === undefined ? undefined : parts[dateGrouping.toLowerCase()];
  if (dateGrouping !== undefined && part === undefined) {
    throw notImplemented(`dategrouping='${dateGrouping}' in FetchXML`);
  }
  if (isDate && part === undefined) {
    throw notImplemented("groupby on a date column without dategrouping in FetchXML");
  }
  if (!isDate && part !== undefined) {
    throw invalidArgument(`dategrouping can only be specified for a date, not for '${column.name}'.`);
  }
  return { kind: "group", part };
};

const operationOf = ({ aggregate = "", distinct, xml }: ColumnSyntax): Aggregate["operation"] => {
  const name = aggregate.toLowerCase();
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) {
    throw invalidAggregateFunction(aggregate);
  }
  if (distinct && operation !== "countColumn") {
    throw neitherGroupNorAggregate(xml);
  }
  return distinct ? "countDistinct" : operation;
};

const useOf = (column: Column, syntax: ColumnSyntax, table: string): AggregateColumn["use"] => {
  if (syntax.groupBy === (syntax.aggregate !== undefined)) {
    throw neitherGroupNorAggregate(syntax.xml);
  }
  if (syntax.groupBy) {
    return groupOf(column, syntax);
  }
  const operation = operationOf(syntax);
  if (operands[operation]?.has(column.definition.type) === false) {
    throw badCondition(
      `${table}.${column.name}`,
      `the aggregate '${syntax.aggregate}' is not for ${column.definition.type} attributes.`,
    );
  }
  return { kind: "aggregate", operation };
};

const bindColumn = (source: Source, syntax: ColumnSyntax): AggregateColumn => {
  const column = columnOf(source.table, syntax.name);
  const use = useOf(column, syntax, source.table.name);
  if (syntax.alias === undefined) {
    throw missingAlias(syntax.xml);
  }
  return { alias: checkedAlias(syntax.alias), source, column, use };
};

/** The columns of an aggregate query: each has an alias, and is either grouped by or aggregated. */
export const aggregateColumns = ({ sources }: BoundFetch): readonly AggregateColumn[] => {
  if (sources.some(({ syntax }) => syntax.allColumns)) {
    throw notImplemented("<all-attributes> in an aggregate query of FetchXML");
  }
  const columns = sources.flatMap((source) =>
    source.syntax.columns.map((column) => bindColumn(source, column)),
  );
  if (columns.length === 0) {
    throw invalidArgument(
      "An aggregate query needs at least one attribute that is grouped by or aggregated.",
    );
  }
  const twice = columns.find(({ alias }, at) => columns.findIndex((other) => other.alias === alias) !== at);
  if (twice !== undefined) {
    throw invalidArgument(`The alias '${twice.alias}' is used for more than one attribute.`);
  }
  return columns;
};

/** The order of an aggregate query, by alias. */
export const aggregateOrder = (
  { sources }: BoundFetch,
  columns: readonly AggregateColumn[],
): readonly { readonly alias: string; readonly descending: boolean }[] =>
  sources.flatMap(({ syntax }) =>
    syntax.orders.map(({ alias, descending }) => {
      if (alias === undefined) {
        throw orderNeedsAlias();
      }
      if (!columns.some((column) => column.alias === alias)) {
        throw unknownAlias(alias);
      }
      return { alias, descending };
    }),
  );

/** The parts of the query model that the columns become. */
export const groupsOf = (columns: readonly AggregateColumn[]) =>
  columns.flatMap(({ alias, source, column, use }) =>
    use.kind === "group" ? [{ alias, path: pathTo(source, column), part: use.part }] : [],
  );

export const aggregatesOf = (columns: readonly AggregateColumn[]): readonly Aggregate[] =>
  columns.flatMap(({ alias, source, column, use }) =>
    use.kind === "aggregate" ? [{ alias, path: pathTo(source, column), operation: use.operation }] : [],
  );
