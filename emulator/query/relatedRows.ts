import type { Collection, ManyToMany } from "../schema/schema.ts";
import type { Store } from "../store/store.ts";

const associatedRows = (
  store: Store,
  { table, intersect, near, far }: ManyToMany,
): ((id: string) => readonly number[]) => {
  const ties = store.table(intersect);
  const farId = ties.values(far);
  const { slotOf, idOf } = store.table(table);
  return (id) =>
    ties
      .pointingAt(near, id)
      .flatMap((tie) => slotOf(String(farId(tie))) ?? [])
      .sort((left, right) => (idOf(left) < idOf(right) ? -1 : 1));
};

/** The rows of a collection of the record `id`, in the order of their ids. */
export const relatedRows = (store: Store, collection: Collection): ((id: string) => readonly number[]) => {
  if (collection.kind === "N:N") {
    return associatedRows(store, collection);
  }
  const rows = store.table(collection.table);
  return (id) => rows.pointingAt(collection.column, id);
};
