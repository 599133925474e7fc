import { badSyntax, notImplemented } from "../errors/refusals.ts";
import { tableNamed } from "../schema/schema.ts";
import type { ApplyColumn } from "./applyAggregate.ts";
import { resolvePath } from "./columnPath.ts";
import type { FilterScope } from "./filterScope.ts";

/** Columns of another table are called by the table, not by the lookup (Microsoft, Aggregate data using OData). */
const aliasOf = (names: readonly string[], table: string, property: string): string => {
  if (names.length === 1) {
    return property;
  }
  if (names.length > 2 || property.startsWith("_")) {
    throw notImplemented(`groupby((${names.join("/")})) in $apply`);
  }
  return `${table}_${property}`;
};

const bindGroup = ({ schema, table }: FilterScope, text: string): ApplyColumn => {
  const name = text.trim();
  if (!/^\w+(\/\w+)*$/.test(name)) {
    throw notImplemented(`groupby((${name})) in $apply`);
  }
  const names = name.split("/");
  const { path, column } = resolvePath(schema, table, names);
  if (column.definition.type === "DateTime") {
    throw badSyntax(`The property '${name}' is a date: groupby with datetime values is not supported.`);
  }
  if (column.definition.type === "MultiSelectPicklist") {
    throw notImplemented("groupby on a multi-select choice column in $apply");
  }
  if (column.definition.type === "Image") {
    throw notImplemented("groupby on an image column in $apply");
  }
  return {
    alias: aliasOf(names, path.table, column.property),
    path,
    column,
    source: { table: tableNamed(schema, path.table), alias: undefined },
    use: { kind: "group", part: undefined },
  };
};

/** Reads the names in `groupby((…))`. */
export const bindGroups = (scope: FilterScope, text: string): readonly ApplyColumn[] =>
  text.split(",").map((name) => bindGroup(scope, name));
