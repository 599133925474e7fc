import type { Table } from "../schema/schema.ts";
import { type Changes, createCells } from "./cells.ts";
import type { Value } from "./columnStore.ts";
import { createIndexes } from "./indexes.ts";
import type { KeyIndex } from "./keyIndex.ts";
import { createRowOrder, type RowOrder } from "./rowOrder.ts";

const nothing = (): null => null;

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
  readonly remove: (slot: number) => void;
  readonly keys: ReadonlyMap<string, KeyIndex>;
  readonly order: RowOrder;
  /** The rows whose lookup `column` points at `id`, in the order of their ids. */
  readonly pointingAt: (column: string, id: string) => readonly number[];
}

export const createTableStore = (table: Table): TableStore => {
  const cells = createCells(table);
  const slots = new Map<string, number>();
  const free: number[] = [];
  const idOf = (slot: number): string => String(cells.ids.get(slot));
  const order = createRowOrder(idOf);
  const values = (column: string) => cells.values.get(column)?.get ?? nothing;
  const { keys, reverse, link, unlink } = createIndexes(table, { rows: order.sorted, values, idOf });
  const write = (slot: number, changes: Changes, version: number): void => {
    cells.write(slot, changes);
    cells.versions.set(slot, version);
    link(slot);
  };
  return {
    table,
    count: () => slots.size,
    slotOf: (id) => slots.get(id),
    idOf,
    versionOf: (slot) => Number(cells.versions.get(slot)),
    values,
    targets: (column) => cells.targetOf(column),
    insert: (id, changes, version) => {
      const slot = free.pop() ?? slots.size;
      slots.set(id, slot);
      cells.ids.set(slot, id);
      write(slot, changes, version);
      order.add(slot);
      return slot;
    },
    update: (slot, changes, version) => {
      unlink(slot);
      write(slot, changes, version);
    },
    remove: (slot) => {
      unlink(slot);
      order.remove(slot);
      slots.delete(idOf(slot));
      cells.clear(slot);
      free.push(slot);
    },
    keys,
    order,
    pointingAt: reverse.find,
  };
};
