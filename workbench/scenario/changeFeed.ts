import { equals } from "./expectation.ts";
import { read } from "./read.ts";
import { entry, type Stamp } from "./stamp.ts";
import type { PollStep, ScenarioStep, Step } from "./step.ts";

const inputs = () => ({
  entityType: "accounts",
  fieldNames: ["name", "telephone1"],
  showDeletedRecords: "true",
});

const idsIn = (data: unknown, kind: string): readonly unknown[] => {
  const records = read(data, kind);
  return Array.isArray(records)
    ? records.map((record) => read(record, "accountid") ?? read(record, "id"))
    : [];
};

const begin: PollStep = {
  name: "feedBegun",
  title: "Follow the accounts from now on",
  poll: "pollChangesTrigger",
  inputs,
  expect: (data) => [
    equals("created", idsIn(data, "created").length, 0),
    equals("updated", idsIn(data, "updated").length, 0),
    equals("change tracking", read(data, "changeTracking"), true),
  ],
};

const create = ({ stamp }: Stamp): Step => ({
  name: "feedCreated",
  title: "Create an account",
  action: "createEntity",
  inputs: () => ({ entityType: "accounts", fieldValues: [entry("name", `Workbench Scooters ${stamp}`)] }),
  expect: (data) => [equals("name", read(data, "name"), `Workbench Scooters ${stamp}`)],
});

const change: Step = {
  name: "feedChanged",
  title: "Change an older one",
  action: "updateEntity",
  inputs: (earlier) => ({
    entityType: "accounts",
    entityId: read(earlier("firstPage"), "value", 0, "accountid"),
    fieldValues: [entry("telephone1", "0049 30 008")],
  }),
  expect: (data) => [equals("telephone1", read(data, "telephone1"), "0049 30 008")],
};

const pollBoth: PollStep = {
  name: "feedRead",
  title: "Poll: what is new, and what has changed",
  poll: "pollChangesTrigger",
  inputs,
  expect: (data, earlier) => [
    equals("created", idsIn(data, "created"), [read(earlier("feedCreated"), "accountid")]),
    equals("updated", idsIn(data, "updated"), [read(earlier("firstPage"), "value", 0, "accountid")]),
    equals("telephone1", read(data, "updated", 0, "telephone1"), "0049 30 008"),
  ],
};

const remove: Step = {
  name: "feedDeleted",
  title: "Delete the new account",
  action: "deleteEntity",
  inputs: (earlier) => ({ entityType: "accounts", entityId: read(earlier("feedCreated"), "accountid") }),
  expect: (data) => [equals("deleted", read(data, "deleted"), true)],
};

const pollDeleted: PollStep = {
  name: "feedReadAgain",
  title: "Poll: what was deleted",
  poll: "pollChangesTrigger",
  inputs,
  expect: (data, earlier) => [
    equals("deleted", idsIn(data, "deleted"), [read(earlier("feedCreated"), "accountid")]),
    equals("updated", idsIn(data, "updated").length, 0),
  ],
};

/** A flow that follows a table by polling; needs the accounts that were queried before. */
export const changeFeed = (stamp: Stamp): readonly ScenarioStep[] => [
  begin,
  create(stamp),
  change,
  pollBoth,
  remove,
  pollDeleted,
];
