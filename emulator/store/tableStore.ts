import type { Table } from "../schema/schema.ts";
import type { Changes } from "./cells.ts";
import type { Value } from "./columnStore.ts";
import type { Journal } from "./journal.ts";
import type { KeyIndex } from "./keyIndex.ts";
import type { RowOrder } from "./rowOrder.ts";
import { createRows } from "./rows.ts";

/** A record that is gone, for change tracking. */
export interface Deletion {
  readonly id: string;
  readonly version: number;
}

/**
 * The records of one table, stored by column. A row is a slot number, which stays the same as long as the record
 * lives and is used again after it is deleted.
 */
export interface TableStore {
  readonly table: Table;
  readonly count: () => number;
  readonly slotOf: (id: string) => number | undefined;
  readonly idOf: (slot: number) => string;
  readonly versionOf: (slot: number) => number;
  /** The values of a column; a lookup's value is the id it points to. */
  readonly values: (column: string) => (slot: number) => Value;
  /** The logical name of the table a lookup points to. */
  readonly targets: (column: string) => (slot: number) => string | null;
  readonly insert: (id: string, changes: Changes, version: number) => number;
  readonly update: (slot: number, changes: Changes, version: number) => void;
  readonly remove: (slot: number, version: number) => void;
  /** The stored values of a row, all columns when none are named. */
  readonly read: (slot: number, columns?: Iterable<string>) => Changes;
  /** Every deletion since the store was made, oldest first. */
  readonly deletions: () => readonly Deletion[];
  readonly keys: ReadonlyMap<string, KeyIndex>;
  readonly order: RowOrder;
  /** The rows whose lookup `column` points at `id`, in the order of their ids. */
  readonly pointingAt: (column: string, id: string) => readonly number[];
}

/** Every write is noted in the journal, so that a transaction can take it back. */
export const createTableStore = (table: Table, journal: Journal): TableStore => {
  const rows = createRows(table);
  const { cells, slots, idOf, versionOf } = rows;
  const deletions: Deletion[] = [];
  return {
    table,
    count: () => slots.size,
    slotOf: (id) => slots.get(id),
    idOf,
    versionOf,
    values: rows.values,
    targets: (column) => cells.targetOf(column),
    read: cells.read,
    deletions: () => deletions,
    insert: (id, changes, version) => {
      const slot = rows.insert(id, changes, version);
      journal.note(() => rows.remove(slot));
      return slot;
    },
    update: (slot, changes, version) => {
      const [before, old] = [cells.read(slot, changes.keys()), versionOf(slot)];
      rows.update(slot, changes, version);
      journal.note(() => rows.update(slot, before, old));
    },
    remove: (slot, version) => {
      const [id, before, old] = [idOf(slot), cells.read(slot), versionOf(slot)];
      rows.remove(slot);
      deletions.push({ id, version });
      journal.note(() => {
        deletions.pop();
        rows.insert(id, before, old);
      });
    },
    keys: rows.indexes.keys,
    order: rows.order,
    pointingAt: rows.indexes.reverse.find,
  };
};
