import { foldText } from "../store/collation.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import type { Link } from "./model.ts";

/** Finds the rows of the link's table that match a value, in the order of their ids. */
export type LinkedRows = (value: Value) => readonly number[];

const none: readonly number[] = [];

const keyOf = (value: Value): Value => (typeof value === "string" ? foldText(value) : value);

/** Any columns may be linked, so those without an index are read once per query. */
const hashed = (store: Store, { table, matching }: Link): LinkedRows => {
  const rows = store.table(table);
  const read = rows.values(matching);
  const found = new Map<Value, number[]>();
  for (const slot of rows.order.sorted()) {
    const key = keyOf(read(slot));
    const slots = found.get(key);
    if (slots === undefined) {
      found.set(key, [slot]);
    } else {
      slots.push(slot);
    }
  }
  return (value) => (value === null ? none : (found.get(keyOf(value)) ?? none));
};

/** Uses the primary key or the index of a column of ids where there is one. Null matches nothing. */
export const linkedRows = (store: Store, link: Link): LinkedRows => {
  const rows = store.table(link.table);
  if (link.matching === rows.table.primaryId) {
    return (value) => {
      const slot = typeof value === "string" ? rows.slotOf(value) : undefined;
      return slot === undefined ? none : [slot];
    };
  }
  if (rows.table.columns.get(link.matching)?.edmType === "Edm.Guid") {
    return (value) => (typeof value === "string" ? rows.pointingAt(link.matching, value) : none);
  }
  return hashed(store, link);
};
