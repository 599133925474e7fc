import type { Table } from "../schema/schema.ts";
import { type Changes, createCells } from "./cells.ts";
import { createIndexes } from "./indexes.ts";
import { createRowOrder } from "./rowOrder.ts";

const nothing = (): null => null;

/** The rows of a table with their indexes, without memory of what they were. */
export const createRows = (table: Table) => {
  const cells = createCells(table);
  const slots = new Map<string, number>();
  const free: number[] = [];
  const idOf = (slot: number): string => String(cells.ids.get(slot));
  const order = createRowOrder(idOf);
  const values = (column: string) => cells.values.get(column)?.get ?? nothing;
  const indexes = createIndexes(table, { rows: order.sorted, values, idOf });
  const write = (slot: number, changes: Changes, version: number): void => {
    cells.write(slot, changes);
    cells.versions.set(slot, version);
    indexes.link(slot);
  };
  return {
    cells,
    slots,
    idOf,
    order,
    values,
    indexes,
    versionOf: (slot: number): number => Number(cells.versions.get(slot)),
    insert: (id: string, changes: Changes, version: number): number => {
      const slot = free.pop() ?? slots.size;
      slots.set(id, slot);
      cells.ids.set(slot, id);
      write(slot, changes, version);
      order.add(slot);
      return slot;
    },
    update: (slot: number, changes: Changes, version: number): void => {
      indexes.unlink(slot);
      write(slot, changes, version);
    },
    remove: (slot: number): void => {
      indexes.unlink(slot);
      order.remove(slot);
      slots.delete(idOf(slot));
      cells.clear(slot);
      free.push(slot);
    },
  };
};
