import { describe, expect, it } from "vitest";
import type { FaultRule } from "../../../../../emulator/control/faults.ts";
import type { BulkReport } from "../../../../../src/client/services/bulk/bulkCall.ts";
import { type AssortedRecord, assortedRecords } from "./assortedRecords.ts";
import { type BulkBench, useBulkBench } from "./bulkBench.ts";

const bench = useBulkBench({ only: ["account"] });

const throttling = { "Retry-After": "2" };

/** What a real network and a busy service do, often: each hits some of the requests, others for each seed. */
const faults: readonly Omit<FaultRule, "seed">[] = [
  { probability: 0.03, fault: { kind: "status", status: 429, headers: throttling } },
  { probability: 0.03, fault: { kind: "resetBefore" } },
  { probability: 0.03, fault: { kind: "resetAfter" } },
  { probability: 0.03, fault: { kind: "emptyBody", status: 503 } },
  { probability: 0.03, fault: { kind: "truncate" } },
  { probability: 0.01, fault: { kind: "html" } },
];

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

const nameOf = (seed: number, index: number): string => `S${seed}-${index}`;

/** Where the report says something else than the table or the record itself; empty when all three agree. */
const disagreements = (
  seed: number,
  {
    records,
    report,
    names,
  }: { records: readonly AssortedRecord[]; report: BulkReport; names: ReadonlyMap<string, number> },
): readonly string[] =>
  records.flatMap(({ isGood }, index) => {
    const result = report.results[index];
    const written = names.get(nameOf(seed, index)) ?? 0;
    const wanted = isGood ? { status: "succeeded", written: 1 } : { status: "failed", written: 0 };
    const isRight = result?.index === index && result.status === wanted.status && written === wanted.written;
    return isRight ? [] : [`${index}: ${JSON.stringify(result)}, ${written} times in the table`];
  });

const runSeed = async (seed: number, count: number) => {
  const { emulator, run } = bench();
  emulator.control.resetData();
  await run("create", [{ name: "The first", accountnumber: "taken" }]);
  const records = assortedRecords(seed, { count, badShare: 0.01 });
  for (const [index, rule] of faults.entries()) {
    emulator.control.faults.add({ ...rule, seed: seed * 100 + index });
  }
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
