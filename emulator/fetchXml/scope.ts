import { notImplemented } from "../errors/refusals.ts";
import type { ColumnPath } from "../query/model.ts";
import { isReadable } from "../schema/readable.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { invalidAlias, invalidArgument, unknownColumn, unknownTable } from "./refusals.ts";
import type { LinkSyntax, TableSyntax } from "./syntax.ts";

/** A table of the query whose columns can be named. */
export interface Source {
  readonly table: Table;
  /** Name of the join in the query; undefined for the queried table. */
  readonly alias: string | undefined;
  /** What `entityname` may call it. */
  readonly names: readonly string[];
  readonly syntax: TableSyntax;
}

export const tableOf = (schema: Schema, name: string): Table => {
  const table = schema.tables.get(name);
  if (table === undefined) {
    throw unknownTable(name);
  }
  return table;
};

/** Ends of the columns the service adds for the texts and types of choices and lookups (`statecodename`). */
const companion = /^(.+?)(name|yominame|type|idtype)$/;

/** A column by its logical name, which is case-sensitive. Secrets cannot be named. */
export const columnOf = (table: Table, name: string): Column => {
  const column = table.columns.get(name);
  if (column !== undefined && isReadable(column)) {
    return column;
  }
  const base = table.columns.get(companion.exec(name)?.[1] ?? "");
  if (base !== undefined && base.edmType !== "Edm.String") {
    throw notImplemented(`the column '${name}', which goes with '${base.name}', in FetchXML`);
  }
  throw unknownColumn(table.definition.schemaName, name);
};

export const pathTo = (source: Pick<Source, "table" | "alias">, column: Column): ColumnPath => ({
  ...(source.alias !== undefined && { source: source.alias }),
  hops: [],
  table: source.table.name,
  column: column.name,
});

const aliasShape = /^[A-Za-z_][\w.-]*$/;

/** Link types whose rows are read along. The others only ask whether there are related rows. */
const isJoin = ({ type }: LinkSyntax): boolean =>
  type === "inner" || type === "outer" || type === "matchfirstrowusingcrossapply";

export const joinsOf = ({ links }: TableSyntax): readonly LinkSyntax[] => links.filter(isJoin);

/** All sources, the queried table first, each join before the joins inside it, with the join's own syntax. */
export const sourcesOf = (
  schema: Schema,
  entity: TableSyntax,
): { readonly root: Source; readonly joined: ReadonlyMap<LinkSyntax, Source> } => {
  const joined = new Map<LinkSyntax, Source>();
  const taken = new Set<string>();
  const add = (link: LinkSyntax): void => {
    const alias = link.alias ?? `${link.table}${joined.size + 1}`;
    if (!aliasShape.test(alias)) {
      throw invalidAlias(alias);
    }
    if (taken.has(alias)) {
      throw invalidArgument(`The alias '${alias}' is used by more than one link-entity.`);
    }
    taken.add(alias);
    const names = link.alias === undefined ? [alias, link.table] : [alias];
    joined.set(link, { table: tableOf(schema, link.table), alias, names, syntax: link });
    joinsOf(link).forEach(add);
  };
  joinsOf(entity).forEach(add);
  const table = tableOf(schema, entity.table);
  return { root: { table, alias: undefined, names: [table.name], syntax: entity }, joined };
};

/** Finds the source an `entityname` means: by alias first, by table name where the link has no alias. */
export const sourceNamed = (sources: readonly Source[], name: string): Source => {
  const found =
    sources.find(({ alias }) => alias === name) ?? sources.find(({ names }) => names.includes(name));
  if (found === undefined) {
    throw invalidArgument(`Link entity with name or alias ${name} is not found`);
  }
  return found;
};
