import { notImplemented, unknownProperty } from "../errors/refusals.ts";
import { readableProperty } from "../schema/readable.ts";
import type { Column, Table } from "../schema/schema.ts";

/**
 * Reads `$select` into columns; undefined means all. A stray comma at the end is tolerated, as Microsoft's own
 * samples need it.
 */
export const parseSelect = (table: Table, text: string | undefined): readonly Column[] | undefined => {
  const names = (text ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0) {
    return undefined;
  }
  return [...new Set(names)].map((name) => {
    const column = readableProperty(table, name);
    if (column !== undefined) {
      return column;
    }
    throw name === "*" || table.navigations.has(name) || table.collections.has(name)
      ? notImplemented(`'${name}' in $select`)
      : unknownProperty(name, table.type);
  });
};
