import { batch } from "./batch.ts";
import { changeFeed } from "./changeFeed.ts";
import { readDefinitions, writeDefinitions } from "./definitions.ts";
import { type FetchedTable, fetchXml } from "./fetchXml.ts";
import { manyRecords } from "./manyRecords.ts";
import { mistake } from "./mistake.ts";
import { paging } from "./paging.ts";
import { raw } from "./raw.ts";
import { recordChange } from "./recordChange.ts";
import type { ScenarioStep } from "./step.ts";
import type { UpsertKey } from "./upsert.ts";
import { type WebhookAddress, webhook } from "./webhook.ts";
import { ownUser, whoAmI } from "./whoAmI.ts";
import { writing } from "./writing.ts";

/** Every org has more than two pages of users; Fetch All is bounded because some have very many. */
const users: FetchedTable = {
  entitySet: "systemusers",
  logicalName: "systemuser",
  primaryId: "systemuserid",
  nameColumn: "fullname",
  pageSize: 3,
  maximumRecords: 20,
};

const accounts: FetchedTable = {
  entitySet: "accounts",
  logicalName: "account",
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
  /** Undefined where Dataverse cannot reach this program: a real org. */
  readonly webhookAddress?: WebhookAddress | undefined;
}

const alternateKey = (stamp: string): UpsertKey => ({
  entityId: `accountnumber='${stamp}'`,
  by: "by alternate key",
});

/**
 * Everything against the emulator. Against a real org only reads, unless writing is asked for; its tables are never
 * changed.
 */
export const scenario = (options: ScenarioOptions): readonly ScenarioStep[] => {
  const { kind, write, stamp, freshId, webhookAddress } = options;
  if (kind === "org" && !write) {
    return [whoAmI, ownUser, ...reading(users), mistake("systemusrs", "systemusers")];
  }
  const upsertKey = kind === "emulator" ? alternateKey(stamp) : { entityId: freshId, by: "by record id" };
  const { first, last } = writing({ stamp }, upsertKey);
  const table = kind === "emulator" ? accounts : users;
  const events =
    webhookAddress === undefined ? [] : [...webhook(webhookAddress, { stamp }), ...recordChange({ stamp })];
  const changes = kind === "emulator" ? writeDefinitions : [];
  return [
    whoAmI,
    ...first,
    ...reading(table),
    ...changes,
    ...batch({ stamp }),
    ...manyRecords({ stamp }, freshId),
    ...events,
    ...(kind === "emulator" ? changeFeed({ stamp }) : []),
    ...last,
    mistake("acounts", "accounts"),
  ];
};

const reading = (table: FetchedTable): readonly ScenarioStep[] => [
  ...paging(table),
  ...fetchXml(table),
  ...readDefinitions,
  ...raw,
];
