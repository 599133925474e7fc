import type { Draft, Writing } from "../records/draft.ts";
import { type Changes, isReference, type Reference } from "../store/cells.ts";
import type { TableStore } from "../store/tableStore.ts";
import { requireRowAccess, requireTableAccess } from "./access.ts";
import { privilegeName } from "./privilege.ts";
import { missingPrivilege } from "./refusals.ts";

/** The records that the lookups of a write point at; the owner is assigned, not appended to. */
const appendedTo = (changes: Changes): readonly Reference[] =>
  [...changes].flatMap(([name, value]) => (name !== "ownerid" && isReference(value) ? [value] : []));

/** A lookup takes Append on the record that has it, and AppendTo on the one it points at. */
const checkLookups = ({ writing, table, slot }: Draft, changes: Changes): void => {
  const { caller, dataverse } = writing;
  const targets = appendedTo(changes);
  if (targets.length === 0) {
    return;
  }
  if (slot === undefined) {
    requireTableAccess(caller, dataverse.store, { table: table.name, right: "Append" });
  } else {
    requireRowAccess(caller, dataverse.store, { table: table.name, right: "Append", slot });
  }
  for (const target of targets) {
    const at = dataverse.store.table(target.table).slotOf(target.id);
    if (at !== undefined) {
      requireRowAccess(caller, dataverse.store, { table: target.table, right: "AppendTo", slot: at });
    }
  }
};

/** A privilege for own records only does not let anybody create one for somebody else. */
const checkFirstOwner = ({ writing, table, values }: Draft): void => {
  const owner = values.get("ownerid");
  const name = privilegeName("Create", table);
  for (const principal of writing.caller.limitedBy) {
    const isForeign = isReference(owner) && owner.id !== principal.userId;
    if (
      isForeign &&
      writing.caller.userId === principal.userId &&
      principal.privileges.get(name) === "Basic"
    ) {
      throw missingPrivilege(writing.dataverse.store, principal, { name, table });
    }
  }
};

/** Refuses to create a record the caller's roles do not allow. Administrators pass at once. */
export const checkCreateAccess = (draft: Draft, sent: Changes): void => {
  const { writing, table } = draft;
  if (writing.caller.limitedBy.length > 0) {
    requireTableAccess(writing.caller, writing.dataverse.store, { table: table.name, right: "Create" });
    checkFirstOwner(draft);
    checkLookups(draft, sent);
  }
};

/** Refuses to update a record the caller's roles do not allow. */
export const checkUpdateAccess = (draft: Draft, sent: Changes): void => {
  const { writing, table, slot } = draft;
  const { caller, dataverse } = writing;
  if (caller.limitedBy.length === 0 || slot === undefined) {
    return;
  }
  requireRowAccess(caller, dataverse.store, { table: table.name, right: "Write", slot });
  if (sent.has("ownerid")) {
    requireRowAccess(caller, dataverse.store, { table: table.name, right: "Assign", slot });
  }
  checkLookups(draft, sent);
};

/** Refuses to delete a record the caller's roles do not allow. */
export const checkDeleteAccess = ({ caller, dataverse }: Writing, rows: TableStore, slot: number): void => {
  if (caller.limitedBy.length > 0) {
    requireRowAccess(caller, dataverse.store, { table: rows.table.name, right: "Delete", slot });
  }
};

/** Refuses to tie two records: it takes Append on the one and AppendTo on the other. */
export const checkAssociateAccess = (
  { caller, dataverse }: Writing,
  from: { readonly rows: TableStore; readonly slot: number },
  to: { readonly rows: TableStore; readonly slot: number },
): void => {
  if (caller.limitedBy.length > 0) {
    const { store } = dataverse;
    requireRowAccess(caller, store, { table: from.rows.table.name, right: "Append", slot: from.slot });
    requireRowAccess(caller, store, { table: to.rows.table.name, right: "AppendTo", slot: to.slot });
  }
};
