import type { EdmType } from "../schema/edmType.ts";
import type { Column, Table } from "../schema/schema.ts";
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

const replaceEntries = <V>(map: Map<string, V>, entries: ReadonlyMap<string, V>): void => {
  map.clear();
  for (const [name, value] of entries) {
    map.set(name, value);
  }
};

/** The cells of a table, column by column, with the system's own two: the primary id and the version. */
export const createCells = (table: Table) => {
  const values = new Map<string, ColumnStore>();
  const targets = new Map<string, ColumnStore>();
  /** Takes over the columns of another version of the table; gives the way back. */
  const adopt = ({ columns }: Table): (() => void) => {
    const before = [new Map(values), new Map(targets)] as const;
    const all = [...columns.values()];
    const lookups = all.filter(({ isLookup }) => isLookup);
    const keep = (known: ReadonlyMap<string, ColumnStore>, column: Column, kind: ColumnKind) =>
      [column.name, known.get(column.name) ?? createColumn(kind)] as const;
    replaceEntries(values, new Map(all.map((column) => keep(before[0], column, kindOf(column)))));
    replaceEntries(targets, new Map(lookups.map((column) => keep(before[1], column, "word"))));
    return () => {
      replaceEntries(values, before[0]);
      replaceEntries(targets, before[1]);
    };
  };
  adopt(table);
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
  return { values, targetOf, ids, versions, write, read, clear, adopt };
};
