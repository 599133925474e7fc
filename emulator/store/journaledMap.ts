import type { Journal } from "./journal.ts";

/** A map whose writes a transaction can take back. Values are never changed in place. */
export interface JournaledMap<V> {
  readonly get: (key: string) => V | undefined;
  readonly set: (key: string, value: V) => void;
  readonly delete: (key: string) => void;
  readonly values: () => IterableIterator<V>;
}

export const createJournaledMap = <V>(journal: Journal): JournaledMap<V> => {
  const entries = new Map<string, V>();
  const restoring = (key: string): (() => void) => {
    const before = entries.get(key);
    return before === undefined ? () => entries.delete(key) : () => entries.set(key, before);
  };
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      const restore = restoring(key);
      entries.set(key, value);
      journal.note(restore);
    },
    delete: (key) => {
      const restore = restoring(key);
      entries.delete(key);
      journal.note(restore);
    },
    values: () => entries.values(),
  };
};
