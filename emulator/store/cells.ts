import type { Column, EdmType, Table } from "../schema/schema.ts";
import { type ColumnKind, type ColumnStore, createColumn, type Value } from "./columnStore.ts";

/** What a lookup column holds. */
export interface Reference {
  readonly table: string;
  readonly id: string;
}

/** New values by column logical name. A lookup column takes a reference or null, every other column a value. */
export type Changes = ReadonlyMap<string, Value | Reference>;

export const isReference = (value: Value | Reference | undefined): value is Reference =>
  typeof value === "object" && value !== null;

const kinds: Partial<Record<EdmType, ColumnKind>> = {
  "Edm.Boolean": "boolean",
  "Edm.Int32": "number",
  "Edm.Int64": "number",
  "Edm.Decimal": "number",
  "Edm.Double": "number",
  "Edm.DateTimeOffset": "number",
  "Edm.Date": "number",
};

const kindOf = ({ edmType, definition }: Column): ColumnKind =>
  definition.choices !== undefined && edmType === "Edm.Int32" ? "choice" : (kinds[edmType] ?? "text");

/** The cells of a table, column by column, with the system's own two: the primary id and the version. */
export const createCells = (table: Table) => {
  const values = new Map<string, ColumnStore>();
  const targets = new Map<string, ColumnStore>();
  for (const column of table.columns.values()) {
    values.set(column.name, createColumn(kindOf(column)));
    if (column.isLookup) {
      targets.set(column.name, createColumn("word"));
    }
  }
  const ids = values.get(table.primaryId) ?? createColumn("text");
  const versions = values.get("versionnumber") ?? createColumn("number");
  const write = (slot: number, changes: Changes): void => {
    for (const [name, value] of changes) {
      values.get(name)?.set(slot, isReference(value) ? value.id : value);
      targets.get(name)?.set(slot, isReference(value) ? value.table : null);
    }
  };
  /** The stored values of these columns, in the form in which they are written. */
  const read = (slot: number, names: Iterable<string> = values.keys()): Changes =>
    new Map(
      [...names].map((name) => {
        const value = values.get(name)?.get(slot) ?? null;
        const target = targets.get(name)?.get(slot) ?? null;
        return [name, target === null ? value : { table: String(target), id: String(value) }];
      }),
    );
  const clear = (slot: number): void => {
    for (const cells of [...values.values(), ...targets.values()]) {
      cells.set(slot, null);
    }
  };
  const targetOf = (column: string) => (slot: number) => targets.get(column)?.get(slot)?.toString() ?? null;
  return { values, targetOf, ids, versions, write, read, clear };
};
