import { DataverseError } from "../errors/dataverseError.ts";
import { isReference, type Reference } from "../store/cells.ts";
import type { Value } from "../store/columnStore.ts";
import { type Draft, setKnown, type Writing } from "./draft.ts";

const user = (id: string): Reference => ({ table: "systemuser", id });

/** When a record was created or modified, by whom, and on whose behalf. Times have a precision of seconds. */
export const stamp = (draft: Draft, word: "created" | "modified"): void => {
  const { dataverse, caller } = draft.writing;
  setKnown(draft, `${word}on`, Math.floor(dataverse.now() / 1000) * 1000);
  setKnown(draft, `${word}by`, user(caller.userId));
  setKnown(draft, `${word}onbehalfby`, caller.onBehalfBy === undefined ? null : user(caller.onBehalfBy));
};

/** A migrated record keeps its own date of creation; the column then says when it was brought in. */
export const setMigrationDate = ({ values }: Draft): void => {
  const original = values.get("overriddencreatedon") ?? null;
  const created = values.get("createdon");
  if (original !== null && created !== undefined) {
    values.set("createdon", original);
    values.set("overriddencreatedon", created);
  }
};

/** Whoever owns the record also decides its business unit. */
const setOwner = (draft: Draft, owner: Reference): void => {
  const { store, organization } = draft.writing.dataverse;
  const principals = store.table(owner.table);
  const slot = principals.slotOf(owner.id);
  const unit = slot === undefined ? null : principals.values("businessunitid")(slot);
  const isTeam = owner.table === "team";
  draft.values.set("ownerid", owner);
  setKnown(draft, "owninguser", isTeam ? null : owner);
  setKnown(draft, "owningteam", isTeam ? owner : null);
  setKnown(draft, "owningbusinessunit", {
    table: "businessunit",
    id: typeof unit === "string" ? unit : organization.businessUnitId,
  });
};

/** A new record belongs to its creator, unless the client names an owner; users and teams own themselves. */
export const setFirstOwner = (draft: Draft): void => {
  const column = draft.table.columns.get("ownerid");
  if (column?.definition.type === "Owner") {
    const owner = draft.values.get("ownerid");
    setOwner(draft, isReference(owner) ? owner : user(draft.writing.caller.userId));
  } else if (column !== undefined) {
    draft.values.set("ownerid", draft.id);
  }
};

/** An owner can be changed, but not taken away. */
export const setNewOwner = (draft: Draft): void => {
  const owner = draft.values.get("ownerid");
  if (owner === null) {
    throw new DataverseError(400, "0x80040203", "The owner of a record cannot be set to null.");
  }
  if (isReference(owner)) {
    setOwner(draft, owner);
  }
};

export const setDefaults = ({ table, values }: Draft): void => {
  for (const { name, definition } of table.columns.values()) {
    if (definition.defaultValue !== undefined && !values.has(name)) {
      values.set(name, definition.defaultValue);
    }
  }
};

const rateOf = ({ dataverse }: Writing, currency: Reference): Value => {
  const currencies = dataverse.store.table(currency.table);
  const slot = currencies.slotOf(currency.id);
  return slot === undefined ? null : currencies.values("exchangerate")(slot);
};

/** A record with an amount has a currency and its rate of today: the organization's, unless the client chose one. */
export const setCurrency = (draft: Draft): void => {
  const { table, values, writing, rows, slot } = draft;
  const column = "transactioncurrencyid";
  const hasMoney = [...values.keys()].some((name) => table.columns.get(name)?.definition.type === "Money");
  const hasCurrency = values.has(column) || (slot !== undefined && rows.values(column)(slot) !== null);
  if (hasMoney && !hasCurrency) {
    setKnown(draft, column, {
      table: "transactioncurrency",
      id: writing.dataverse.organization.baseCurrencyId,
    });
  }
  const currency = values.get(column);
  if (isReference(currency)) {
    setKnown(draft, "exchangerate", rateOf(writing, currency));
  }
};
