import { address, type Company, noAddress, telephone } from "./accountRecords.ts";
import { emailAddress, nameValues, personAt } from "./contactRecords.ts";
import { currencyValues, inBase } from "./currencies.ts";
import { date, day } from "./moments.ts";
import { sometimes } from "./random.ts";
import type { SeedRecord } from "./seedRecord.ts";
import { jobTitles, topics } from "./vocabulary.ts";
import { history, ownership, type World } from "./world.ts";

/** Values of `statecode` and `statuscode` that belong together; open leads come up most often. */
const statuses = [
  { statecode: 0, statuscode: 1 },
  { statecode: 0, statuscode: 1 },
  { statecode: 0, statuscode: 2 },
  { statecode: 1, statuscode: 3 },
  { statecode: 2, statuscode: 4 },
  { statecode: 2, statuscode: 5 },
  { statecode: 2, statuscode: 6 },
  { statecode: 2, statuscode: 7 },
];

/** A lead from somebody at the company; once qualified it points to the account and contact it became. */
const leadRecord = (world: World, company: Company): SeedRecord => {
  const { place, currency } = company;
  const { table, id } = world.leads.reference(company.index);
  const random = world.leads.random(company.index);
  const person = personAt(random, 0);
  const status = random.pick(statuses);
  const isQualified = status.statecode === 1;
  const budget = sometimes(random, 0.4, random.between(1, 200) * 500);
  const estimate = sometimes(random, 0.4, random.between(1, 500) * 250);
  return {
    table,
    id,
    values: {
      subject: random.pick(topics),
      ...nameValues(person),
      companyname: company.name,
      jobtitle: sometimes(random, 0.7, random.pick(jobTitles)),
      emailaddress1: sometimes(random, 0.9, emailAddress(random, person, company.domain)),
      telephone1: sometimes(random, 0.6, telephone(random, place)),
      ...(random.chance(0.5) ? address(random, place) : noAddress),
      leadqualitycode: random.between(1, 3),
      leadsourcecode: sometimes(random, 0.8, random.between(1, 10)),
      industrycode: sometimes(random, 0.5, random.between(1, 33)),
      budgetamount: budget,
      budgetamount_base: inBase(currency, budget),
      estimatedamount: estimate,
      estimatedamount_base: inBase(currency, estimate),
      estimatedclosedate: sometimes(random, 0.4, date(world.now + random.between(1, 200) * day)),
      parentaccountid: isQualified ? company.reference : null,
      parentcontactid: isQualified ? company.primaryContact : null,
      ...status,
      ...currencyValues(currency),
      ...ownership(company.owner),
      ...history(random, world.now),
    },
  };
};

/** One lead for every tenth company. */
export const leadsOf = (world: World, company: Company): readonly SeedRecord[] =>
  company.index % 10 === 3 ? [leadRecord(world, company)] : [];
