import type { ColumnDefinition } from "../../schema/model.ts";
import type { Table } from "../../schema/schema.ts";

/** A column as metadata lists it. */
export interface ColumnSource {
  readonly table: Table;
  readonly column: ColumnDefinition;
  /** Logical name of the column this one only shows the text or type of: "primarycontactid" of "primarycontactidname". */
  readonly of: string | undefined;
  /** Has no value of its own in a query: neither selectable nor filterable by the Web API. */
  readonly isShadow: boolean;
  /** `AttributeType` Virtual, without a type of its own. */
  readonly isVirtual: boolean;
  readonly number: number;
}

type Unnumbered = Omit<ColumnSource, "number">;

const shadow = (
  table: Table,
  of: ColumnDefinition,
  { suffix, type }: { readonly suffix: string; readonly type: "String" | "EntityName" | "Virtual" },
): Unnumbered => ({
  table,
  of: of.logicalName,
  isShadow: true,
  isVirtual: type === "Virtual",
  column: {
    logicalName: `${of.logicalName}${suffix.toLowerCase()}`,
    schemaName: `${of.schemaName}${suffix}`,
    type: type === "Virtual" ? "String" : type,
    label: "",
    required: "None",
    custom: of.custom,
    validForCreate: false,
    validForUpdate: false,
    ...(type === "String" && { maxLength: 100 }),
  },
});

const peopleTables: ReadonlySet<string> = new Set(["systemuser", "account", "contact", "lead", "team"]);

/** The columns that show the names of lookups and choices, as the service lists them next to each. */
const shadowsOf = (table: Table, column: ColumnDefinition): readonly Unnumbered[] => {
  const name = (type: "String" | "Virtual") => shadow(table, column, { suffix: "Name", type });
  switch (column.type) {
    case "Boolean":
    case "Picklist":
    case "MultiSelectPicklist":
    case "State":
    case "Status":
      return [name("Virtual")];
    case "Customer":
    case "Owner":
      return [
        name("String"),
        shadow(table, column, { suffix: "Type", type: "EntityName" }),
        shadow(table, column, { suffix: "YomiName", type: "String" }),
      ];
    case "Lookup":
      return column.targets?.some((target) => peopleTables.has(target.table)) === true
        ? [name("String"), shadow(table, column, { suffix: "YomiName", type: "String" })]
        : [name("String")];
    default:
      return [];
  }
};

const companion = /^(.+?)(?:_name|_url|_timestamp|id)$/;

/** The file or image column that a companion column belongs to. */
const ownerOf = (table: Table, { logicalName }: ColumnDefinition): string | undefined => {
  const base = companion.exec(logicalName)?.[1];
  const type = base === undefined ? undefined : table.columns.get(base)?.definition.type;
  return type === "File" || type === "Image" ? base : undefined;
};

const listColumns = (table: Table): readonly ColumnSource[] => {
  const definitions = [...table.columns.values()].map(({ definition }) => definition);
  const own = definitions.map((column) => ({
    table,
    column,
    of: ownerOf(table, column),
    isShadow: false,
    isVirtual: false,
  }));
  const shadows = definitions
    .flatMap((column) => shadowsOf(table, column))
    .filter(({ column }) => !table.columns.has(column.logicalName));
  return [...own, ...shadows].map((source, index) => ({ ...source, number: index + 1 }));
};

const listed = new WeakMap<Table, readonly ColumnSource[]>();

/** All columns of a table, the shadows after the real ones. */
export const columnSources = (table: Table): readonly ColumnSource[] => {
  const known = listed.get(table) ?? listColumns(table);
  listed.set(table, known);
  return known;
};
