import { day, timestamp } from "./moments.ts";
import { guidSeries, type Random, randomSeries } from "./random.ts";
import type { Reference, SeedRecord } from "./seedRecord.ts";
import { businessUnitReference, type RowOwner, sellers, userReference } from "./staff.ts";

/** One table's generated rows: their ids and their random decisions, by number. No row needs another one to exist. */
export interface Series {
  readonly table: string;
  readonly reference: (index: number) => Reference;
  readonly random: (index: number) => Random;
}

/** Everything the rows of a seed have in common. */
export interface World {
  readonly now: number;
  /** What an account shares with the rows around it is decided apart, so that they need not make the account first. */
  readonly company: (index: number) => Random;
  readonly deals: (index: number) => Random;
  readonly people: (index: number) => Random;
  /** How many rows of each kind an account has. */
  readonly size: (index: number) => Random;
  readonly accounts: Series;
  readonly contacts: Series;
  readonly leads: Series;
  readonly opportunities: Series;
  readonly tasks: Series;
  /** The rows of any other table. */
  readonly others: (table: string) => Series;
}

const seriesOf = (seed: number, table: string): Series => {
  const id = guidSeries(seed, table);
  return { table, reference: (index) => ({ table, id: id(index) }), random: randomSeries(seed, table) };
};

export const createWorld = (seed: number, now: number): World => ({
  now,
  company: randomSeries(seed, "company"),
  deals: randomSeries(seed, "deals"),
  people: randomSeries(seed, "people"),
  size: randomSeries(seed, "size"),
  accounts: seriesOf(seed, "account"),
  contacts: seriesOf(seed, "contact"),
  leads: seriesOf(seed, "lead"),
  opportunities: seriesOf(seed, "opportunity"),
  tasks: seriesOf(seed, "task"),
  others: (table) => seriesOf(seed, table),
});

/** When a row was written and by whom: created within the last three years, changed at some time since. */
export const history = (random: Random, now: number): SeedRecord["values"] => {
  const age = random.between(0, 3 * 365 * day);
  return {
    createdon: timestamp(now - age),
    createdby: userReference(random.pick(sellers).id),
    modifiedon: timestamp(now - random.between(0, age)),
    modifiedby: userReference(random.pick(sellers).id),
  };
};

/** `ownerid` and the columns Dataverse derives from it. */
export const ownership = (owner: RowOwner): SeedRecord["values"] => {
  const reference: Reference = { table: owner.table, id: owner.id };
  const isTeam = owner.table === "team";
  return {
    ownerid: reference,
    owningteam: isTeam ? reference : null,
    owninguser: isTeam ? null : reference,
    owningbusinessunit: businessUnitReference(owner.businessUnitId),
  };
};
