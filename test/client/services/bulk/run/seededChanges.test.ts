import { describe, expect, it } from "vitest";
import { randomSeries } from "../../../../../emulator/seed/random.ts";
import type { BulkStatus } from "../../../../../src/client/services/bulk/bulkCall.ts";
import { accountsOf, numbered } from "./accounts.ts";
import { breakNetwork } from "./badNetwork.ts";
import { useBulkBench } from "./bulkBench.ts";

const bench = useBulkBench({ only: ["account"] });
const { accounts, existing } = accountsOf(bench);

const COUNT = 2_000;
const MISSING = "00000000-0000-0000-0000-00000000dead";

/** Ids of accounts, of which some are repeated and some do not exist. */
const assortedIds = (seed: number, ids: readonly string[]): readonly string[] => {
  const series = randomSeries(seed, "ids");
  return numbered(COUNT, () => ({})).map((_, index) => {
    const random = series(index);
    if (random.chance(0.01)) {
      return MISSING;
    }
    return random.chance(0.1) ? random.pick(ids) : (ids[index] ?? MISSING);
  });
};

const seeds = Array.from({ length: 8 }, (_, index) => [index + 1]);

/** What a step does with the network breaking all the time. */
const overBadNetwork = async <Result>(seed: number, work: () => Promise<Result>): Promise<Result> => {
  const { faults } = bench().emulator.control;
  breakNetwork(faults, seed);
  const result = await work();
  faults.clear();
  return result;
};

describe("2,000 changes over a bad network, some of the same records", () => {
  it.each(seeds)(
    "seed %i: every update is there, the last one of each record",
    { timeout: 60_000 },
    async (seed) => {
      const { run, emulator } = bench();
      emulator.control.resetData();
      const ids = assortedIds(seed, await existing("U", COUNT));
      const report = await overBadNetwork(seed, () =>
        run(
          "update",
          ids.map((accountid, index) => ({ accountid, name: `V${seed}-${index}` })),
        ),
      );
      const last = new Map(ids.map((id, index) => [id, `V${seed}-${index}`]));
      last.delete(MISSING);
      const names = new Map(accounts().map(({ accountid, name }) => [String(accountid), name]));
      expect([...last].filter(([id, name]) => names.get(id) !== name)).toEqual([]);
      const wanted = ids.map((id): BulkStatus => (id === MISSING ? "failed" : "succeeded"));
      expect(report.results.map(({ status }) => status)).toEqual(wanted);
    },
  );

  it.each(seeds)(
    "seed %i: every upsert by an alternate key is there once",
    { timeout: 60_000 },
    async (seed) => {
      const { run, emulator } = bench();
      emulator.control.resetData();
      const series = randomSeries(seed, "numbers");
      const records = numbered(COUNT, (index) => ({
        accountnumber: `N${series(index).below(COUNT)}${index % 97 === 0 ? "/x" : ""}`,
        name: `W${index}`,
        ...(index % 150 === 7 && { numberofemployees: "many" }),
      }));
      const report = await overBadNetwork(seed, () =>
        run("upsert", records, { keyColumns: ["accountnumber"] }),
      );
      const isBad = (index: number): boolean => index % 150 === 7;
      expect(report.results.map(({ status }) => status)).toEqual(
        records.map((_, index): BulkStatus => (isBad(index) ? "failed" : "succeeded")),
      );
      const last = new Map(
        records.flatMap(({ accountnumber, name }, index) => (isBad(index) ? [] : [[accountnumber, name]])),
      );
      const stored = accounts().filter(({ name }) => /^W\d+$/.test(String(name)));
      expect(new Map(stored.map(({ accountnumber, name }) => [accountnumber, name]))).toEqual(last);
      expect(stored).toHaveLength(last.size);
    },
  );

  it.each(seeds)(
    "seed %i: every deletion is done, and what was not there is told",
    { timeout: 60_000 },
    async (seed) => {
      const { run, emulator } = bench();
      emulator.control.resetData();
      const given = await existing("D", COUNT);
      const ids = [...given, MISSING];
      const report = await overBadNetwork(seed, () => run("delete", ids));
      expect(report.summary).toMatchObject({ unknown: 0, notAttempted: 0 });
      expect(report.results.slice(0, COUNT).filter(({ status }) => status !== "succeeded")).toEqual([]);
      expect(accounts().filter(({ name }) => /^D\d+$/.test(String(name)))).toEqual([]);
    },
  );
});
