import type { Table } from "../schema/schema.ts";
import type { ShownColumn } from "./shownColumn.ts";

const namesOf = ({ column, renamed }: ShownColumn): readonly string[] =>
  renamed || !column.isLookup ? [column.name] : [column.property, column.name];

/**
 * The `@odata.context` of rows, after Microsoft's samples: the columns of the queried table by their own names,
 * lookups by property and name, and at the end again as if they were expanded.
 */
export const contextOfRows = (root: string, table: Table, columns: readonly ShownColumn[]): string => {
  const own = columns.filter(({ source }) => source.alias === undefined);
  const lookups = own.filter(({ column }) => column.isLookup).map(({ column }) => `${column.name}()`);
  const names = new Set([...own.flatMap(namesOf), ...lookups]);
  return `${root}$metadata#${table.entitySet}${names.size === 0 ? "" : `(${[...names].join(",")})`}`;
};
