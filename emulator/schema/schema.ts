import type { ColumnDefinition, ColumnType, TableDefinition } from "./model.ts";

/** The OData type a column has on the wire. */
export type EdmType =
  | "Edm.String"
  | "Edm.Int32"
  | "Edm.Int64"
  | "Edm.Decimal"
  | "Edm.Double"
  | "Edm.Boolean"
  | "Edm.DateTimeOffset"
  | "Edm.Date"
  | "Edm.Guid"
  | "Edm.Binary";

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
export interface Collection {
  readonly name: string;
  readonly table: string;
  readonly column: string;
}

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
}

const edmTypes: Readonly<Record<Exclude<ColumnType, "DateTime">, EdmType>> = {
  String: "Edm.String",
  Memo: "Edm.String",
  EntityName: "Edm.String",
  MultiSelectPicklist: "Edm.String",
  Integer: "Edm.Int32",
  Picklist: "Edm.Int32",
  State: "Edm.Int32",
  Status: "Edm.Int32",
  BigInt: "Edm.Int64",
  Decimal: "Edm.Decimal",
  Money: "Edm.Decimal",
  Double: "Edm.Double",
  Boolean: "Edm.Boolean",
  Lookup: "Edm.Guid",
  Customer: "Edm.Guid",
  Owner: "Edm.Guid",
  Uniqueidentifier: "Edm.Guid",
  File: "Edm.Guid",
  Image: "Edm.Binary",
};

const edmTypeOf = ({ type, dateFormat }: ColumnDefinition): EdmType => {
  if (type !== "DateTime") {
    return edmTypes[type];
  }
  return dateFormat === "DateOnly" ? "Edm.Date" : "Edm.DateTimeOffset";
};

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

const collectionsOf = (table: string, all: readonly TableDefinition[]): Collection[] =>
  all.flatMap((child) =>
    child.columns.flatMap((column) =>
      (column.targets ?? []).flatMap((target) =>
        target.table === table && target.collectionProperty !== undefined
          ? [{ name: target.collectionProperty, table: child.logicalName, column: column.logicalName }]
          : [],
      ),
    ),
  );

const byName = <T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.name, item]));

const toTable = (definition: TableDefinition, all: readonly TableDefinition[]): Table => {
  const columns = definition.columns.map(toColumn);
  return {
    name: definition.logicalName,
    definition,
    entitySet: definition.entitySetName,
    type: `Microsoft.Dynamics.CRM.${definition.logicalName}`,
    primaryId: definition.primaryId,
    columns: byName(columns),
    properties: new Map(columns.map((column) => [column.property, column])),
    navigations: byName(navigationsOf(columns)),
    collections: byName(collectionsOf(definition.logicalName, all)),
  };
};

/** Compiles table definitions into lookups by name. Names are case-sensitive everywhere, as in the service. */
export const compileSchema = (definitions: readonly TableDefinition[]): Schema => {
  const tables = definitions.map((definition) => toTable(definition, definitions));
  return {
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
