import { invalidInput } from "../../../errors.ts";
import type { BulkTable, TableKey } from "../table/bulkTable.ts";

/** The columns that name records: none stands for the primary key. */
export type KeyColumns = readonly string[];

/**
 * Checks the columns of the input Key Columns against the keys of the table, and gives none when they are those of the
 * primary key. Throws `invalidInput` when the table has no such key, or its index is not built yet.
 */
export const keyColumnsOf = (table: BulkTable, given: readonly string[]): KeyColumns => {
  const [first, ...others] = given;
  if (first === undefined || (others.length === 0 && first === table.primaryId)) {
    return [];
  }
  const key = table.keys.find((candidate) => isKeyOf(namesOf(table, candidate), given));
  if (key === undefined) {
    throw invalidInput(
      `Key Columns: the table ${table.entitySet} has no alternate key of ${listed(given)}. ${keysOf(table)}`,
    );
  }
  if (!key.isActive) {
    throw invalidInput(
      `Key Columns: the alternate key of ${listed(given)} is not active yet, because its index is still being built or failed. Look at the table's keys in Power Apps, and try again when the key is active.`,
    );
  }
  return given;
};

const isKeyOf = (names: readonly string[], given: readonly string[]): boolean =>
  names.length === given.length && names.every((name) => given.includes(name));

const LOOKUP_TYPES: ReadonlySet<string | undefined> = new Set(["Customer", "Lookup", "Owner"]);

/** The definition of a key has a lookup's own name; records and URLs call its value `_column_value`. */
const namesOf = ({ columnTypes }: BulkTable, { columns }: TableKey): readonly string[] =>
  columns.map((column) => (LOOKUP_TYPES.has(columnTypes.get(column)) ? `_${column}_value` : column));

const keysOf = (table: BulkTable): string => {
  const known = table.keys.map((key) => listed(namesOf(table, key)));
  return `It has ${[`the primary key ${table.primaryId}`, ...known].join("; ")}.`;
};

const listed = (columns: readonly string[]): string => columns.join(" and ");
