import type { Value } from "./columnStore.ts";

interface Source {
  readonly rows: () => readonly number[];
  readonly values: (column: string) => (slot: number) => Value;
  readonly idOf: (slot: number) => string;
}

/** Finds the rows whose lookup column points at an id. */
export interface ReverseIndex {
  /** Rows in the order of their ids. */
  readonly find: (column: string, id: string) => readonly number[];
  /** Drops what is known of columns that are not among these. */
  readonly forget: (remaining: readonly string[]) => void;
  /** To be called before a row's values change or the row goes. */
  readonly unlink: (slot: number) => void;
  /** To be called when a row's values are written. */
  readonly link: (slot: number) => void;
}

type Pointing = Map<string, Set<number>>;

const add = (pointing: Pointing, id: Value, slot: number): void => {
  if (typeof id !== "string") {
    return;
  }
  const slots = pointing.get(id);
  if (slots === undefined) {
    pointing.set(id, new Set([slot]));
  } else {
    slots.add(slot);
  }
};

/**
 * A column's index is built when it is first asked for and kept up to date from then on, so that columns nobody asks
 * about cost nothing.
 */
export const createReverseIndex = ({ rows, values, idOf }: Source): ReverseIndex => {
  const columns = new Map<string, Pointing>();
  const build = (column: string): Pointing => {
    const pointing: Pointing = new Map();
    const read = values(column);
    for (const slot of rows()) {
      add(pointing, read(slot), slot);
    }
    columns.set(column, pointing);
    return pointing;
  };
  return {
    find: (column, id) => {
      const pointing = columns.get(column) ?? build(column);
      return [...(pointing.get(id) ?? [])].sort((left, right) => (idOf(left) < idOf(right) ? -1 : 1));
    },
    forget: (remaining) => {
      for (const column of [...columns.keys()].filter((known) => !remaining.includes(known))) {
        columns.delete(column);
      }
    },
    unlink: (slot) => {
      for (const [column, pointing] of columns) {
        const id = values(column)(slot);
        if (typeof id === "string") {
          pointing.get(id)?.delete(slot);
        }
      }
    },
    link: (slot) => {
      for (const [column, pointing] of columns) {
        add(pointing, values(column)(slot), slot);
      }
    },
  };
};
