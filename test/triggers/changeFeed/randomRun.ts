import { randomUUID } from "node:crypto";
import type { Poller } from "../../../workbench/runner/pollTrigger.ts";
import { createPoller } from "../../../workbench/runner/pollTrigger.ts";
import type { TestBench } from "../../support/dataverse.ts";
import { createFeedTable, type FeedTable, type Write } from "./feedTable.ts";
import { type RandomSeries, randomSeries } from "./randomSeries.ts";
import { createReplica, type Replica } from "./replica.ts";

export interface Plan {
  readonly seed: number;
  readonly changeTracking: boolean;
  /** A page's changes are taken, and then the run dies: they come again. */
  readonly diesAfterUse: boolean;
  readonly filter?: string;
}

export interface Outcome {
  readonly table: FeedTable;
  readonly replica: Replica;
  readonly writes: number;
  readonly killed: number;
  readonly failed: number;
  readonly longestState: number;
}

const ROUNDS = 7;

/** Some writes of a round, most of them on few records, so that one record changes often. */
const someWrites = (random: RandomSeries, ids: string[]): readonly Write[] =>
  Array.from({ length: 1 + random.below(12) }, (_, index): Write => {
    const known = random.pick(ids);
    const record = { id: known ?? "", text: `text ${random.below(1e6)}`, amount: random.below(100) };
    if (known === undefined || random.chance(0.35)) {
      const id = randomUUID();
      ids.push(id);
      return { kind: "create", record: { ...record, id } };
    }
    if (random.chance(0.25)) {
      ids.splice(ids.indexOf(known), 1);
      return { kind: "delete", id: known };
    }
    return { kind: "update", record: { ...record, text: `${record.text} ${index}` } };
  });

class Killed extends Error {}

/** Writes and polls at the same time, with pages that fail, runs that die, and hours that pass. */
export const randomRun = async (bench: TestBench, plan: Plan): Promise<Outcome> => {
  const random = randomSeries(plan.seed);
  const { clock, faults } = bench.emulator.control;
  const table = createFeedTable(bench, plan.changeTracking);
  const replica = createReplica(table);
  const ids: string[] = [];
  const batchSize = random.chance(0.5) ? { batchSize: 1 + random.below(8) } : {};
  const poller = createPoller({
    ...bench,
    component: bench.runner.component,
    trigger: "pollChangesTrigger",
    ...batchSize,
  });
  const fresh = createPoller({ ...bench, component: bench.runner.component, trigger: "pollChangesTrigger" });
  const inputs = {
    entityType: table.entitySet,
    lookBackDate: "2000-01-01",
    filterExpression: plan.filter,
    showDeletedRecords: "true",
    options: { recordsPerPage: String(1 + random.below(12)), maximumRecords: String(1 + random.below(40)) },
  };
  const counts = { writes: 0, killed: 0, failed: 0, longestState: 0 };
  const write = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) {
      const writes = someWrites(random, ids);
      counts.writes += writes.length;
      await table.write(writes);
    }
  };
  const poll = async (deadly: number): Promise<void> => {
    try {
      await poller.poll(inputs, (page) => {
        if (!random.chance(deadly)) return replica.take(page);
        // Before any state was kept, the feed can only begin again, and knows nothing of what was deleted meanwhile.
        if (plan.diesAfterUse && stateSize(poller) > stateSize(fresh)) replica.take(page);
        throw new Killed();
      });
    } catch (error) {
      counts[error instanceof Killed ? "killed" : "failed"] += 1;
      if (!(error instanceof Killed) && faults.active().length > 0) throw error;
    }
    counts.longestState = Math.max(counts.longestState, stateSize(poller));
  };
  await write(random.below(6));
  for (let round = 0; round < ROUNDS; round += 1) {
    clock.advance(random.pick([0, 0, 300, 2_000, 61_000, 400_000]) ?? 0);
    if (random.chance(0.3)) {
      const match = { method: "GET", pathContains: table.entitySet, nth: 1 + random.below(4) };
      faults.add({ match, fault: { kind: "status", status: 500, body: "down" } });
    }
    await Promise.all([write(1 + random.below(6)), poll(0.2)]);
    faults.clear();
  }
  do {
    await poll(0);
  } while (await isBehind(poller, inputs, replica));
  return { table, replica, ...counts };
};

const stateSize = (poller: Poller): number => JSON.stringify(poller.state()).length;

/** Whether a further poll still tells something. */
const isBehind = async (
  poller: Poller,
  inputs: Readonly<Record<string, unknown>>,
  replica: Replica,
): Promise<boolean> => {
  const before = replica.told();
  await poller.poll(inputs, replica.take);
  return replica.told() > before;
};
