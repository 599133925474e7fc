import { equals, isRecordId } from "./expectation.ts";
import { read } from "./read.ts";
import { entry, type Stamp } from "./stamp.ts";
import type { Step } from "./step.ts";

/** Every table and org takes a record id as the key; an alternate key must have been defined in the org. */
export interface UpsertKey {
  readonly entityId: string;
  /** In plain words, for the title: "by alternate key". */
  readonly by: string;
}

export const upsert = ({ stamp }: Stamp, key: UpsertKey): readonly Step[] => [
  {
    name: "upsertNew",
    title: `Upsert an account ${key.by} that does not exist`,
    action: "upsertEntity",
    inputs: () => ({
      entityType: "accounts",
      entityId: key.entityId,
      fieldValues: [entry("name", `Workbench Tandems ${stamp}`)],
    }),
    expect: (data) => [
      equals("@created", read(data, "@created"), true),
      isRecordId("accountid", read(data, "accountid")),
    ],
  },
  {
    name: "upsertAgain",
    title: "Upsert it again with another name",
    action: "upsertEntity",
    inputs: () => ({
      entityType: "accounts",
      entityId: key.entityId,
      fieldValues: [entry("name", `Workbench Trikes ${stamp}`)],
    }),
    expect: (data, earlier) => [
      equals("@created", read(data, "@created"), false),
      equals("accountid", read(data, "accountid"), read(earlier("upsertNew"), "accountid")),
      equals("name", read(data, "name"), `Workbench Trikes ${stamp}`),
    ],
  },
];
