import type { ManyToManyDefinition, ManyToManySide } from "./model.ts";

/** A table, and the column of the intersect table that holds its ids. */
type Side = readonly [table: string, intersectColumn: string];

interface Sides {
  /** Logical name of the intersect table. */
  readonly by: string;
  readonly first: Side;
  readonly second: Side;
}

/** A many-to-many relationship whose schema name is the navigation property on both sides, as it usually is. */
export const manyToMany = (schemaName: string, { by, first, second }: Sides): ManyToManyDefinition => {
  const sideOf = ([table, intersectColumn]: Side): ManyToManySide => ({
    table,
    intersectColumn,
    navigationProperty: schemaName,
  });
  return { schemaName, intersect: by, first: sideOf(first), second: sideOf(second) };
};
