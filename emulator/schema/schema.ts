import { withCompanions } from "./companionColumns.ts";
import { type EdmType, edmTypeOf } from "./edmType.ts";
import type { CascadeDelete, ColumnDefinition, ManyToManyDefinition, TableDefinition } from "./model.ts";

/** A column as the Web API shows it. */
export interface Column {
  readonly name: string;
  readonly definition: ColumnDefinition;
  readonly edmType: EdmType;
  readonly isLookup: boolean;
  /** `name`, or `_name_value` for a lookup. */
  readonly property: string;
}

/** A single-valued navigation property. Only `ownerid` leads to more than one table by one name. */
export interface Navigation {
  readonly name: string;
  readonly column: Column;
  readonly targets: readonly string[];
}

/** A collection-valued navigation property: the records of `table` whose lookup `column` points here. */
export interface OneToMany {
  readonly kind: "1:N";
  readonly name: string;
  readonly table: string;
  readonly column: string;
  /** What becomes of those records when this one is deleted. */
  readonly onDelete: CascadeDelete;
  /** Schema name of the relationship. */
  readonly relationship: string;
}

/** A collection-valued navigation property: the records of `table` that rows of `intersect` tie to this one. */
export interface ManyToMany {
  readonly kind: "N:N";
  readonly name: string;
  readonly table: string;
  /** Logical name of the intersect table. Its two columns hold ids; those of marketing lists are lookups. */
  readonly intersect: string;
  /** Column of the intersect table with the id of the record that has this property. */
  readonly near: string;
  /** Column of the intersect table with the id of the record of `table`. */
  readonly far: string;
  /** Schema name of the relationship. */
  readonly relationship: string;
}

export type Collection = OneToMany | ManyToMany;

/** A table with everything looked up by name. */
export interface Table {
  readonly name: string;
  readonly definition: TableDefinition;
  readonly entitySet: string;
  /** "Microsoft.Dynamics.CRM.account" */
  readonly type: string;
  readonly primaryId: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly properties: ReadonlyMap<string, Column>;
  readonly navigations: ReadonlyMap<string, Navigation>;
  readonly collections: ReadonlyMap<string, Collection>;
}

export interface Schema {
  readonly tables: ReadonlyMap<string, Table>;
  readonly byEntitySet: ReadonlyMap<string, Table>;
  readonly manyToMany: readonly ManyToManyDefinition[];
}

const toColumn = (definition: ColumnDefinition): Column => {
  const isLookup =
    definition.type === "Lookup" || definition.type === "Customer" || definition.type === "Owner";
  const name = definition.logicalName;
  return {
    name,
    definition,
    edmType: edmTypeOf(definition),
    isLookup,
    property: isLookup ? `_${name}_value` : name,
  };
};

const navigationsOf = (columns: readonly Column[]): Navigation[] =>
  columns.flatMap((column) => {
    const targets = column.definition.targets ?? [];
    const names = new Set(targets.map((target) => target.navigationProperty));
    return [...names].map((name) => ({
      name,
      column,
      targets: targets.filter((target) => target.navigationProperty === name).map(({ table }) => table),
    }));
  });

const lookupsOf = ({
  logicalName,
  columns,
}: TableDefinition): readonly (OneToMany & { readonly to: string })[] =>
  columns.flatMap((column) =>
    (column.targets ?? []).flatMap(({ table, collectionProperty, cascadeDelete, relationship }) =>
      collectionProperty === undefined
        ? []
        : [
            {
              kind: "1:N" as const,
              name: collectionProperty,
              table: logicalName,
              column: column.logicalName,
              onDelete: cascadeDelete ?? "RemoveLink",
              relationship,
              to: table,
            },
          ],
    ),
  );

/** The collections of lookups, by the table they point to. */
const oneToManyByTable = (all: readonly TableDefinition[]): ReadonlyMap<string, readonly OneToMany[]> => {
  const found = new Map<string, OneToMany[]>();
  for (const { to, ...collection } of all.flatMap((table) => compiled(table).lookups)) {
    const known = found.get(to);
    if (known === undefined) {
      found.set(to, [collection]);
    } else {
      known.push(collection);
    }
  }
  return found;
};

/** Both sides of a relationship of a table with itself are collections of that table. */
const manyToManyOf = (table: string, all: readonly ManyToManyDefinition[]): ManyToMany[] =>
  all.flatMap(({ schemaName, intersect, first, second }) =>
    [
      { near: first, far: second },
      { near: second, far: first },
    ]
      .filter(({ near }) => near.table === table)
      .map(({ near, far }) => ({
        kind: "N:N",
        name: near.navigationProperty,
        table: far.table,
        intersect,
        near: near.intersectColumn,
        far: far.intersectColumn,
        relationship: schemaName,
      })),
  );

const byName = <T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.name, item]));

/** What a table is without the others. */
const compileColumns = (definition: TableDefinition) => {
  const columns = withCompanions(definition.columns).map(toColumn);
  return {
    columns: byName(columns),
    properties: new Map(columns.map((column) => [column.property, column])),
    navigations: byName(navigationsOf(columns)),
    lookups: lookupsOf(definition),
  };
};

const compiledTables = new WeakMap<TableDefinition, ReturnType<typeof compileColumns>>();

/** A changed schema has most of its tables from the one before: they are not compiled again. */
const compiled = (definition: TableDefinition): ReturnType<typeof compileColumns> => {
  const known = compiledTables.get(definition) ?? compileColumns(definition);
  compiledTables.set(definition, known);
  return known;
};

interface Relationships {
  readonly oneToMany: ReadonlyMap<string, readonly OneToMany[]>;
  readonly manyToMany: readonly ManyToManyDefinition[];
}

const toTable = (definition: TableDefinition, { oneToMany, manyToMany }: Relationships): Table => {
  const { columns, properties, navigations } = compiled(definition);
  return {
    name: definition.logicalName,
    definition,
    entitySet: definition.entitySetName,
    type: `Microsoft.Dynamics.CRM.${definition.logicalName}`,
    primaryId: definition.primaryId,
    columns,
    properties,
    navigations,
    collections: byName<Collection>([
      ...(oneToMany.get(definition.logicalName) ?? []),
      ...manyToManyOf(definition.logicalName, manyToMany),
    ]),
  };
};

/**
 * Compiles table definitions into lookups by name. Names are case-sensitive everywhere, as in the service.
 * Many-to-many relationships whose three tables are not all there are left out.
 */
export const compileSchema = (
  definitions: readonly TableDefinition[],
  relationships: readonly ManyToManyDefinition[] = [],
): Schema => {
  const names = new Set(definitions.map(({ logicalName }) => logicalName));
  const manyToMany = relationships.filter(({ intersect, first, second }) =>
    [intersect, first.table, second.table].every((name) => names.has(name)),
  );
  const oneToMany = oneToManyByTable(definitions);
  const tables = definitions.map((definition) => toTable(definition, { oneToMany, manyToMany }));
  return {
    manyToMany,
    tables: byName(tables),
    byEntitySet: new Map(tables.map((table) => [table.entitySet, table])),
  };
};

/** The table of a logical name the schema itself mentions. A missing one is a mistake in the table definitions. */
export const tableNamed = (schema: Schema, name: string): Table => {
  const table = schema.tables.get(name);
  if (table === undefined) {
    throw new Error(`The emulator's schema has no table '${name}'.`);
  }
  return table;
};
