import { describe, expect, it } from "vitest";
import type { BulkReport } from "../../../../../src/client/services/bulk/bulkCall.ts";
import { type AssortedRecord, assortedRecords } from "./assortedRecords.ts";
import { breakNetwork } from "./badNetwork.ts";
import { type BulkBench, useBulkBench } from "./bulkBench.ts";

const bench = useBulkBench({ only: ["account"] });

/** The names of the accounts that a seed created, with how often each is there. */
const namesOf = ({ emulator }: BulkBench, seed: number): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { name } of emulator.control.data.export().tables["account"] ?? []) {
    const text = String(name);
    if (text.startsWith(`S${seed}-`)) {
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  return counts;
};

interface Outcome {
  readonly records: readonly AssortedRecord[];
  readonly report: BulkReport;
  readonly names: ReadonlyMap<string, number>;
}

/** Where the report says something else than the table or the record itself; empty when all three agree. */
const disagreements = (seed: number, { records, report, names }: Outcome): readonly string[] =>
  records.flatMap(({ isGood }, index) => {
    const result = report.results[index];
    const written = names.get(`S${seed}-${index}`) ?? 0;
    const wanted = isGood ? { status: "succeeded", written: 1 } : { status: "failed", written: 0 };
    const isRight = result?.index === index && result.status === wanted.status && written === wanted.written;
    return isRight ? [] : [`${index}: ${JSON.stringify(result)}, ${written} times in the table`];
  });

const runSeed = async (seed: number, count: number): Promise<Outcome> => {
  const { emulator, run } = bench();
  emulator.control.resetData();
  await run("create", [{ name: "The first", accountnumber: "taken" }]);
  const records = assortedRecords(seed, { count, badShare: 0.01 });
  breakNetwork(emulator.control.faults, seed);
  const report = await run(
    "create",
    records.map(({ record }) => record),
  );
  emulator.control.faults.clear();
  return { records, report, names: namesOf(bench(), seed) };
};

describe("10,000 new records, 1 % of them bad, over a bad network", () => {
  it.each(Array.from({ length: 50 }, (_, index) => [index + 1]))(
    "seed %i: every good record is there once, no bad one, and the report says so",
    { timeout: 60_000 },
    async (seed) => {
      const outcome = await runSeed(seed, 10_000);
      expect(disagreements(seed, outcome)).toEqual([]);
      const { summary, remaining, stopped } = outcome.report;
      const good = outcome.records.filter(({ isGood }) => isGood).length;
      expect(summary).toMatchObject({ total: 10_000, succeeded: good, failed: 10_000 - good });
      expect([remaining, stopped]).toEqual([[], undefined]);
    },
  );
});
