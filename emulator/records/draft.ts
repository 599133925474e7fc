import type { Operation } from "../events/event.ts";
import type { Caller } from "../organization/caller.ts";
import type { Dataverse } from "../organization/dataverse.ts";
import type { Table } from "../schema/schema.ts";
import { isReference, type Reference } from "../store/cells.ts";
import type { Value } from "../store/columnStore.ts";
import type { TableStore } from "../store/tableStore.ts";

/** Who writes, when, and whether duplicates are looked for. */
export interface Writing {
  readonly dataverse: Dataverse;
  readonly caller: Caller;
  readonly detectDuplicates: boolean;
  /** What events tell about the request. */
  readonly operation: Operation;
  /** Upserts of elastic tables raise no events (Microsoft, Use upsert to create or update a record). */
  readonly raisesNothing?: boolean | undefined;
}

/** A record on its way into the store: new values over the stored ones. */
export interface Draft {
  readonly writing: Writing;
  readonly rows: TableStore;
  readonly table: Table;
  readonly id: string;
  /** The row that is updated; undefined for a new record. */
  readonly slot: number | undefined;
  readonly values: Map<string, Value | Reference>;
}

/** Sets a value if the table has the column, so that system columns can be set on any table. */
export const setKnown = ({ table, values }: Draft, column: string, value: Value | Reference): void => {
  if (table.columns.has(column)) {
    values.set(column, value);
  }
};

/** The value a column will have; the id of a lookup. */
export const valueAfter = ({ rows, slot, values }: Draft, column: string): Value => {
  const value = values.get(column);
  if (value === undefined) {
    return slot === undefined ? null : rows.values(column)(slot);
  }
  return isReference(value) ? value.id : value;
};
