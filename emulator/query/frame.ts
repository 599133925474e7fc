import type { Value } from "../store/columnStore.ts";
import type { Join, JoinedRow } from "./model.ts";

/** Where the tables of a query stand in its rows, so that one compiler serves plain and joined rows. */
export interface Frame<Row> {
  /** Logical name of the table a path with this source starts from. */
  readonly tableOf: (source: string | undefined) => string;
  /** Turns a reader of one table's rows into a reader of the query's rows; null where an outer join found nothing. */
  readonly lift: (source: string | undefined, read: (slot: number) => Value) => (row: Row) => Value;
}

const unknownSource = (source: string): Error => new Error(`The query has no join '${source}'.`);

/** Rows of one table are just its slots. */
export const plainFrame = (table: string): Frame<number> => ({
  tableOf: (source) => {
    if (source !== undefined) {
      throw unknownSource(source);
    }
    return table;
  },
  lift: (_source, read) => read,
});

const flatten = (joins: readonly Join[]): readonly Join[] =>
  joins.flatMap((join) => [join, ...flatten(join.joins)]);

export interface JoinedFrame extends Frame<JoinedRow> {
  /** Position of a source's slot in a row: the queried table is first, then the joins, each before its own joins. */
  readonly positionOf: (source: string | undefined) => number;
}

export const joinedFrame = (table: string, joins: readonly Join[]): JoinedFrame => {
  const all = flatten(joins);
  const positionOf = (source: string | undefined): number => {
    const at = source === undefined ? 0 : all.findIndex(({ alias }) => alias === source) + 1;
    if (source !== undefined && at === 0) {
      throw unknownSource(source);
    }
    return at;
  };
  return {
    positionOf,
    tableOf: (source) => (source === undefined ? table : (all[positionOf(source) - 1]?.link.table ?? table)),
    lift: (source, read) => {
      const at = positionOf(source);
      return (row) => {
        const slot = row[at];
        return slot === undefined ? null : read(slot);
      };
    },
  };
};
