import type { BulkTable, TableLookup } from "../../table/bulkTable.ts";
import type { Column } from "../definitions/column.ts";
import type { TableDefinitions } from "../definitions/readDefinitions.ts";

/** What a navigation property of a lookup takes. */
export interface LookupTarget {
  readonly navigationProperty: string;
  /** Entity sets; empty when any may do. */
  readonly entitySets: readonly string[];
}

/**
 * Tables that others derive from, whose records are theirs as well: a task is an activity (Microsoft, "Activity tables"),
 * users and teams are principals and owners.
 */
const BASE_TABLES: ReadonlySet<string> = new Set(["activitypointer", "owner", "principal"]);

/** What the navigation properties of a column take. */
export const targetsOf = (
  { lookups }: BulkTable,
  { entitySets }: TableDefinitions,
  column: Column,
): readonly LookupTarget[] =>
  [...lookups]
    .filter(([, lookup]) => lookup.column === column.name)
    .map(([navigationProperty, lookup]) => {
      const tables = tablesOf(lookup, column);
      const sets = tables.map((table) => entitySets.get(table) ?? "");
      const isOpen = sets.includes("") || tables.some((table) => BASE_TABLES.has(table));
      return { navigationProperty, entitySets: isOpen ? [] : sets };
    });

/** An owner's one navigation property leads to users and teams (Microsoft, "Use multi-table lookup columns"). */
const tablesOf = ({ target }: TableLookup, { type, targets }: Column): readonly string[] =>
  type === "Owner" && targets.length > 0 ? targets : [target];
