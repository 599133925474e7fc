import type { Table } from "../schema/schema.ts";
import { type Changes, createCells } from "./cells.ts";
import { createIndexes } from "./indexes.ts";
import { createRowOrder } from "./rowOrder.ts";
import { createVersionIndex } from "./versionIndex.ts";

const nothing = (): null => null;

type Cells = ReturnType<typeof createCells>;
type Indexes = ReturnType<typeof createIndexes>;

/** Takes over the columns and keys of another version of the table; gives the way back to this one. */
const adopter =
  (cells: Cells, indexes: Indexes) =>
  (from: Table, to: Table): (() => void) => {
    const restore = cells.adopt(to);
    indexes.adopt(to);
    return () => {
      restore();
      indexes.adopt(from);
    };
  };

const createVersions = (cells: Cells, slots: ReadonlyMap<string, number>) => {
  const versionOf = (slot: number): number => Number(cells.versions.get(slot));
  const index = createVersionIndex({
    rows: () => slots.values(),
    count: () => slots.size,
    versionOf,
    isLive: (slot) => cells.ids.get(slot) !== null,
  });
  return {
    of: versionOf,
    set: (slot: number, version: number): void => {
      cells.versions.set(slot, version);
      index.note(slot, version);
    },
    writtenAfter: index.after,
  };
};

/** The rows of a table with their indexes, without memory of what they were. */
export const createRows = (table: Table) => {
  const cells = createCells(table);
  const slots = new Map<string, number>();
  const free: number[] = [];
  const idOf = (slot: number): string => String(cells.ids.get(slot));
  const order = createRowOrder(idOf);
  const values = (column: string) => cells.values.get(column)?.get ?? nothing;
  const indexes = createIndexes(table, { rows: order.sorted, values, idOf });
  const versions = createVersions(cells, slots);
  const write = (slot: number, changes: Changes, version: number): void => {
    cells.write(slot, changes);
    versions.set(slot, version);
    indexes.link(slot);
  };
  return {
    cells,
    slots,
    idOf,
    order,
    values,
    indexes,
    versionOf: versions.of,
    writtenAfter: versions.writtenAfter,
    adopt: adopter(cells, indexes),
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
