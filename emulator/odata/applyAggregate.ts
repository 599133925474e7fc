import { badSyntax, notImplemented } from "../errors/refusals.ts";
import type { AggregateColumn } from "../fetchXml/bindAggregate.ts";
import type { Aggregate, ColumnPath } from "../query/model.ts";
import { type Column, tableNamed } from "../schema/schema.ts";
import { resolvePath } from "./columnPath.ts";
import type { FilterScope } from "./filterScope.ts";

/** A column of an answer to `$apply`. */
export interface ApplyColumn extends AggregateColumn {
  readonly path: ColumnPath;
}

const methods: Readonly<Record<string, Aggregate["operation"]>> = {
  sum: "sum",
  average: "avg",
  min: "min",
  max: "max",
  countdistinct: "countDistinct",
};

const summable: ReadonlySet<string> = new Set(["Integer", "BigInt", "Decimal", "Double", "Money"]);

const requireOperand = (operation: Aggregate["operation"], { name, definition }: Column): void => {
  const isComparable = definition.type === "DateTime" && (operation === "min" || operation === "max");
  if (!summable.has(definition.type) && !isComparable) {
    throw badSyntax(
      `The column '${name}' of type ${definition.type} cannot be aggregated with ${operation}.`,
    );
  }
};

const countAs = ({ table }: FilterScope, alias: string): ApplyColumn => {
  const column = table.columns.get(table.primaryId);
  if (column === undefined) {
    throw new Error(`The table '${table.name}' has no primary id.`);
  }
  return {
    alias,
    source: { table, alias: undefined },
    column,
    use: { kind: "aggregate", operation: "count" },
    path: { hops: [], table: table.name, column: column.name },
  };
};

const bindAggregate = ({ schema, table }: FilterScope, text: string): ApplyColumn => {
  const [, names = "", method = "", alias = ""] =
    /^\s*([\w/]+)\s+with\s+([\w.]+)\s+as\s+([A-Za-z_]\w*)\s*$/.exec(text) ?? [];
  if (alias === "") {
    throw badSyntax(`Syntax error at position 0 in 'aggregate(${text.trim()})'.`);
  }
  const operation = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (operation === undefined) {
    throw badSyntax(`The aggregation method '${method}' is not supported.`);
  }
  const { path, column } = resolvePath(schema, table, names.split("/"));
  const owner = tableNamed(schema, path.table);
  if (operation !== "countDistinct") {
    requireOperand(operation, column);
  } else if (column.name !== owner.primaryId || path.hops.length > 0) {
    // Where every value is different the result is certain; Microsoft, Aggregate data using OData, says that it does
    // not count distinct values otherwise.
    throw notImplemented("countdistinct of a column that is not the primary key");
  }
  return {
    alias,
    path,
    column,
    source: { table: owner, alias: undefined },
    use: { kind: "aggregate", operation },
  };
};

/** Reads the inside of `aggregate(…)`: `revenue with sum as total,$count as count`. */
export const bindAggregates = (scope: FilterScope, text: string): readonly ApplyColumn[] =>
  text.split(",").map((part) => {
    const [, counted] = /^\s*\$count\s+as\s+([A-Za-z_]\w*)\s*$/.exec(part) ?? [];
    return counted === undefined ? bindAggregate(scope, part) : countAs(scope, counted);
  });
