import type { CostOptions } from "../../emulator/cost/costModel.ts";
import type { ProtectionOptions } from "../../emulator/protection/protectionOptions.ts";

/** What is to be carried out, in milliseconds of the service's execution time. */
export interface Work {
  /** All of it. */
  readonly all: number;
  /** The largest request there may be. */
  readonly request: number;
}

/** Microsoft, "Use bulk operation messages" and "Execute batch operations using the Web API": the most that a request holds. */
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
 * under way, P being the true parallelism. It is a lower bound, not a plan: it knows no idle lanes at the end, and no first
 * requests that are too small.
 *
 * E is all of the work and e the largest request (fewer records pay more for the way). A lane is busy for e + roundTrip with
 * each, so that P lanes carry out `rate` = P * e / (e + roundTrip) a millisecond, and a run takes E / rate at least.
 *
 * The limit (emulator/protection/userLimits.ts): a request is let in as long as what *ended* in the window before it is below
 * L, and is charged when it ends. What is under way then ends as well, so that any window holds less than L + P * e: count
 * from the last admission in it; what had ended by then is below L, and no more than P requests were under way. In the
 * first part of a window's length, which begins with empty lanes, no more than rate * time can end. So a run of k windows
 * and a part of one has E <= k * (L + P * e) + rate * part, which makes k * window + (E - k * (L + P * e)) / rate the
 * shortest for the k whole windows that it needs. The other limit, 6000 requests, is far from being reached by such requests.
 *
 * More than P requests at once do not help for long: 9 take 1.15 times as long, and 9 / 1.15 < 8. Right before the limit
 * is noticed they would, by leaving more behind to be carried out in the pause; whoever does that slows down everybody
 * else, and is not what this is compared with.
 */
export const shortestTime = (
  { all, request }: Work,
  { roundTripMs, perRequestMs, parallelism }: CostOptions,
  { executionMs, windowMs }: ProtectionOptions,
): number => {
  const rate = (parallelism * request) / (request + roundTripMs);
  const perWindow = executionMs + parallelism * request;
  const windows = Math.floor(all / perWindow);
  const paused = windows * windowMs + (all - windows * perWindow) / rate;
  return LOOKUPS * (roundTripMs + perRequestMs) + Math.max(all / rate, paused);
};

export const formula = `T* = 2 * (roundTrip + perRequest) + k * window + (E - k * (L + P * e)) / rate, at least E / rate, where
  E = execution time of all records in the largest requests, e = that of one such request (1000 records),
  P = the true parallelism, rate = P * e / (e + roundTrip), L = the limit of execution time in a window,
  k = floor(E / (L + P * e)): what is under way when the limit is reached still ends, at most P * e`;
