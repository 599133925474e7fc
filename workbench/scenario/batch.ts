import { equals, holds, isRecordId } from "./expectation.ts";
import { read } from "./read.ts";
import type { Stamp } from "./stamp.ts";
import type { Step } from "./step.ts";

const name = (kind: string, { stamp }: Stamp): string => `Workbench ${kind} ${stamp}`;

/** An account and its contact in one change set; the contact refers to the account that does not exist yet. */
const createBoth = (stamp: Stamp): Step => ({
  name: "batchCreate",
  title: "Create an account and its contact in one batch, all or nothing",
  action: "batchEntityActions",
  inputs: () => ({
    actions: JSON.stringify([
      {
        collection: "accounts",
        action: "create",
        contentId: "1",
        data: { name: name("Unicycles", stamp) },
      },
      {
        collection: "contacts",
        action: "create",
        returnRepresentation: true,
        data: { lastname: name("Rider", stamp), "parentcustomerid_account@odata.bind": "$1" },
      },
    ]),
  }),
  expect: (data) => [
    isRecordId("id of item 1", read(data, 0, "id")),
    equals("account of item 2", read(data, 1, "_parentcustomerid_value"), read(data, 0, "id")),
  ],
});

const mixed = (stamp: Stamp): Step => ({
  name: "batchMixed",
  title: "Update one of them and a record that is not there; go on",
  action: "batchEntityActions",
  inputs: (earlier) => ({
    mode: "continueOnError",
    actions: [
      {
        collection: "accounts",
        action: "update",
        key: "00000000-0000-0000-0000-00000000dead",
        data: { telephone1: "1" },
      },
      {
        collection: "accounts",
        action: "update",
        key: read(earlier("batchCreate"), 0, "id"),
        data: { name: name("Unicycles and more", stamp) },
      },
    ],
  }),
  expect: (data) => [
    equals("item 1", read(data, 0, "status"), "failed"),
    holds("its error", typeof read(data, 0, "error", "message") === "string", {
      seen: read(data, 0, "error", "code"),
      wanted: "a message",
    }),
    equals("item 2", read(data, 1, "status"), "succeeded"),
  ],
});

const removeBoth: Step = {
  name: "batchDelete",
  title: "Delete both in one batch",
  action: "batchEntityActions",
  inputs: (earlier) => ({
    actions: [
      { collection: "contacts", action: "delete", key: read(earlier("batchCreate"), 1, "contactid") },
      { collection: "accounts", action: "delete", key: read(earlier("batchCreate"), 0, "id") },
    ],
  }),
  expect: (data) => [
    equals("item 1", read(data, 0, "deleted"), true),
    equals("item 2", read(data, 1, "deleted"), true),
  ],
};

export const batch = (stamp: Stamp): readonly Step[] => [createBoth(stamp), mixed(stamp), removeBoth];
