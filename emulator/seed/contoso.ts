import { accountRecord, type Company, companyAt } from "./accountRecords.ts";
import { contactRecord } from "./contactRecords.ts";
import { leadsOf } from "./leadRecords.ts";
import { marketRecords } from "./marketRecords.ts";
import { dealsOf, opportunityRecord, pipelineOf } from "./opportunityRecords.ts";
import { organizationRecords } from "./organizationRecords.ts";
import { platformRecords } from "./platformRecords.ts";
import type { SeedRecord } from "./seedRecord.ts";
import { serviceRecordsOf } from "./serviceRecords.ts";
import { tasksOf } from "./taskRecords.ts";
import { createWorld, type World } from "./world.ts";

export interface ContosoOptions {
  /** How many accounts; contacts, opportunities, tasks and leads come in proportion. */
  readonly accounts: number;
  /** The same seed gives the same data, and fewer accounts give the beginning of it. */
  readonly seed: number;
  /** The present, in milliseconds since 1970: every time in the data is relative to it. */
  readonly now: number;
  /** Only these tables, beside what the organization itself has; all when absent. */
  readonly only?: readonly string[] | undefined;
}

type Wants = (table: string) => boolean;

/** An account and the rows around it. */
function* family(world: World, company: Company, wants: Wants): Generator<SeedRecord> {
  const size = world.size(company.index);
  const deals = dealsOf(world, company, size.pick([0, 0, 0, 0, 0, 0, 1, 1, 1, 2]));
  if (wants("account")) {
    yield accountRecord(world, company, pipelineOf(deals));
  }
  const contacts = size.pick([1, 1, 1, 1, 1, 1, 1, 2, 2, 3]);
  for (let ordinal = 0; wants("contact") && ordinal < contacts; ordinal += 1) {
    yield contactRecord(world, company, ordinal);
  }
  if (wants("opportunity")) {
    yield* deals.map((deal) => opportunityRecord(world, company, deal));
  }
  if (wants("task")) {
    yield* tasksOf(world, company, size.pick([0, 0, 0, 0, 0, 0, 1, 1, 2]));
  }
  if (wants("lead")) {
    yield* leadsOf(world, company);
  }
  yield* serviceRecordsOf(world, company).filter(({ table }) => wants(table));
}

/**
 * The rows of a Contoso-like organization, made one at a time: currencies, business units, users and teams first, then
 * each account followed by its contacts, opportunities, tasks and leads. Rows point forwards as well as backwards (an
 * account to its primary contact), so references hold only when all rows are in.
 */
export function* contosoRecords({ accounts, seed, now, only }: ContosoOptions): Generator<SeedRecord> {
  const wants: Wants = (table) => only === undefined || only.includes(table);
  yield* organizationRecords(now);
  yield* platformRecords(now);
  yield* marketRecords(now).filter(({ table }) => wants(table));
  const world = createWorld(seed, now);
  for (let index = 0; index < accounts; index += 1) {
    yield* family(world, companyAt(world, index), wants);
  }
}
