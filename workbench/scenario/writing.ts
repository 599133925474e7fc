import { createAccount, createContact, getContact, readBack, updateAccount } from "./accountAndContact.ts";
import { equals } from "./expectation.ts";
import { read, recordsIn } from "./read.ts";
import type { Stamp } from "./stamp.ts";
import type { Step } from "./step.ts";
import { type UpsertKey, upsert } from "./upsert.ts";

interface Created {
  readonly step: string;
  readonly entitySet: string;
  readonly primaryId: string;
  readonly title: string;
}

const remove = ({ step, entitySet, primaryId, title }: Created): Step => ({
  name: `${step}Deleted`,
  title,
  action: "deleteEntity",
  inputs: (earlier) => ({ entityType: entitySet, entityId: read(earlier(step), primaryId) }),
  expect: (data, earlier) => [
    equals("id", read(data, "id"), read(earlier(step), primaryId)),
    equals("deleted", read(data, "deleted"), true),
  ],
});

const nothingLeft = ({ stamp }: Stamp): Step => ({
  name: "nothingLeft",
  title: "Look for anything this run has left behind",
  action: "queryEntities",
  inputs: () => ({
    entityType: "accounts",
    fieldNames: ["name"],
    filterExpression: `startswith(name,'Workbench') and endswith(name,'${stamp}')`,
  }),
  expect: (data) => [equals("records", recordsIn(data).length, 0)],
});

/** What comes first creates, what comes last deletes it: the contact before its account, which would take it along. */
export const writing = (
  stamp: Stamp,
  upsertKey: UpsertKey,
): { readonly first: readonly Step[]; readonly last: readonly Step[] } => ({
  first: [createAccount(stamp), createContact(stamp)],
  last: [
    getContact(stamp),
    updateAccount,
    readBack(stamp),
    ...upsert(stamp, upsertKey),
    remove({
      step: "createContact",
      entitySet: "contacts",
      primaryId: "contactid",
      title: "Delete the contact",
    }),
    remove({
      step: "createAccount",
      entitySet: "accounts",
      primaryId: "accountid",
      title: "Delete the account",
    }),
    remove({
      step: "upsertNew",
      entitySet: "accounts",
      primaryId: "accountid",
      title: "Delete the upserted account",
    }),
    nothingLeft(stamp),
  ],
});
