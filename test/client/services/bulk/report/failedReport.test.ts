import { describe, expect, it } from "vitest";
import type {
  BulkRecordError,
  BulkReport,
  BulkSummary,
} from "../../../../../src/client/services/bulk/bulkCall.ts";
import { failedReport } from "../../../../../src/client/services/bulk/report/failedReport.ts";

const report = (counts: Partial<BulkSummary>, more: Partial<BulkReport> = {}): BulkReport => ({
  summary: {
    total: 10_000,
    succeeded: 0,
    unchanged: 0,
    valid: 0,
    failed: 0,
    unknown: 0,
    notAttempted: 0,
    requests: 1,
    throttledMs: 0,
    elapsedMs: 1,
    ...counts,
  },
  results: [],
  remaining: [],
  ...more,
});

const failures = (count: number, error: Partial<BulkRecordError> = {}): BulkReport["results"] =>
  Array.from({ length: count }, (_, index) => ({
    index,
    status: "failed",
    error: { kind: "badRequest", code: "0x80044331", message: `Wrong ${index}.`, retryable: false, ...error },
  }));

describe("a report as an error", () => {
  it("is none when all records were written, were as they should be, or are valid", () => {
    expect(failedReport(report({ succeeded: 5_000, unchanged: 4_000, valid: 1_000 }))).toBeUndefined();
  });

  it("says how many were lost and why, with the first five errors", () => {
    const error = failedReport(report({ succeeded: 9_992, failed: 8 }, { results: failures(8) }));
    expect(error?.message).toBe(
      "8 of 10,000 records were not written: 8 failed. 9,992 were written and stay so. (1) Wrong 0. (2) Wrong 1. (3) Wrong 2. (4) Wrong 3. (5) Wrong 4. … and 3 more.",
    );
    expect(error).toMatchObject({ kind: "badRequest", code: "0x80044331", mayHaveWritten: false });
  });

  it("says nothing of written records where there are none", () => {
    const error = failedReport(report({ failed: 1, valid: 9_999 }, { results: failures(1, { code: null }) }));
    expect(error?.message).toBe("1 of 10,000 records were not written: 1 failed. (1) Wrong 0.");
    expect(error?.code).toBeUndefined();
  });

  it("tells why the run ended, and that records may have been written", () => {
    const stopped = { kind: "timeBudget", message: "The time was up." } as const;
    const error = failedReport(report({ succeeded: 1, unknown: 2, notAttempted: 9_997 }, { stopped }));
    expect(error?.message).toBe(
      "9,999 of 10,000 records were not written: 2 with an unknown outcome, 9,997 not attempted. 1 was written and stays so. The time was up.",
    );
    expect(error).toMatchObject({ kind: "timeout", mayHaveWritten: true });
    const refused = { kind: "forbidden", message: "Not allowed." } as const;
    expect(failedReport(report({ succeeded: 1, notAttempted: 9_999 }, { stopped: refused }))?.kind).toBe(
      "forbidden",
    );
  });
});
