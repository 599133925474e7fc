import { tableNamed } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import type { ColumnPath, Hop } from "./model.ts";

/** Reads a value from a row of the queried table. */
export type Reader = (slot: number) => Value;

/** Goes from a row to the row its lookup points at, if that is in the expected table and still there. */
const follow = (store: Store, from: string, hop: Hop): ((slot: number) => number | undefined) => {
  const source = store.table(from);
  const ids = source.values(hop.column);
  const targets = source.targets(hop.column);
  const target = store.table(hop.target);
  return (slot) => {
    const id = ids(slot);
    return typeof id === "string" && targets(slot) === hop.target ? target.slotOf(id) : undefined;
  };
};

/** A reader of `path` for rows of `root`. Anything missing on the way reads as null, as in an outer join. */
export const columnReader = (store: Store, root: string, path: ColumnPath): Reader => {
  const [hop, ...rest] = path.hops;
  if (hop === undefined) {
    return store.table(root).values(path.column);
  }
  const next = follow(store, root, hop);
  const read = columnReader(store, hop.target, { ...path, hops: rest });
  return (slot) => {
    const target = next(slot);
    return target === undefined ? null : read(target);
  };
};

/** Reads the primary name of the record a lookup column points at: what the service shows and sorts a lookup by. */
export const lookupNameReader = (store: Store, table: string, column: string): Reader => {
  const source = store.table(table);
  const ids = source.values(column);
  const targets = source.targets(column);
  const names = new Map<string, (id: string) => Value>();
  const nameIn = (target: string): ((id: string) => Value) => {
    const rows = store.table(target);
    const read = rows.values(tableNamed(store.schema, target).definition.primaryName);
    return (id) => {
      const slot = rows.slotOf(id);
      return slot === undefined ? null : read(slot);
    };
  };
  return (slot) => {
    const id = ids(slot);
    const target = targets(slot);
    if (typeof id !== "string" || target === null) {
      return null;
    }
    const name = names.get(target) ?? nameIn(target);
    names.set(target, name);
    return name(id);
  };
};
