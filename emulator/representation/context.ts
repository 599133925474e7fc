import type { Expansion } from "../odata/expand.ts";
import type { Column, Table } from "../schema/schema.ts";

const projection = (columns: readonly Column[] | undefined, expand: readonly Expansion[]): string =>
  [
    ...(columns ?? []).map(({ property }) => property),
    ...expand.map(({ name, columns: inner, expand: deeper }) => `${name}(${projection(inner, deeper)})`),
  ].join(",");

interface Shown {
  readonly table: Table;
  readonly columns: readonly Column[] | undefined;
  readonly expand: readonly Expansion[];
}

/** The `@odata.context` of records: the entity set with what was selected and expanded, as the service prints it. */
export const contextOf = (root: string, { table, columns, expand }: Shown): string => {
  const shown = projection(columns, expand);
  return `${root}$metadata#${table.entitySet}${shown === "" ? "" : `(${shown})`}`;
};
