import { setPartition } from "../elastic/partition.ts";
import { DataverseError } from "../errors/dataverseError.ts";
import { preparing } from "../events/raise.ts";
import { dropContents, setContents } from "../files/content.ts";
import { checkCreateAccess, checkDeleteAccess, checkUpdateAccess } from "../security/writeAccess.ts";
import type { Changes } from "../store/cells.ts";
import { newGuid } from "../store/guid.ts";
import type { TableStore } from "../store/tableStore.ts";
import { checkRegistration, checkUnused } from "../webhooks/registration.ts";
import { checkRestrictions, releaseRelated } from "./cascade.ts";
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
  const values = new Map(payload.values);
  const draft: Draft = { writing, rows, table: rows.table, id, slot: undefined, values };
  setPartition(draft);
  if (rows.slotOf(id) !== undefined) {
    throw new DataverseError(412, "0x80040237", "A record with matching key values already exists.");
  }
  setDefaults(draft);
  setCurrency(draft);
  stamp(draft, "created");
  stamp(draft, "modified");
  setMigrationDate(draft);
  setFirstOwner(draft);
  setContents(draft);
  deriveColumns(draft);
  checkRegistration(draft);
  checkCreateAccess(draft, payload.values);
  checkConflicts(draft);
  const raise = preparing(writing, { message: "Create", rows, slot: undefined, sent: payload.values });
  const slot = rows.insert(id, values, writing.dataverse.store.nextVersion());
  raise({ id, slot, written: values });
  return slot;
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
  setContents(draft);
  deriveColumns(draft);
  checkRegistration(draft);
  checkUpdateAccess(draft, changes);
  checkConflicts(draft);
  const raise = preparing(writing, { message: "Update", rows, slot, sent: changes });
  rows.update(slot, values, writing.dataverse.store.nextVersion());
  raise({ id: draft.id, slot, written: values });
};

/** Deletes a record, with what the cascades of its relationships say (Microsoft, Table relationships). */
export const deleteRecord = (writing: Writing, rows: TableStore, slot: number): void => {
  const { dataverse } = writing;
  const id = rows.idOf(slot);
  checkDeleteAccess(writing, rows, slot);
  checkRestrictions(dataverse.store, rows, id);
  checkUnused(dataverse.store, rows, slot);
  const raise = preparing(writing, { message: "Delete", rows, slot, sent: new Map() });
  const { store } = dataverse;
  dropContents(store, rows, slot);
  rows.remove(slot, store.nextVersion());
  releaseRelated(store, rows, { id, remove: (children, child) => deleteRecord(writing, children, child) });
  raise({ id, slot: undefined, written: new Map() });
};
