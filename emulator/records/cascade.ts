import { DataverseError } from "../errors/dataverseError.ts";
import type { OneToMany } from "../schema/schema.ts";
import type { Store } from "../store/store.ts";
import type { TableStore } from "../store/tableStore.ts";

const oneToManyOf = ({ table }: TableStore): readonly OneToMany[] =>
  [...table.collections.values()].filter((collection) => collection.kind === "1:N");

/** Microsoft, Web service error codes: CannotDeleteDueToAssociation. */
const associated = () =>
  new DataverseError(
    405,
    "0x80040227",
    "The object you tried to delete is associated with another object and cannot be deleted.",
  );

/** Refuses to delete a record while rows point at it whose relationship restricts that. */
export const checkRestrictions = (store: Store, rows: TableStore, id: string): void => {
  const holder = oneToManyOf(rows).find(
    ({ onDelete, table, column }) =>
      onDelete === "Restrict" && store.table(table).pointingAt(column, id).length > 0,
  );
  if (holder !== undefined) {
    throw associated();
  }
};

/** One row may go along with another one of the same list, so that only ids say which rows are left. */
const removeAll = (rows: TableStore, slots: readonly number[], remove: (slot: number) => void): void => {
  for (const id of slots.map(rows.idOf)) {
    const slot = rows.slotOf(id);
    if (slot !== undefined) {
      remove(slot);
    }
  }
};

interface Release {
  readonly id: string;
  readonly remove: (rows: TableStore, slot: number) => void;
}

const releaseTies = (store: Store, { table }: TableStore, { id }: Release): void => {
  for (const collection of table.collections.values()) {
    if (collection.kind === "N:N") {
      const ties = store.table(collection.intersect);
      removeAll(ties, ties.pointingAt(collection.near, id), (slot) => ties.remove(slot, store.nextVersion()));
    }
  }
};

const releaseChildren = (store: Store, { id, remove }: Release, collection: OneToMany): void => {
  const { table, column, onDelete } = collection;
  const children = store.table(table);
  const slots = children.pointingAt(column, id);
  if (onDelete === "Cascade") {
    removeAll(children, slots, (slot) => remove(children, slot));
    return;
  }
  for (const slot of slots) {
    children.update(slot, new Map([[column, null]]), store.nextVersion());
  }
};

/**
 * What follows from a record's deletion: its many-to-many ties go, rows that belong to it are deleted, too, and the
 * lookups of others are cleared. To be called when the record itself is gone, so that a circle of records has an end.
 */
export const releaseRelated = (store: Store, rows: TableStore, release: Release): void => {
  releaseTies(store, rows, release);
  for (const collection of oneToManyOf(rows)) {
    releaseChildren(store, release, collection);
  }
};
