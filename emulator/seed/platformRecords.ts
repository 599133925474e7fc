import { currencies } from "./currencies.ts";
import { fixedRecord, fixedRecords, fixedReference } from "./fixedRecord.ts";
import { messageRecords } from "./messageRecords.ts";
import { day, timestamp } from "./moments.ts";
import type { SeedRecord } from "./seedRecord.ts";
import { businessUnitReference, sellers, teams, userReference, users } from "./staff.ts";
import { viewRecords } from "./viewRecords.ts";
import {
  administratorId,
  applicationUserId,
  organizationId,
  organizationName,
  rootBusinessUnitId,
} from "./wellKnown.ts";

const settings: SeedRecord = {
  table: "organization",
  id: organizationId,
  values: {
    name: organizationName,
    basecurrencyid: { table: "transactioncurrency", id: currencies.USD.id },
    basecurrencyprecision: 2,
    basecurrencysymbol: currencies.USD.symbol,
    baseisocurrencycode: currencies.USD.isoCode,
    expirechangetrackingindays: 7,
    isauditenabled: false,
    languagecode: 1033,
    localeid: 1033,
    maxuploadfilesize: 5_242_880,
    pricingdecimalprecision: 2,
    schemanameprefix: "new",
  },
};

const publishers: readonly SeedRecord["values"][] = [
  {
    uniquename: "DefaultPublishercontoso",
    friendlyname: "Default Publisher for contoso",
    customizationprefix: "new",
    customizationoptionvalueprefix: 10_000,
  },
  {
    uniquename: "contoso",
    friendlyname: "Contoso",
    customizationprefix: "contoso",
    customizationoptionvalueprefix: 72_700,
  },
];

const solution = (uniquename: string, friendlyname: string, publisher: number): SeedRecord["values"] => ({
  uniquename,
  friendlyname,
  version: "1.0",
  publisherid: fixedReference("publisher", publisher),
});

const solutions: readonly SeedRecord["values"][] = [
  solution("Active", "Active Solution", 0),
  solution("Default", "Default Solution", 0),
  solution("ContosoCustomizations", "Contoso Customizations", 1),
];

/** System Administrator, Salesperson and Customer Service Representative, by number. */
const roles: readonly SeedRecord["values"][] = [
  "System Administrator",
  "Salesperson",
  "Customer Service Representative",
].map((name) => ({ name, businessunitid: businessUnitReference(rootBusinessUnitId) }));

const tie = (systemuserid: string, role: number): SeedRecord["values"] => ({
  systemuserid,
  roleid: fixedReference("role", role).id,
});

const userRoles: readonly SeedRecord["values"][] = [
  tie(administratorId, 0),
  tie(applicationUserId, 0),
  ...sellers.map(({ id }, index) => tie(id, index === 2 ? 2 : 1)),
];

const members: readonly SeedRecord["values"][] = teams.flatMap((team) =>
  users
    .filter(({ businessUnitId }) => businessUnitId === team.businessUnitId)
    .map((user) => ({ teamid: team.id, systemuserid: user.id })),
);

/** As old as the organization itself. */
const age = 4 * 365 * day;

/**
 * What every organization has beside its people: its settings, solutions, roles, views, and the messages webhooks listen
 * to. The same in every seed.
 */
export const platformRecords = (now: number): readonly SeedRecord[] => {
  const on = timestamp(now - age);
  const by = userReference(administratorId);
  const written = { createdon: on, createdby: by, modifiedon: on, modifiedby: by };
  const stamped = (record: SeedRecord): SeedRecord => ({
    ...record,
    values: { ...record.values, ...written },
  });
  return [
    ...[
      settings,
      ...fixedRecords("publisher", publishers),
      ...fixedRecords("solution", solutions),
      ...fixedRecords("role", roles),
      ...viewRecords(),
      ...messageRecords(),
    ].map(stamped),
    ...userRoles.map((values, number) => fixedRecord("systemuserroles", number, values)),
    ...members.map((values, number) => fixedRecord("teammembership", number, values)),
  ];
};
