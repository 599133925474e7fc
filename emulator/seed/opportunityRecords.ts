import type { Company, Pipeline } from "./accountRecords.ts";
import { currencyValues, inBase } from "./currencies.ts";
import { date, day } from "./moments.ts";
import { type Random, sometimes } from "./random.ts";
import type { SeedRecord } from "./seedRecord.ts";
import { notes, topics } from "./vocabulary.ts";
import { history, ownership, type World } from "./world.ts";

const opportunitiesPerAccount = 2;

const stages = ["1-Qualify", "2-Develop", "3-Propose", "4-Close"];

/** Values of `statecode` and `statuscode` that belong together; open opportunities come up most often. */
const statuses = [
  { statecode: 0, statuscode: 1 },
  { statecode: 0, statuscode: 1 },
  { statecode: 0, statuscode: 1 },
  { statecode: 0, statuscode: 2 },
  { statecode: 1, statuscode: 3 },
  { statecode: 1, statuscode: 3 },
  { statecode: 2, statuscode: 4 },
  { statecode: 2, statuscode: 5 },
];

interface Deal {
  readonly index: number;
  readonly status: (typeof statuses)[number];
  readonly value: number;
}

/** The opportunities of a company, decided before their records are made: the account shows their sum. */
export const dealsOf = (world: World, company: Company, count: number): readonly Deal[] => {
  const random = world.deals(company.index);
  return Array.from({ length: count }, (_, ordinal) => ({
    index: company.index * opportunitiesPerAccount + ordinal,
    status: random.pick(statuses),
    value: random.between(100, 5_000_000) / 100,
  }));
};

export const pipelineOf = (deals: readonly Deal[]): Pipeline => {
  const open = deals.filter(({ status }) => status.statecode === 0);
  const cents = open.reduce((sum, { value }) => sum + Math.round(value * 100), 0);
  return { deals: open.length, revenue: cents / 100 };
};

const closing = (random: Random, { status, value }: Deal, now: number) => {
  const isOpen = status.statecode === 0;
  return {
    estimatedclosedate: date(now + (isOpen ? random.between(1, 300) : -random.between(30, 400)) * day),
    actualclosedate: isOpen ? null : date(now - random.between(1, 29) * day),
    actualvalue: isOpen ? null : status.statecode === 1 ? value : 0,
  };
};

export const opportunityRecord = (world: World, company: Company, deal: Deal): SeedRecord => {
  const { currency, primaryContact } = company;
  const { table, id } = world.opportunities.reference(deal.index);
  const random = world.opportunities.random(deal.index);
  const salesStage = random.below(stages.length);
  const close = closing(random, deal, world.now);
  return {
    table,
    id,
    values: {
      name: `${company.name}: ${random.pick(topics)}`,
      customerid: random.chance(0.1) ? primaryContact : company.reference,
      parentaccountid: company.reference,
      parentcontactid: sometimes(random, 0.8, primaryContact),
      estimatedvalue: deal.value,
      estimatedvalue_base: inBase(currency, deal.value),
      ...close,
      actualvalue_base: inBase(currency, close.actualvalue),
      closeprobability: sometimes(random, 0.7, random.between(0, 20) * 5),
      salesstage: salesStage,
      stepname: stages[salesStage],
      opportunityratingcode: random.between(1, 3),
      budgetstatus: sometimes(random, 0.3, random.between(0, 3)),
      description: sometimes(random, 0.3, random.pick(notes)),
      ...deal.status,
      ...currencyValues(currency),
      ...ownership(company.owner),
      ...history(random, world.now),
    },
  };
};
