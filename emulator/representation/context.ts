import type { Expansion } from "../odata/expand.ts";
import type { Column, Table } from "../schema/schema.ts";

/** Microsoft's samples name a reference twice in a list, once in a single record. */
const expanded = ({ kind, name, columns, expand }: Expansion, inList: boolean): string => {
  if (kind === "reference") {
    return inList ? `${name},${name}/$ref()` : name;
  }
  return `${name}(${projection({ columns, expand, inList })})`;
};

const projection = ({ columns, expand, inList }: Omit<Shown, "table">): string =>
  [
    ...(columns ?? []).map(({ property }) => property),
    ...expand.map((expansion) => expanded(expansion, inList)),
  ].join(",");

interface Shown {
  readonly table: Table;
  readonly columns: readonly Column[] | undefined;
  readonly expand: readonly Expansion[];
  readonly inList: boolean;
}

/** The `@odata.context` of records: the entity set with what was selected and expanded, as the service prints it. */
export const contextOf = (root: string, { table, ...rest }: Shown): string => {
  const shown = projection(rest);
  return `${root}$metadata#${table.entitySet}${shown === "" ? "" : `(${shown})`}`;
};
