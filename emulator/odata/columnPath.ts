import { notImplemented, unknownProperty } from "../errors/refusals.ts";
import type { ColumnPath, Hop } from "../query/model.ts";
import { readableProperty } from "../schema/readable.ts";
import { type Column, type Schema, type Table, tableNamed } from "../schema/schema.ts";

export interface ResolvedPath {
  readonly path: ColumnPath;
  readonly column: Column;
}

const hopFrom = (table: Table, name: string): Hop => {
  const navigation = table.navigations.get(name);
  if (navigation === undefined) {
    throw table.collections.has(name)
      ? notImplemented(`a path through the collection '${name}' without any or all`)
      : unknownProperty(name, table.type);
  }
  const [target, ...others] = navigation.targets;
  if (target === undefined || others.length > 0) {
    throw notImplemented(`a path through '${name}', which leads to more than one table`);
  }
  return { column: navigation.column.name, target };
};

/** Looks up `name` or `lookup/lookup/name` from a table. Names are case-sensitive. */
export const resolvePath = (schema: Schema, root: Table, names: readonly string[]): ResolvedPath => {
  const hops: Hop[] = [];
  let table = root;
  for (const name of names.slice(0, -1)) {
    const hop = hopFrom(table, name);
    hops.push(hop);
    table = tableNamed(schema, hop.target);
  }
  const last = names.at(-1) ?? "";
  const column = readableProperty(table, last);
  if (column === undefined) {
    throw table.navigations.has(last)
      ? notImplemented(`comparing or sorting by the navigation property '${last}' itself`)
      : unknownProperty(last, table.type);
  }
  return { path: { hops, table: table.name, column: column.name }, column };
};
