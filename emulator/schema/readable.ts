import type { Column, Table } from "./schema.ts";

/** Secrets can be written and never read: nothing that reads knows their columns. */
export const isReadable = ({ definition }: Column): boolean => definition.validForRead !== false;

/** The column of a property name, unless it cannot be read. */
export const readableProperty = (table: Table, name: string): Column | undefined => {
  const column = table.properties.get(name);
  return column !== undefined && isReadable(column) ? column : undefined;
};
