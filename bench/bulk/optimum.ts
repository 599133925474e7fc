import type { CostOptions } from "../../emulator/cost/costModel.ts";
import type { ProtectionOptions } from "../../emulator/protection/protectionOptions.ts";

/** What is to be carried out, in milliseconds of the service's execution time. */
export interface Work {
  /** All of it. */
  readonly all: number;
  /** The largest request there may be. */
  readonly request: number;
}

/** A request holds no more (Microsoft, "Use bulk operation messages" and "Execute batch operations using the Web API"). */
const MOST_RECORDS = 1000;

/** Two requests that look up the table, before anything is written. */
const LOOKUPS = 2;

/** Records that go in bulk messages, each of which is one operation. */
export const inBulkMessages = (cost: CostOptions, records: number): Work => ({
  all: Math.ceil(records / MOST_RECORDS) * cost.perRequestMs + records * cost.perBulkRecordMs,
  request: cost.perRequestMs + MOST_RECORDS * cost.perBulkRecordMs,
});

/** Records that go one by one in batches: each is an operation, and the batch around them costs nothing. */
export const inBatches = (cost: CostOptions, records: number): Work => {
  const perRecord = cost.perRequestMs + cost.perRecordMs;
  return { all: records * perRecord, request: MOST_RECORDS * perRecord };
};

/**
 * The shortest time, in milliseconds of the service, in which a client can do the work that never has more than P requests
 * under way: the true parallelism, or less if no more are admitted. It is a lower bound, not a plan: it knows no lanes that
 * stand idle at the end, and no first requests that are small because nothing is known yet.
 *
 * E is all of the work and e the largest request (fewer records pay more for the way). A lane is busy with one for
 * e + roundTrip, so that P lanes carry out rate = P * e / (e + roundTrip) a millisecond, and a run takes E / rate at least.
 *
 * The limit (emulator/protection/userLimits.ts): a request is admitted as long as what *ended* in the window before it is
 * below L, and is charged when it ends. What is under way then ends as well, so that in any window less than L + P * e ends:
 * by the last admission in the window it was less than L, and no more than P requests were under way. In a beginning that
 * is shorter than a window, no more than rate * beginning ends, as lanes are empty at first. So a run of k windows and a
 * beginning has E <= k * (L + P * e) + rate * beginning. With the least k for which the beginning is shorter than a window,
 * k = floor(E / (L + P * e)), it takes k * window + (E - k * (L + P * e)) / rate at least; when lanes are too few to
 * reach the limit, E / rate is more. The other limit, 6000 requests in a window, is left out, which keeps it a lower bound.
 *
 * More requests at once are not faster: 9 take 1.15 times as long each, and 9 / 1.15 < 8. Only in the moment before the
 * limit is noticed they would gain something, by leaving more behind to be carried out in the pause.
 */
export const shortestTime = (
  { all, request }: Work,
  { roundTripMs, perRequestMs, parallelism }: CostOptions,
  { executionMs, windowMs, concurrency }: ProtectionOptions,
): number => {
  const lanes = Math.min(parallelism, concurrency);
  const rate = (lanes * request) / (request + roundTripMs);
  const perWindow = executionMs + lanes * request;
  const windows = Math.floor(all / perWindow);
  const paused = windows * windowMs + (all - windows * perWindow) / rate;
  return LOOKUPS * (roundTripMs + perRequestMs) + Math.max(all / rate, paused);
};

/** The formula, for the help text. */
export const formula = `  best = 2 * (roundTrip + perRequest) + k * window + (E - k * (L + P * e)) / rate, but at least E / rate, where
    e = execution time of the largest request: 1000 records; E = that of all records in such requests
    P = true parallelism; rate = P * e / (e + roundTrip): what P lanes carry out in a millisecond
    L = execution time that a window admits: 1,200,000 ms in 300 s; what is under way when it is reached still ends,
        so that a window takes up to L + P * e; k = floor(E / (L + P * e)): windows that are used up`;
