import { mistake } from "./mistake.ts";
import { type PagedTable, paging } from "./paging.ts";
import type { Step } from "./step.ts";
import type { UpsertKey } from "./upsert.ts";
import { ownUser, whoAmI } from "./whoAmI.ts";
import { writing } from "./writing.ts";

/** Every org has more than two pages of users; Fetch All is bounded because some have very many. */
const users: PagedTable = {
  entitySet: "systemusers",
  primaryId: "systemuserid",
  nameColumn: "fullname",
  pageSize: 3,
  maximumRecords: 20,
};

const accounts: PagedTable = {
  entitySet: "accounts",
  primaryId: "accountid",
  nameColumn: "name",
  pageSize: 3,
};

export interface ScenarioOptions {
  readonly kind: "emulator" | "org";
  readonly write: boolean;
  /** Sets the records of this run apart from those of others. */
  readonly stamp: string;
  /** A record id that no record has. */
  readonly freshId: string;
}

const alternateKey = (stamp: string): UpsertKey => ({
  entityId: `accountnumber='${stamp}'`,
  by: "by alternate key",
});

/** Everything against the emulator; against a real org only reads, unless writing is asked for. */
export const scenario = ({ kind, write, stamp, freshId }: ScenarioOptions): readonly Step[] => {
  if (kind === "org" && !write) {
    return [whoAmI, ownUser, ...paging(users), mistake("systemusrs", "systemusers")];
  }
  const upsertKey = kind === "emulator" ? alternateKey(stamp) : { entityId: freshId, by: "by record id" };
  const { first, last } = writing({ stamp }, upsertKey);
  const table = kind === "emulator" ? accounts : users;
  return [whoAmI, ...first, ...paging(table), ...last, mistake("acounts", "accounts")];
};
