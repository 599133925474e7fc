import { describe, expect, it } from "vitest";
import type { LogFields } from "../../../../../src/client/log.ts";
import { createLedger } from "../../../../../src/client/services/bulk/report/ledger.ts";
import { numeral, reportProgress } from "../../../../../src/client/services/bulk/report/progress.ts";
import { manualClock } from "../../../http/clocks.ts";

const setup = (total: number) => {
  const clock = manualClock(100_000);
  const ledger = createLedger(total);
  const lines: [string, LogFields | undefined][] = [];
  const throttling = { until: 0, ms: 0 };
  const ignore = (): void => undefined;
  const end = new AbortController();
  const report = reportProgress(
    {
      log: { debug: ignore, warn: ignore, info: (text, fields) => lines.push([text, fields]) },
      clock,
      ledger,
      total,
      pausedUntil: () => throttling.until,
      throttledMs: () => throttling.ms,
    },
    end.signal,
  );
  return { clock, ledger, lines, throttling, end, report };
};

describe("the progress of a run", () => {
  it("is a line every five seconds, until the run ends", async () => {
    const { clock, ledger, lines, end, report } = setup(20_000);
    await clock.advance(4_999);
    expect(lines).toEqual([]);
    for (let index = 0; index < 12_345; index += 1) {
      ledger.settle({ index, status: "succeeded" });
    }
    await clock.advance(1);
    expect(lines).toEqual([
      [
        "12,345 of 20,000 records done, 2,469 a second.",
        { done: 12_345, total: 20_000, failed: 0, recordsPerSecond: 2_469, throttledMs: 0 },
      ],
    ]);
    await clock.advance(5_000);
    expect(lines.length).toBe(2);
    end.abort();
    await report;
    await clock.advance(60_000);
    expect([lines.length, clock.sleeping()]).toEqual([2, 0]);
  });

  it("tells of failures and of waiting, and counts no record as done that is in doubt", async () => {
    const { clock, ledger, lines, throttling } = setup(10);
    ledger.settle({ index: 0, status: "failed" });
    ledger.settle({ index: 1, status: "unchanged" });
    ledger.doubt(2, { id: undefined });
    Object.assign(throttling, { until: 117_000, ms: 3_200.4 });
    await clock.advance(5_000);
    expect(lines.map(([text]) => text)).toEqual([
      "2 of 10 records done, 1 failed, 0 a second, throttled for 4 seconds, waiting 12 seconds more, as Dataverse asks.",
    ]);
    expect(lines[0]?.[1]).toMatchObject({ done: 2, failed: 1, throttledMs: 3_200 });
  });

  it("is silent about a run that ends within five seconds", async () => {
    const { clock, lines, end, report } = setup(1);
    end.abort();
    await report;
    await clock.advance(10_000);
    expect(lines).toEqual([]);
  });
});

describe("a number in a sentence", () => {
  it("has commas", () => {
    expect([0, 999, 1_000, 1_234_567].map(numeral)).toEqual(["0", "999", "1,000", "1,234,567"]);
  });
});
