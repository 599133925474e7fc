import { tableNamed } from "../schema/schema.ts";
import { foldText } from "../store/collation.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import type { TableStore } from "../store/tableStore.ts";
import { framedReader } from "./columnReader.ts";
import { plainFrame } from "./frame.ts";
import type { Order } from "./model.ts";

interface Kept {
  readonly revisions: string;
  readonly slots: Int32Array;
}

/** How many orders are kept per table; 4 bytes a row each. */
const mostKept = 8;

const kept = new WeakMap<TableStore, Map<string, Kept>>();

/** The tables whose changes can change an order. */
const tablesOf = ({ schema }: Store, table: string, order: readonly Order[]): ReadonlySet<string> =>
  new Set([
    table,
    ...order.flatMap(({ path, key }) => [
      path.table,
      ...path.hops.map(({ target }) => target),
      ...(key === "recordName"
        ? (tableNamed(schema, path.table).columns.get(path.column)?.definition.targets ?? []).map(
            (target) => target.table,
          )
        : []),
    ]),
  ]);

const revisionsOf = (store: Store, tables: ReadonlySet<string>): string =>
  [...tables].map((name) => (store.schema.tables.has(name) ? store.table(name).revision() : 0)).join();

type Compare = (left: number, right: number) => number;

const compareKeys = (keys: readonly Value[], sign: number): Compare => {
  const ranked = (left: Value, right: Value): number => {
    if (left === right) {
      return 0;
    }
    if (left === null || right === null) {
      return left === null ? -sign : sign;
    }
    return left < right ? -sign : sign;
  };
  return (left, right) => ranked(keys[left] ?? null, keys[right] ?? null);
};

/**
 * The rows of the table as ranks in the order of their ids, arranged as they were sorted before: sorting what is
 * nearly in order takes a fraction of the time.
 */
const ranksToSort = (inIdOrder: readonly number[], before: Int32Array | undefined): number[] => {
  if (before === undefined) {
    return inIdOrder.map((_slot, rank) => rank);
  }
  const rankOf = new Int32Array(1 + inIdOrder.reduce((most, slot) => Math.max(most, slot), 0)).fill(-1);
  for (const [rank, slot] of inIdOrder.entries()) {
    rankOf[slot] = rank;
  }
  const ranks: number[] = [];
  const take = (slot: number): void => {
    const rank = rankOf[slot] ?? -1;
    if (rank >= 0) {
      ranks.push(rank);
      rankOf[slot] = -1;
    }
  };
  before.forEach(take);
  inIdOrder.forEach(take);
  return ranks;
};

interface Sorting {
  readonly table: string;
  readonly order: readonly Order[];
  /** The rows as they were sorted when the table was another. */
  readonly before: Int32Array | undefined;
}

/** Reads and folds every key once: comparing a million rows reads each of them twenty times. */
const sortAll = (store: Store, { table, order, before }: Sorting): Int32Array => {
  const inIdOrder = store.table(table).order.sorted();
  const comparers = order.map((part) => {
    const read = framedReader(store, plainFrame(table), part);
    const keys = inIdOrder.map((slot) => {
      const value = read(slot);
      return typeof value === "string" ? foldText(value) : value;
    });
    return compareKeys(keys, part.descending ? -1 : 1);
  });
  const ranks = ranksToSort(inIdOrder, before).sort((left, right) => {
    for (const compare of comparers) {
      const difference = compare(left, right);
      if (difference !== 0) {
        return difference;
      }
    }
    return left - right;
  });
  return Int32Array.from(ranks, (rank) => inIdOrder[rank] ?? 0);
};

/** All rows of a table in an order, kept until one of the tables it reads changes. */
export const sortedRows = (store: Store, table: string, order: readonly Order[]): Int32Array => {
  const rows = store.table(table);
  const orders = kept.get(rows) ?? new Map<string, Kept>();
  kept.set(rows, orders);
  const name = JSON.stringify(order);
  const revisions = revisionsOf(store, tablesOf(store, table, order));
  const found = orders.get(name);
  const slots =
    found?.revisions === revisions ? found.slots : sortAll(store, { table, order, before: found?.slots });
  orders.delete(name);
  orders.set(name, { revisions, slots });
  for (const oldest of [...orders.keys()].slice(0, -mostKept)) {
    orders.delete(oldest);
  }
  return slots;
};
