import { type Expectation, equals } from "./expectation.ts";
import { read } from "./read.ts";
import type { Stamp } from "./stamp.ts";
import type { Earlier, Step } from "./step.ts";

const COUNT = 60;

const name = (index: number, { stamp }: Stamp): string => `Workbench fleet ${index} ${stamp}`;

/** Three kinds of mistakes among good records: a misspelt column, a text that is too long, and text for a number. */
const records = (stamp: Stamp): readonly object[] =>
  Array.from({ length: COUNT }, (_, index) => {
    const record = { name: name(index, stamp), numberofemployees: index };
    switch (index) {
      case 11:
        return { ...record, telephon1: "555" };
      case 22:
        return { ...record, telephone1: "5".repeat(80) };
      case 33:
        return { ...record, numberofemployees: "many" };
      default:
        return record;
    }
  });

const summary = (data: unknown, wanted: Readonly<Record<string, number>>): readonly Expectation[] =>
  Object.entries(wanted).map(([count, number]) => equals(count, read(data, "summary", count), number));

const columnOf = (data: unknown, index: number): Expectation =>
  equals(
    `column of record ${index + 1}`,
    read(data, "results", index, "error", "column"),
    ["telephon1", "telephone1", "numberofemployees"][index / 11 - 1],
  );

/** The ids of those that were created. */
const createdIds = (earlier: Earlier): readonly unknown[] => {
  const results = read(earlier("createMany"), "results");
  return (Array.isArray(results) ? results : [])
    .filter((result: unknown) => read(result, "status") === "succeeded")
    .map((result: unknown) => read(result, "id"));
};

/** New values for some of the records, and for the others those that they have. */
const changes = (earlier: Earlier): readonly object[] =>
  createdIds(earlier).map((accountid, index) => ({ accountid, telephone1: index < 5 ? "555" : null }));

const check = (stamp: Stamp): Step => ({
  name: "checkMany",
  title: `Check ${COUNT} accounts before they are written: three are wrong`,
  action: "createEntities",
  inputs: () => ({ entityType: "accounts", records: records(stamp), dryRun: true }),
  expect: (data) => [
    ...summary(data, { valid: COUNT - 3, failed: 3, succeeded: 0 }),
    columnOf(data, 11),
    columnOf(data, 22),
    columnOf(data, 33),
  ],
});

const create = (stamp: Stamp): Step => ({
  name: "createMany",
  title: "Create them all the same: the good ones are written, the others have their errors",
  action: "createEntities",
  inputs: () => ({ entityType: "accounts", records: records(stamp) }),
  expect: (data) => [
    ...summary(data, { succeeded: COUNT - 3, failed: 3, unknown: 0, notAttempted: 0 }),
    columnOf(data, 11),
    columnOf(data, 22),
  ],
});

const update: Step = {
  name: "updateMany",
  title: "Update them, and write only what changed",
  action: "updateEntities",
  inputs: (earlier) => ({ entityType: "accounts", records: changes(earlier), onlyChanged: true }),
  expect: (data) => summary(data, { succeeded: 5, unchanged: COUNT - 8 }),
};

const upsert = (stamp: Stamp, freshId: string): Step => ({
  name: "upsertMany",
  title: "Upsert some that exist and one that does not",
  action: "upsertEntities",
  inputs: (earlier) => ({
    entityType: "accounts",
    records: [
      ...createdIds(earlier)
        .slice(0, 3)
        .map((accountid) => ({ accountid, description: "Upserted" })),
      { accountid: freshId, name: name(COUNT, stamp) },
    ],
    options: { tellCreated: true },
  }),
  expect: (data) => [
    ...summary(data, { succeeded: 4 }),
    equals(
      "created",
      [0, 1, 2, 3].map((index) => read(data, "results", index, "created")),
      [false, false, false, true],
    ),
  ],
});

const remove: Step = {
  name: "deleteMany",
  title: "Delete all of them",
  action: "deleteEntities",
  inputs: (earlier) => ({
    entityType: "accounts",
    records: [...createdIds(earlier), read(earlier("upsertMany"), "results", 3, "id")],
  }),
  expect: (data) => summary(data, { succeeded: COUNT - 2, failed: 0 }),
};

/** `freshId`: an id that no record has. */
export const manyRecords = (stamp: Stamp, freshId: string): readonly Step[] => [
  check(stamp),
  create(stamp),
  update,
  upsert(stamp, freshId),
  remove,
];
