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
  /** The table as it is now. */
  readonly table: Table;
  /** Goes on as another version of the table, with the rows there are; columns it lacks lose their values. */
  readonly adopt: (next: Table) => void;
  readonly count: () => number;
  readonly slotOf: (id: string) => number | undefined;
  readonly idOf: (slot: number) => string;
  readonly versionOf: (slot: number) => number;
  /** Rises with every change of the rows, also when a transaction takes one back. */
  readonly revision: () => number;
  /** The values of a column; a lookup's value is the id it points to. */
  readonly values: (column: string) => (slot: number) => Value;
  /** The logical name of the table a lookup points to. */
  readonly targets: (column: string) => (slot: number) => string | null;
  readonly insert: (id: string, changes: Changes, version: number) => number;
  readonly update: (slot: number, changes: Changes, version: number) => void;
  readonly remove: (slot: number, version: number) => void;
  /** The stored values of a row, all columns when none are named. */
  readonly read: (slot: number, columns?: Iterable<string>) => Changes;
  /** The rows with a higher version, the lowest version first. */
  readonly writtenAfter: (version: number) => Iterable<number>;
  /** Every deletion since the store was made, oldest first. */
  readonly deletions: () => readonly Deletion[];
  readonly keys: ReadonlyMap<string, KeyIndex>;
  readonly order: RowOrder;
  /** The rows whose lookup `column` points at `id`, in the order of their ids. */
  readonly pointingAt: (column: string, id: string) => readonly number[];
}

/** Counts every change that is made, and every one that a transaction takes back. */
const countChanges = (journal: Journal) => {
  let revision = 0;
  return {
    revision: () => revision,
    changed: (undo: () => void): void => {
      revision += 1;
      journal.note(() => {
        revision += 1;
        undo();
      });
    },
  };
};

/** Writes that can be taken back. */
const writesOf = (
  rows: ReturnType<typeof createRows>,
  deletions: Deletion[],
  changed: (undo: () => void) => void,
): Pick<TableStore, "insert" | "update" | "remove"> => {
  const { cells, idOf, versionOf } = rows;
  return {
    insert: (id, changes, version) => {
      const slot = rows.insert(id, changes, version);
      changed(() => rows.remove(slot));
      return slot;
    },
    update: (slot, changes, version) => {
      const [before, old] = [cells.read(slot, changes.keys()), versionOf(slot)];
      rows.update(slot, changes, version);
      changed(() => rows.update(slot, before, old));
    },
    remove: (slot, version) => {
      const [id, before, old] = [idOf(slot), cells.read(slot), versionOf(slot)];
      rows.remove(slot);
      deletions.push({ id, version });
      changed(() => {
        deletions.pop();
        rows.insert(id, before, old);
      });
    },
  };
};

/** Every write is noted in the journal, so that a transaction can take it back. */
export const createTableStore = (first: Table, journal: Journal): TableStore => {
  const rows = createRows(first);
  let table = first;
  const { cells, slots, idOf, versionOf } = rows;
  const deletions: Deletion[] = [];
  const { revision, changed } = countChanges(journal);
  return {
    get table() {
      return table;
    },
    adopt: (next) => {
      const before = table;
      const restore = before.definition === next.definition ? () => undefined : rows.adopt(before, next);
      table = next;
      changed(() => {
        restore();
        table = before;
      });
    },
    count: () => slots.size,
    slotOf: (id) => slots.get(id),
    idOf,
    versionOf,
    revision,
    values: rows.values,
    targets: (column) => cells.targetOf(column),
    read: cells.read,
    writtenAfter: rows.writtenAfter,
    deletions: () => deletions,
    ...writesOf(rows, deletions, changed),
    keys: rows.indexes.keys,
    order: rows.order,
    pointingAt: rows.indexes.reverse.find,
  };
};
