import { compareValues } from "../store/collation.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import { framedReader } from "./columnReader.ts";
import { type Frame, plainFrame } from "./frame.ts";
import type { Order, Position } from "./model.ts";

interface Part<Row> {
  readonly read: (row: Row) => Value;
  readonly sign: 1 | -1;
}

/** The columns a query is ordered by, read from the rows of a frame. */
export const orderParts = <Row>(
  store: Store,
  frame: Frame<Row>,
  order: readonly Order[],
): readonly Part<Row>[] =>
  order.map((part) => ({ read: framedReader(store, frame, part), sign: part.descending ? -1 : 1 }));

/** By text: SQL Server has its own order of ids, which nobody may rely on. */
export const compareIds = (left: string, right: string): number =>
  left === right ? 0 : left < right ? -1 : 1;

/** A total order of rows: by the query's columns, then by primary id, so that pages never overlap. */
export interface Ordering {
  readonly compare: (left: number, right: number) => number;
  /** Negative when the row comes before the position. */
  readonly compareTo: (slot: number, position: Position) => number;
  readonly positionOf: (slot: number) => Position;
}

/** The total order of a query over the rows of its table. */
export const orderingOf = (store: Store, table: string, order: readonly Order[]): Ordering => {
  const rows = store.table(table);
  const parts = orderParts(store, plainFrame(table), order);
  const compareTo = (slot: number, position: Position): number => {
    for (const [index, { read, sign }] of parts.entries()) {
      const difference = sign * compareValues(read(slot), position.values[index] ?? null);
      if (difference !== 0) {
        return difference;
      }
    }
    return compareIds(rows.idOf(slot), position.id);
  };
  return {
    compareTo,
    compare: (left, right) => {
      for (const { read, sign } of parts) {
        const difference = sign * compareValues(read(left), read(right));
        if (difference !== 0) {
          return difference;
        }
      }
      return compareIds(rows.idOf(left), rows.idOf(right));
    },
    positionOf: (slot) => ({ values: parts.map(({ read }) => read(slot)), id: rows.idOf(slot) }),
  };
};
