import { DataverseError } from "../errors/dataverseError.ts";
import { badSyntax } from "../errors/refusals.ts";
import type { QueryOptions } from "../odata/queryOptions.ts";
import type { Dataverse } from "../organization/dataverse.ts";
import type { Table } from "../schema/schema.ts";
import type { DeltaToken } from "./deltaToken.ts";

const refused = ["$filter", "$orderby", "$expand", "$top"];

/** Microsoft, Use change tracking to synchronize data with external systems: only `$select` goes with it. */
export const refuseOptions = (options: QueryOptions): void => {
  const option = options.all.find(({ name }) => refused.includes(name));
  if (option !== undefined) {
    throw badSyntax(`The "${option.name}" query parameter isn't supported when Change Tracking is enabled.`);
  }
};

/** Microsoft, Web service error codes: ChangeTrackingNotEnabledForEntity. */
export const requireTracking = ({ name, definition }: Table): void => {
  if (!definition.changeTracking) {
    throw new DataverseError(400, "0x80072491", `Entity ${name} isn't enabled for change tracking.`);
  }
};

const day = 24 * 3_600_000;
const usualDays = 7;

/** `expirechangetrackingindays` of the organization, where the schema has such a table. */
const daysKept = ({ store, organization }: Dataverse): number => {
  const column = "expirechangetrackingindays";
  if (store.schema.tables.get("organization")?.columns.has(column) !== true) {
    return usualDays;
  }
  const rows = store.table("organization");
  const slot = rows.slotOf(organization.id);
  return Number((slot === undefined ? null : rows.values(column)(slot)) ?? usualDays);
};

const expired = () =>
  new DataverseError(
    400,
    "0x80044352",
    "Version stamp associated with the client has expired. Please perform a full sync.",
  );

/**
 * Refuses a token that is too old (Microsoft, Web service error codes: ExpiredVersionStamp). Tokens from before the
 * data was put back know nothing of the records that went, so they are too old as well.
 */
export const requireFresh = (dataverse: Dataverse, { version, issuedAt }: DeltaToken): void => {
  const { store, now } = dataverse;
  if (version < store.startVersion || now() > issuedAt + daysKept(dataverse) * day) {
    throw expired();
  }
  if (version > store.lastVersion()) {
    throw new DataverseError(400, "0x80040203", `The delta token of version ${version} is not valid.`);
  }
};
