import { foldText } from "./collation.ts";
import type { Value } from "./columnStore.ts";

/** Finds rows by the values of an alternate key. Rows with a null in the key are not in it and never collide. */
export interface KeyIndex {
  readonly columns: readonly string[];
  readonly find: (values: readonly Value[]) => number | undefined;
  readonly add: (values: readonly Value[], slot: number) => void;
  readonly remove: (values: readonly Value[]) => void;
}

const entryOf = (values: readonly Value[]): string | undefined =>
  values.includes(null)
    ? undefined
    : JSON.stringify(values.map((value) => (typeof value === "string" ? foldText(value) : value)));

export const createKeyIndex = (columns: readonly string[]): KeyIndex => {
  const slots = new Map<string, number>();
  return {
    columns,
    find: (values) => {
      const entry = entryOf(values);
      return entry === undefined ? undefined : slots.get(entry);
    },
    add: (values, slot) => {
      const entry = entryOf(values);
      if (entry !== undefined) {
        slots.set(entry, slot);
      }
    },
    remove: (values) => {
      const entry = entryOf(values);
      if (entry !== undefined) {
        slots.delete(entry);
      }
    },
  };
};
