import { readFileSync } from "node:fs";

export type Tally = { passed: number; failed: number };

/** The part of vitest's JSON report we read. */
type VitestReport = { numPassedTests?: number; numFailedTests?: number };

/**
 * Counts the tests of a vitest run from its JSON report. A run can fail without a failed test (a file that does not
 * load, an error outside of any test) or without a report: that counts as one failure.
 */
export const tallyOfTests = (reportFile: string, exitCode: number): Tally => {
  const { numPassedTests = 0, numFailedTests = 0 } = readReport(reportFile);
  const atLeast = exitCode === 0 ? 0 : 1;
  return { passed: numPassedTests, failed: Math.max(numFailedTests, atLeast) };
};

const readReport = (reportFile: string): VitestReport => {
  try {
    return JSON.parse(readFileSync(reportFile, "utf8")) as VitestReport;
  } catch {
    return {};
  }
};

export const tallyOfStep = (exitCode: number): Tally =>
  exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

export const sum = (one: Tally, other: Tally): Tally => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
});
