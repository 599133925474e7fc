import { DataverseError } from "../errors/dataverseError.ts";
import { raiseAssociation } from "../events/raise.ts";
import type { Collection, ManyToMany, OneToMany } from "../schema/schema.ts";
import { checkAssociateAccess } from "../security/writeAccess.ts";
import type { Changes, Reference } from "../store/cells.ts";
import { newGuid } from "../store/guid.ts";
import type { TableStore } from "../store/tableStore.ts";
import type { Writing } from "./draft.ts";
import { updateRecord } from "./write.ts";

/** A record, one of its collections, and a record that is to be in it or not. */
export interface Association {
  readonly rows: TableStore;
  readonly slot: number;
  readonly collection: Collection;
  readonly related: Reference;
}

interface Tie extends Association {
  readonly collection: ManyToMany;
}

const duplicate = () => new DataverseError(412, "0x80040237", "Cannot insert duplicate key.");

const referenceOf = ({ rows, slot }: Association): Reference => ({
  table: rows.table.name,
  id: rows.idOf(slot),
});

const raise = (writing: Writing, association: Association, message: "Associate" | "Disassociate"): void => {
  const { rows, slot, collection, related } = association;
  const { relationship } = collection;
  const id = rows.idOf(slot);
  raiseAssociation(writing, rows, { message, id, association: { relationship, related: [related] } });
};

const findTie = (writing: Writing, { rows, slot, collection, related }: Tie): number | undefined => {
  const ties = writing.dataverse.store.table(collection.intersect);
  const farId = ties.values(collection.far);
  return ties.pointingAt(collection.near, rows.idOf(slot)).find((tie) => farId(tie) === related.id);
};

/** A row of an intersect table: ids, or lookups where the table has lookups, and when and by whom where it says so. */
const tieValues = ({ dataverse, caller }: Writing, tie: Tie): Changes => {
  const { collection, related } = tie;
  const { columns } = dataverse.store.table(collection.intersect).table;
  const side = (name: string, reference: Reference) =>
    [name, columns.get(name)?.isLookup === true ? reference : reference.id] as const;
  const user: Reference = { table: "systemuser", id: caller.userId };
  const on = Math.floor(dataverse.now() / 1000) * 1000;
  const stamps: Changes = new Map<string, number | Reference>([
    ["createdon", on],
    ["modifiedon", on],
    ["createdby", user],
    ["modifiedby", user],
  ]);
  return new Map([
    ...[...stamps].filter(([name]) => columns.has(name)),
    side(collection.near, referenceOf(tie)),
    side(collection.far, related),
  ]);
};

const checkAccess = (writing: Writing, { rows, slot, related }: Tie): void => {
  const others = writing.dataverse.store.table(related.table);
  const other = others.slotOf(related.id);
  if (other !== undefined) {
    checkAssociateAccess(writing, { rows, slot }, { rows: others, slot: other });
  }
};

const addTie = (writing: Writing, tie: Tie): void => {
  const { collection } = tie;
  const { store } = writing.dataverse;
  checkAccess(writing, tie);
  if (findTie(writing, tie) !== undefined) {
    throw duplicate();
  }
  store.table(collection.intersect).insert(newGuid(), tieValues(writing, tie), store.nextVersion());
  raise(writing, tie, "Associate");
};

const removeTie = (writing: Writing, tie: Tie): void => {
  const { store } = writing.dataverse;
  checkAccess(writing, tie);
  const found = findTie(writing, tie);
  if (found !== undefined) {
    store.table(tie.collection.intersect).remove(found, store.nextVersion());
    raise(writing, tie, "Disassociate");
  }
};

const isTie = (association: Association): association is Tie => association.collection.kind === "N:N";

const setLookup = (
  writing: Writing,
  { related }: Association,
  { column, to }: { readonly column: string; readonly to: Reference | null },
): void => {
  const children = writing.dataverse.store.table(related.table);
  const child = children.slotOf(related.id);
  if (child !== undefined) {
    updateRecord(writing, children, { slot: child, changes: new Map([[column, to]]) });
  }
};

const pointsHere = ({ dataverse }: Writing, association: Association, { column }: OneToMany): boolean => {
  const { rows, slot, related } = association;
  const children = dataverse.store.table(related.table);
  const child = children.slotOf(related.id);
  return child !== undefined && children.values(column)(child) === rows.idOf(slot);
};

/**
 * Puts a record into a collection of another one. For a one-to-many relationship that is an update of the lookup; for a
 * many-to-many one a new row of its intersect table, refused when it is there already.
 */
export const associate = (writing: Writing, association: Association): void => {
  if (isTie(association)) {
    addTie(writing, association);
  } else if (association.collection.kind === "1:N") {
    setLookup(writing, association, {
      column: association.collection.column,
      to: referenceOf(association),
    });
  }
};

/** Takes a record out of a collection of another one. Nothing happens when it is not in it. */
export const disassociate = (writing: Writing, association: Association): void => {
  const { collection } = association;
  if (isTie(association)) {
    removeTie(writing, association);
  } else if (collection.kind === "1:N" && pointsHere(writing, association, collection)) {
    setLookup(writing, association, { column: collection.column, to: null });
  }
};
