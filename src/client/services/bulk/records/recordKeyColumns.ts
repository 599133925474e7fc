import { invalidInput } from "../../../errors.ts";
import { isLookupColumn } from "../../../odata/keyPredicate.ts";
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
  const key = table.keys.find((candidate) => isKeyOf(candidate, given));
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

const isKeyOf = ({ columns }: TableKey, given: readonly string[]): boolean =>
  columns.length === given.length && given.every((column) => columns.includes(columnOf(column)));

/** A lookup takes part in a key under its column's name, and is read as `_column_value`. */
const columnOf = (name: string): string =>
  isLookupColumn(name) ? name.replace(/^_(.+)_value$/, "$1") : name;

const keysOf = ({ primaryId, keys }: BulkTable): string => {
  const known = [`the primary key ${primaryId}`, ...keys.map(({ columns }) => listed(columns))];
  return `It has ${known.join("; ")}.`;
};

const listed = (columns: readonly string[]): string => columns.join(" and ");
