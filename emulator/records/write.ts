import { DataverseError } from "../errors/dataverseError.ts";
import type { Changes } from "../store/cells.ts";
import { newGuid } from "../store/guid.ts";
import type { TableStore } from "../store/tableStore.ts";
import { checkDuplicates, checkKeys } from "./conflicts.ts";
import { deriveColumns } from "./derive.ts";
import type { Draft, Writing } from "./draft.ts";
import type { Payload } from "./payload.ts";
import {
  setCurrency,
  setDefaults,
  setFirstOwner,
  setMigrationDate,
  setNewOwner,
  stamp,
} from "./systemColumns.ts";

const checkConflicts = (draft: Draft): void => {
  checkKeys(draft);
  if (draft.writing.detectDuplicates) {
    checkDuplicates(draft);
  }
};

/** Creates a record and gives its row. Nothing is written when anything is refused. */
export const createRecord = (writing: Writing, rows: TableStore, payload: Payload): number => {
  const id = payload.id ?? newGuid();
  if (rows.slotOf(id) !== undefined) {
    throw new DataverseError(412, "0x80040237", "A record with matching key values already exists.");
  }
  const values = new Map(payload.values);
  const draft: Draft = { writing, rows, table: rows.table, id, slot: undefined, values };
  setDefaults(draft);
  setCurrency(draft);
  stamp(draft, "created");
  stamp(draft, "modified");
  setMigrationDate(draft);
  setFirstOwner(draft);
  deriveColumns(draft);
  checkConflicts(draft);
  return rows.insert(id, values, writing.dataverse.store.nextVersion());
};

/** Writes new values over a record. Values that are equal to the stored ones count as written, too. */
export const updateRecord = (
  writing: Writing,
  rows: TableStore,
  { slot, changes }: { readonly slot: number; readonly changes: Changes },
): void => {
  const values = new Map(changes);
  const draft: Draft = { writing, rows, table: rows.table, id: rows.idOf(slot), slot, values };
  setNewOwner(draft);
  setCurrency(draft);
  stamp(draft, "modified");
  deriveColumns(draft);
  checkConflicts(draft);
  rows.update(slot, values, writing.dataverse.store.nextVersion());
};

/** Deletes a record. Lookups that point at it are cleared: the relationships' cascade is "remove link" throughout. */
export const deleteRecord = ({ dataverse }: Writing, rows: TableStore, slot: number): void => {
  const id = rows.idOf(slot);
  const { store } = dataverse;
  for (const collection of rows.table.collections.values()) {
    const children = store.table(collection.table);
    for (const child of children.pointingAt(collection.column, id)) {
      children.update(child, new Map([[collection.column, null]]), store.nextVersion());
    }
  }
  rows.remove(slot, store.nextVersion());
};
