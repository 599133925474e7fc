import { type Currency, currencies, currencyValues } from "./currencies.ts";
import { day, timestamp } from "./moments.ts";
import type { SeedRecord } from "./seedRecord.ts";
import {
  applicationUser,
  businessUnitReference,
  europeBusinessUnitId,
  serviceBusinessUnitId,
  type Team,
  teams,
  type User,
  userReference,
  users,
} from "./staff.ts";
import {
  administratorId,
  applicationId,
  organizationId,
  organizationName,
  rootBusinessUnitId,
} from "./wellKnown.ts";

/** The organization is four years old, older than every customer in it. */
const organizationAge = 4 * 365 * day;

const installed = (now: number): SeedRecord["values"] => {
  const on = timestamp(now - organizationAge);
  const by = userReference(administratorId);
  return { createdon: on, createdby: by, modifiedon: on, modifiedby: by };
};

const businessUnit = (id: string, name: string, parentId?: string): SeedRecord => ({
  table: "businessunit",
  id,
  values: {
    name,
    ...(parentId !== undefined && { parentbusinessunitid: businessUnitReference(parentId) }),
    ...currencyValues(currencies.USD),
  },
});

const emailAddress = ({ firstName, lastName }: User): string =>
  `${firstName}.${lastName}@contoso.example`.toLowerCase().replaceAll("é", "e").replaceAll("'", "");

const signIn = (user: User): SeedRecord["values"] =>
  user === applicationUser
    ? {
        applicationid: applicationId,
        domainname: `${applicationId}@contoso.example`,
        internalemailaddress: "dynamics.connector@contoso.example",
        accessmode: 4,
      }
    : {
        domainname: emailAddress(user),
        internalemailaddress: emailAddress(user),
        accessmode: 0,
        islicensed: true,
      };

const systemUser = (user: User): SeedRecord => ({
  table: "systemuser",
  id: user.id,
  values: {
    ownerid: user.id,
    firstname: user.firstName,
    lastname: user.lastName,
    fullname: `${user.firstName} ${user.lastName}`,
    ...signIn(user),
    azureactivedirectoryobjectid: user.objectId,
    businessunitid: businessUnitReference(user.businessUnitId),
    organizationid: organizationId,
    isdisabled: user.isDisabled ?? false,
    ...(user.jobTitle !== undefined && { jobtitle: user.jobTitle }),
    ...(user.managerId !== undefined && { parentsystemuserid: userReference(user.managerId) }),
    ...currencyValues(currencies.USD),
  },
});

const ownerTeam = (team: Team): SeedRecord => ({
  table: "team",
  id: team.id,
  values: {
    ownerid: team.id,
    name: team.name,
    administratorid: userReference(administratorId),
    businessunitid: businessUnitReference(team.businessUnitId),
    organizationid: organizationId,
    emailaddress: team.emailAddress,
    ...currencyValues(currencies.USD),
  },
});

const transactionCurrency = (currency: Currency): SeedRecord => ({
  table: "transactioncurrency",
  id: currency.id,
  values: {
    currencyname: currency.name,
    isocurrencycode: currency.isoCode,
    currencysymbol: currency.symbol,
    currencyprecision: 2,
    exchangerate: currency.exchangeRate,
  },
});

/** What an organization holds before its first customer: currencies, business units, users and teams. */
export const organizationRecords = (now: number): readonly SeedRecord[] =>
  [
    ...Object.values(currencies).map(transactionCurrency),
    businessUnit(rootBusinessUnitId, organizationName),
    businessUnit(europeBusinessUnitId, "Contoso Europe", rootBusinessUnitId),
    businessUnit(serviceBusinessUnitId, "Contoso Services", rootBusinessUnitId),
    ...users.map(systemUser),
    ...teams.map(ownerTeam),
  ].map((record) => ({ ...record, values: { ...record.values, ...installed(now) } }));
