import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { useTestBench } from "../../support/dataverse.ts";
import { randomRun } from "./randomRun.ts";

const RUNS = 50;
const A_LONG_TIME = { tokenLifetimeSeconds: 1e9, records: 0, protection: { enabled: false } };
const FILTER = "new_amount ge 40";

describe.each([
  { name: "with change tracking", changeTracking: true },
  { name: "without change tracking", changeTracking: false },
])("A replica made from the feed alone, $name", ({ changeTracking }) => {
  const bench = useTestBench(A_LONG_TIME);

  it("equals the table, whatever is written meanwhile, whichever pages fail and runs die", async () => {
    const totals = { writes: 0, killed: 0, failed: 0 };
    const property = fc.asyncProperty(
      fc.noShrink(fc.integer()),
      fc.boolean(),
      fc.constantFrom(undefined, undefined, FILTER),
      async (seed, diesAfterUse, filter) => {
        const plan = { seed, changeTracking, diesAfterUse, ...(filter !== undefined && { filter }) };
        const { table, replica, ...counts } = await randomRun(bench(), plan);
        for (const key of ["writes", "killed", "failed"] as const) totals[key] += counts[key];
        const rows = await table.rows(filter);
        const there = new Set((await table.rows()).map(({ id }) => id));
        // Without change tracking nothing tells of deletions; a record that leaves the filter is not told either.
        const copies = replica.rows().filter(({ id, amount }) => {
          const isTold = changeTracking || there.has(id);
          return isTold && (filter === undefined || rows.some((row) => row.id === id) || amount < 40);
        });
        expect(copies).toEqual(rows);
        if (!diesAfterUse && filter === undefined) expect(replica.contradictions).toEqual([]);
        expect(counts.longestState).toBeLessThan(20_000);
      },
    );
    await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
    expect(totals.writes).toBeGreaterThan(5_000);
    expect(totals.killed).toBeGreaterThan(50);
    expect(totals.failed).toBeGreaterThan(20);
  }, 120_000);
});
