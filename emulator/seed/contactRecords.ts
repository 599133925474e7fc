import { address, type Company, contactsPerAccount, noAddress, telephone } from "./accountRecords.ts";
import { addressLetters } from "./companyName.ts";
import { currencyValues, inBase } from "./currencies.ts";
import { date, day } from "./moments.ts";
import { type Random, sometimes } from "./random.ts";
import type { SeedRecord } from "./seedRecord.ts";
import { firstNames, jobTitles, lastNames, notes } from "./vocabulary.ts";
import { history, ownership, type World } from "./world.ts";

export interface PersonName {
  readonly firstName: string;
  readonly lastName: string;
}

/** Steps through the first names so that the contacts of one account never share one. */
const firstNameStep = 7;

export const personAt = (random: Random, ordinal: number): PersonName => ({
  firstName:
    firstNames[(random.below(firstNames.length) + ordinal * firstNameStep) % firstNames.length] ?? "Susanna",
  lastName: random.pick(lastNames),
});

export const nameValues = ({ firstName, lastName }: PersonName): SeedRecord["values"] => ({
  firstname: firstName,
  lastname: lastName,
  fullname: `${firstName} ${lastName}`,
});

/** `siobhan.o'bryan@fourthcoffee-2.example`; some have a "+", which a key in a URL cannot hold. */
export const emailAddress = (random: Random, { firstName, lastName }: PersonName, domain: string): string =>
  `${addressLetters(firstName)}.${addressLetters(lastName)}${random.chance(0.02) ? "+crm" : ""}@${domain}`;

const interests = ["100000000", "100000001", "100000002", "100000003", "100000004", "100000005"];

const privateLife = (random: Random, now: number): SeedRecord["values"] => ({
  birthdate: sometimes(random, 0.4, date(now - random.between(20 * 365, 70 * 365) * day)),
  gendercode: sometimes(random, 0.6, random.between(1, 2)),
  familystatuscode: sometimes(random, 0.3, random.between(1, 4)),
  mobilephone: sometimes(random, 0.3, `+44 7700 9000${random.between(10, 99)}`),
  new_interests: interests.filter(() => random.chance(0.2)).join(",") || null,
});

/** Where some contacts came from: an id of another system, padded with zeros as such systems do. */
const external = (random: Random, number: number): SeedRecord["values"] => {
  const isImported = random.chance(0.4);
  return {
    new_externalsystem: isImported ? random.pick(["SAP", "Shopify", "HubSpot"]) : null,
    new_externalid: isImported ? String(number + 1).padStart(8, "0") : null,
  };
};

/** Contact `ordinal` of a company; 0 is the primary contact. */
export const contactRecord = (world: World, company: Company, ordinal: number): SeedRecord => {
  const { index, place, currency, domain } = company;
  const number = index * contactsPerAccount + ordinal;
  const { table, id } = world.contacts.reference(number);
  const random = world.contacts.random(number);
  const person = personAt(world.people(index), ordinal);
  const income = sometimes(random, 0.05, random.between(30, 200) * 1000);
  const isInactive = random.chance(0.04);
  return {
    table,
    id,
    values: {
      middlename: sometimes(random, 0.05, "J."),
      jobtitle: sometimes(random, 0.8, random.pick(jobTitles)),
      emailaddress1: sometimes(random, 0.97, emailAddress(random, person, domain)),
      telephone1: sometimes(random, 0.7, telephone(random, place)),
      accountrolecode: ordinal === 0 ? 1 : null,
      description: sometimes(random, 0.2, random.pick(notes)),
      ...nameValues(person),
      ...(random.chance(0.6) ? address(random, place) : noAddress),
      ...privateLife(random, world.now),
      ...external(random, number),
      annualincome: income,
      annualincome_base: inBase(currency, income),
      donotemail: random.chance(0.1),
      parentcustomerid: company.reference,
      statecode: isInactive ? 1 : 0,
      statuscode: isInactive ? 2 : 1,
      ...currencyValues(currency),
      ...ownership(company.owner),
      ...history(random, world.now),
    },
  };
};
