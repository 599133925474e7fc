import { companyDomain, companyName, companyNumber } from "./companyName.ts";
import { type Currency, currencies, currencyValues, inBase } from "./currencies.ts";
import { timestamp } from "./moments.ts";
import { type Place, places } from "./places.ts";
import { type Random, sometimes } from "./random.ts";
import type { Reference, SeedRecord } from "./seedRecord.ts";
import { type RowOwner, rowOwners, sellers, userReference } from "./staff.ts";
import { notes, streets } from "./vocabulary.ts";
import { history, ownership, type World } from "./world.ts";

/** What the rows around an account know of it. */
export interface Company {
  readonly index: number;
  readonly reference: Reference;
  readonly name: string;
  readonly domain: string;
  readonly place: Place;
  readonly currency: Currency;
  readonly owner: RowOwner;
  readonly primaryContact: Reference;
}

/** Contacts of an account are numbered within its block; the first one is its primary contact. */
export const contactsPerAccount = 4;

export const companyAt = (world: World, index: number): Company => {
  const random = world.company(index);
  const place = random.pick(places);
  return {
    index,
    reference: world.accounts.reference(index),
    name: companyName(index),
    domain: companyDomain(index),
    place,
    currency: currencies[place.currency],
    owner: random.pick(rowOwners),
    primaryContact: world.contacts.reference(index * contactsPerAccount),
  };
};

export const telephone = (random: Random, { dialCode }: Place): string =>
  `${dialCode} 555-0${random.between(100, 199)}`;

/** The first address of a row, as columns and as the text Dataverse composes of them. */
export const address = (random: Random, place: Place): SeedRecord["values"] => {
  const line1 = `${random.between(1, 2500)} ${random.pick(streets)}`;
  const region = [place.stateOrProvince, place.postalCode].filter((part) => part !== undefined).join(" ");
  return {
    address1_line1: line1,
    address1_city: place.city,
    address1_stateorprovince: place.stateOrProvince ?? null,
    address1_postalcode: place.postalCode,
    address1_country: place.country,
    address1_latitude: place.latitude,
    address1_longitude: place.longitude,
    address1_composite: [line1, `${place.city}, ${region}`, place.country].join("\r\n"),
  };
};

/**
 * Rows of one table always have the same columns, and none begins with a spread: V8 makes objects of one shape several
 * times faster.
 */
export const noAddress: SeedRecord["values"] = {
  address1_line1: null,
  address1_city: null,
  address1_stateorprovince: null,
  address1_postalcode: null,
  address1_country: null,
  address1_latitude: null,
  address1_longitude: null,
  address1_composite: null,
};

const classification = (random: Random): SeedRecord["values"] => ({
  industrycode: sometimes(random, 0.8, random.between(1, 33)),
  customertypecode: sometimes(random, 0.7, random.pick([3, 3, 3, 5, 8, 9, 10, 12])),
  accountcategorycode: sometimes(random, 0.3, random.between(1, 2)),
  ownershipcode: sometimes(random, 0.5, random.between(1, 4)),
  sic: sometimes(random, 0.5, String(random.between(100, 9_999)).padStart(4, "0")),
  paymenttermscode: sometimes(random, 0.4, random.between(1, 4)),
  creditonhold: random.chance(0.03),
  donotbulkemail: random.chance(0.2),
  donotphone: random.chance(0.1),
  preferredcontactmethodcode: random.pick([1, 1, 1, 2, 3]),
});

const figures = (random: Random, currency: Currency): SeedRecord["values"] => {
  const revenue = sometimes(random, 0.8, random.between(1_000_000, 90_000_000_000) / 100);
  const creditLimit = sometimes(random, 0.5, random.between(1, 400) * 500);
  const isListed = random.chance(0.05);
  const marketCap = isListed ? random.between(1_000_000, 2_000_000_000) : null;
  return {
    numberofemployees: sometimes(random, 0.8, random.pick([1, 7, 25, 120, 900, 4_800, 62_000])),
    revenue,
    revenue_base: inBase(currency, revenue),
    creditlimit: creditLimit,
    creditlimit_base: inBase(currency, creditLimit),
    tickersymbol: isListed ? `TK${random.between(10, 99)}` : null,
    stockexchange: isListed ? "NASDAQ" : null,
    marketcap: marketCap,
    marketcap_base: inBase(currency, marketCap),
  };
};

/** Revenue that may still come, summed over the account's open opportunities. */
export interface Pipeline {
  readonly deals: number;
  readonly revenue: number;
}

/** The state of a rollup column whose value has been calculated. */
const calculated = 1;

const pipelineValues = ({ currency }: Company, pipeline: Pipeline, now: number): SeedRecord["values"] => {
  const calculatedOn = timestamp(now);
  return {
    opendeals: pipeline.deals,
    opendeals_date: calculatedOn,
    opendeals_state: calculated,
    openrevenue: pipeline.revenue,
    openrevenue_base: inBase(currency, pipeline.revenue),
    openrevenue_date: calculatedOn,
    openrevenue_state: calculated,
  };
};

const parentAccount = (world: World, random: Random, index: number): Reference | null =>
  index === 0 ? null : sometimes(random, 0.1, world.accounts.reference(random.below(index)));

export const accountRecord = (world: World, company: Company, pipeline: Pipeline): SeedRecord => {
  const { index, reference, domain, place, currency } = company;
  const random = world.accounts.random(index);
  const isInactive = random.chance(0.05);
  return {
    table: reference.table,
    id: reference.id,
    values: {
      name: company.name,
      accountnumber: companyNumber(index) ?? null,
      telephone1: telephone(random, place),
      fax: sometimes(random, 0.2, telephone(random, place)),
      emailaddress1: sometimes(random, 0.9, `info@${domain}`),
      websiteurl: sometimes(random, 0.8, `https://www.${domain}/`),
      description: sometimes(random, 0.3, random.pick(notes)),
      ...address(random, place),
      ...classification(random),
      ...figures(random, currency),
      ...pipelineValues(company, pipeline, world.now),
      primarycontactid: company.primaryContact,
      parentaccountid: parentAccount(world, random, index),
      new_projectmanagerid: sometimes(random, 0.2, userReference(random.pick(sellers).id)),
      statecode: isInactive ? 1 : 0,
      statuscode: isInactive ? 2 : 1,
      ...currencyValues(currency),
      ...ownership(company.owner),
      ...history(random, world.now),
    },
  };
};
