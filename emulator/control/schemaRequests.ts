import type { ColumnDraft } from "../schema/customColumn.ts";
import type { TableDraft } from "../schema/customTable.ts";
import type { AlternateKeyDefinition, ColumnType } from "../schema/model.ts";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const columnTypes: Readonly<Record<ColumnType, true>> = {
  String: true,
  Memo: true,
  Integer: true,
  BigInt: true,
  Decimal: true,
  Double: true,
  Money: true,
  Boolean: true,
  DateTime: true,
  Picklist: true,
  MultiSelectPicklist: true,
  State: true,
  Status: true,
  Lookup: true,
  Customer: true,
  Owner: true,
  Uniqueidentifier: true,
  EntityName: true,
  File: true,
  Image: true,
};

const isColumnType = (value: unknown): value is ColumnType =>
  typeof value === "string" && Object.hasOwn(columnTypes, value);

const schemaNameOf = (fields: Fields): string => {
  const name = fields["schemaName"];
  if (typeof name !== "string" || name === "") {
    throw new Error("'schemaName' must be a text.");
  }
  return name;
};

/** Reads a column: `{ schemaName, type, … }` as ColumnDefinition names the rest. */
const parseColumnDraft = (fields: Fields): ColumnDraft => {
  const { type } = fields;
  if (!isColumnType(type)) {
    throw new Error(`'type' must be one of ${Object.keys(columnTypes).join(", ")}.`);
  }
  return { ...fields, schemaName: schemaNameOf(fields), type };
};

const listOf = <T>(fields: Fields, name: string, read: (item: Fields) => T): readonly T[] => {
  const value = fields[name] ?? [];
  if (!(Array.isArray(value) && value.every(isFields))) {
    throw new Error(`'${name}' must be a list of objects.`);
  }
  return value.map(read);
};

const parseKey = ({ name, columns }: Fields): AlternateKeyDefinition => {
  if (typeof name !== "string" || !Array.isArray(columns)) {
    throw new Error("A key is { name, columns }.");
  }
  return { name, columns: columns.map(String) };
};

/** Reads a table: `{ schemaName, columns?, alternateKeys?, … }` as TableDefinition names the rest. */
export const parseTableDraft = (fields: Fields): TableDraft => ({
  ...fields,
  schemaName: schemaNameOf(fields),
  columns: listOf(fields, "columns", parseColumnDraft),
  ...(fields["alternateKeys"] !== undefined && { alternateKeys: listOf(fields, "alternateKeys", parseKey) }),
});

/** Reads `{ table, column }`. */
export const parseNewColumn = ({ table, column }: Fields): readonly [table: string, draft: ColumnDraft] => {
  if (typeof table !== "string" || !isFields(column)) {
    throw new Error("Give { table, column: { schemaName, type } }.");
  }
  return [table, parseColumnDraft(column)];
};

/** Reads `{ tables, columns }`. */
export const parseSynthetic = ({ tables, columns }: Fields) => {
  if (typeof tables !== "number" || typeof columns !== "number") {
    throw new Error("Give tables and columns, both as numbers.");
  }
  return { tables, columns };
};
