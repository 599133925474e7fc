import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BulkRecordError, BulkStatus } from "../../../../../src/client/services/bulk/bulkCall.ts";
import {
  countsOf,
  createLedger,
  type Settlement,
} from "../../../../../src/client/services/bulk/report/ledger.ts";

const refused: BulkRecordError = { kind: "badRequest", code: null, message: "Bad.", retryable: false };

describe("a ledger", () => {
  it("begins with every record not attempted", () => {
    const ledger = createLedger(2);
    expect(ledger.results()).toEqual([
      { index: 0, status: "notAttempted" },
      { index: 1, status: "notAttempted" },
    ]);
    expect(countsOf(ledger, 2)).toEqual({
      total: 2,
      succeeded: 0,
      unchanged: 0,
      valid: 0,
      failed: 0,
      unknown: 0,
      notAttempted: 2,
    });
    expect(createLedger(0).results()).toEqual([]);
  });

  it("tells what became of each record, in their order", () => {
    const ledger = createLedger(5);
    ledger.settle({ index: 3, status: "succeeded", id: "d", created: false });
    ledger.settle({ index: 0, status: "succeeded", id: "a", created: true });
    ledger.settle({ index: 2, status: "failed", error: refused });
    ledger.doubt(4, { id: "e" });
    ledger.settle({ index: 1, status: "unchanged", id: "b" });
    expect(ledger.results()).toEqual([
      { index: 0, status: "succeeded", id: "a", created: true },
      { index: 1, status: "unchanged", id: "b" },
      { index: 2, status: "failed", error: refused },
      { index: 3, status: "succeeded", id: "d", created: false },
      { index: 4, status: "unknown", id: "e" },
    ]);
  });

  it("forgets a doubt once the record is settled, and the id that was only hoped for", () => {
    const ledger = createLedger(2);
    ledger.doubt(0, { id: "a" });
    ledger.doubt(0, { id: "a" });
    ledger.doubt(1, { id: "b" });
    expect([ledger.count("unknown"), ledger.count("notAttempted")]).toEqual([2, 0]);
    ledger.settle({ index: 0, status: "succeeded", id: "a", created: true });
    ledger.settle({ index: 1, status: "failed", error: refused });
    expect(ledger.results()).toEqual([
      { index: 0, status: "succeeded", id: "a", created: true },
      { index: 1, status: "failed", error: refused },
    ]);
    expect(ledger.count("unknown")).toBe(0);
  });

  it("keeps why a record stays in doubt, and forgets all of it when nothing was written after all", () => {
    const ledger = createLedger(2);
    ledger.doubt(0, { id: "a", error: refused });
    ledger.doubt(1, { id: "b", error: refused });
    ledger.clear(1);
    expect(ledger.results()).toEqual([
      { index: 0, status: "unknown", id: "a", error: refused },
      { index: 1, status: "notAttempted" },
    ]);
    ledger.settle({ index: 0, status: "succeeded", id: "a" });
    expect(ledger.results()[0]).toEqual({ index: 0, status: "succeeded", id: "a" });
    expect([ledger.count("unknown"), ledger.count("notAttempted")]).toEqual([0, 1]);
  });

  it("counts every record exactly once, in whatever order they are doubted and settled", () => {
    const total = 12;
    const settlement = fc.record({
      index: fc.nat(total - 1),
      status: fc.constantFrom<Settlement["status"]>("succeeded", "unchanged", "valid", "failed"),
    });
    const events = fc.array(
      fc.oneof(
        settlement,
        fc.nat(total - 1).map((index) => ({ index, status: "unknown" as const })),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(events, (list) => {
        const ledger = createLedger(total);
        const expected = new Map<number, BulkStatus>();
        for (const { index, status } of list) {
          if (status === "unknown") {
            ledger.doubt(index, { id: undefined });
          } else {
            ledger.settle({ index, status });
          }
          expected.set(index, status);
          const { total: all, ...counts } = countsOf(ledger, total);
          expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(all);
        }
        const results = ledger.results();
        for (const { index, status } of results) {
          expect(status).toBe(expected.get(index) ?? "notAttempted");
          expect(ledger.statusOf(index)).toBe(status);
          expect(ledger.count(status)).toBe(results.filter((other) => other.status === status).length);
        }
      }),
    );
  });
});
