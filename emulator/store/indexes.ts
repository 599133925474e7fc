import type { Table } from "../schema/schema.ts";
import type { Value } from "./columnStore.ts";
import { createKeyIndex, type KeyIndex } from "./keyIndex.ts";
import { createReverseIndex } from "./reverseIndex.ts";

/** Everything by which rows are found other than their primary id: alternate keys and lookups. */
export const createIndexes = (table: Table, source: Parameters<typeof createReverseIndex>[0]) => {
  const keys = new Map(table.definition.alternateKeys.map((key) => [key.name, createKeyIndex(key.columns)]));
  const buildKey = (columns: readonly string[]): KeyIndex => {
    const key = createKeyIndex(columns);
    for (const slot of source.rows()) {
      key.add(valuesOf(key, slot), slot);
    }
    return key;
  };
  const reverse = createReverseIndex(source);
  const valuesOf = (key: KeyIndex, slot: number): Value[] =>
    key.columns.map((column) => source.values(column)(slot));
  return {
    keys,
    reverse,
    /** Builds the keys that another version of the table has more, and drops those it lacks. */
    adopt: ({ definition }: Table): void => {
      const wanted = new Map(definition.alternateKeys.map((key) => [key.name, key.columns]));
      for (const name of [...keys.keys()].filter((known) => !wanted.has(known))) {
        keys.delete(name);
      }
      for (const [name, columns] of wanted) {
        if (!keys.has(name)) {
          keys.set(name, buildKey(columns));
        }
      }
      reverse.forget(definition.columns.map(({ logicalName }) => logicalName));
    },
    /** To be called before a row's values change or the row goes. */
    unlink: (slot: number): void => {
      for (const key of keys.values()) {
        key.remove(valuesOf(key, slot));
      }
      reverse.unlink(slot);
    },
    /** To be called when a row's values are written. */
    link: (slot: number): void => {
      for (const key of keys.values()) {
        key.add(valuesOf(key, slot), slot);
      }
      reverse.link(slot);
    },
  };
};
