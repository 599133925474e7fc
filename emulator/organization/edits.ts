import type { ColumnDefinition, TableDefinition } from "../schema/model.ts";
import type { Definitions, Edit } from "./catalog.ts";

/** Puts a table in, new or in place of the one of its name. */
export const putTable =
  (table: TableDefinition): Edit =>
  (definitions) => ({
    ...definitions,
    tables: new Map(definitions.tables).set(table.logicalName, table),
  });

/** Changes one table, if it is there. */
export const changeTable =
  (name: string, change: (table: TableDefinition) => TableDefinition): Edit =>
  (definitions) => {
    const table = definitions.tables.get(name);
    return table === undefined ? definitions : putTable(change(table))(definitions);
  };

/** Changes one column, if it is there. */
export const changeColumn = (
  table: string,
  column: string,
  change: (column: ColumnDefinition) => ColumnDefinition,
): Edit =>
  changeTable(table, (definition) => ({
    ...definition,
    columns: definition.columns.map((known) => (known.logicalName === column ? change(known) : known)),
  }));

/** Takes a column out, with the column in the base currency of one of money. */
export const removeColumn = (table: string, column: string): Edit =>
  changeTable(table, (definition) => ({
    ...definition,
    columns: definition.columns.filter(
      ({ logicalName }) => logicalName !== column && logicalName !== `${column}_base`,
    ),
  }));

const withoutTarget = (column: ColumnDefinition, table: string): readonly ColumnDefinition[] => {
  if (column.targets?.some((target) => target.table === table) !== true) {
    return [column];
  }
  const targets = column.targets.filter((target) => target.table !== table);
  return targets.length === 0 ? [] : [{ ...column, targets }];
};

const without = <V>(map: ReadonlyMap<string, V>, ...names: readonly string[]): ReadonlyMap<string, V> =>
  new Map([...map].filter(([name]) => !names.includes(name)));

/** Takes a many-to-many relationship out, with its intersect table. */
export const removeManyToMany =
  (schemaName: string): Edit =>
  (definitions) => {
    const relationship = definitions.manyToMany.get(schemaName);
    return relationship === undefined
      ? definitions
      : {
          ...definitions,
          manyToMany: without(definitions.manyToMany, schemaName),
          tables: without(definitions.tables, relationship.intersect),
        };
  };

/** Takes a table out, with the relationships it is part of and the lookups that can point to nothing else. */
export const removeTable =
  (name: string): Edit =>
  (definitions) => {
    const relationships = [...definitions.manyToMany.values()].filter(
      ({ first, second }) => first.table === name || second.table === name,
    );
    const rest = relationships.reduce<Definitions>(
      (state, { schemaName }) => removeManyToMany(schemaName)(state),
      definitions,
    );
    const tables = [...without(rest.tables, name).values()].map((table) =>
      table.columns.some(({ targets }) => targets?.some((target) => target.table === name) === true)
        ? { ...table, columns: table.columns.flatMap((column) => withoutTarget(column, name)) }
        : table,
    );
    return { ...rest, tables: new Map(tables.map((table) => [table.logicalName, table])) };
  };
