import type { Workload } from "./workload.ts";

/** How long things take in the service, in milliseconds. */
export interface CostOptions {
  /** 0, the default, waits for nothing; 1 takes as long as the service, 0.01 is a hundred times faster. */
  readonly scale: number;
  /** From the client to the service and back. */
  readonly roundTripMs: number;
  /** For every operation: a request, or one within a batch. */
  readonly perRequestMs: number;
  readonly perRecordMs: number;
  readonly perBulkRecordMs: number;
  readonly perReadRecordMs: number;
  /** The number of requests at once up to which none slows down another. */
  readonly parallelism: number;
  /** What `x-ms-dop-hint` tells, when that is not the truth: 0, the default, tells the parallelism itself. */
  readonly hint: number;
  /** How much longer everything takes for every request at once beyond that: 0.15 is 15 percent. */
  readonly contention: number;
  /** How far the time of a request is off at most, in both directions: 0.3 is between 70 and 130 percent; 0 by default. */
  readonly variation: number;
}

/**
 * Fits Microsoft's published sample (Microsoft, Use bulk operation messages): 100 single creates take 10 s, one batch
 * of 100 takes 4 s, one CreateMultiple of 100 takes 1 s. Beyond the recommended parallelism more requests at once
 * bring no more throughput, and soon less.
 */
export const documentedCost: CostOptions = {
  scale: 0,
  roundTripMs: 60,
  perRequestMs: 10,
  perRecordMs: 30,
  perBulkRecordMs: 9.3,
  perReadRecordMs: 0.2,
  parallelism: 8,
  hint: 0,
  contention: 0.15,
  variation: 0,
};

/** The time the service itself needs for a workload while `active` requests are under way. */
export const executionTime = (options: CostOptions, workload: Workload, active: number): number => {
  const crowd = Math.max(0, active - options.parallelism);
  const alone =
    workload.operations * options.perRequestMs +
    workload.written * options.perRecordMs +
    workload.bulkWritten * options.perBulkRecordMs +
    workload.read * options.perReadRecordMs;
  return alone * (1 + crowd * options.contention);
};

/** The parallelism that the service recommends: `x-ms-dop-hint` (Microsoft, Send parallel requests). */
export const recommendedParallelism = ({ hint, parallelism }: CostOptions): number =>
  hint === 0 ? parallelism : hint;

/** Changes some of the options. Throws a sentence that names an option that is unknown or cannot have its value. */
export const changeCost = (options: CostOptions, changes: Readonly<Record<string, unknown>>): CostOptions => {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(options, name)) {
      throw new Error(`'${name}' is no part of the cost. Known: ${Object.keys(documentedCost).join(", ")}.`);
    }
    if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
      throw new Error(`'${name}' must be a number that is not negative.`);
    }
  }
  return { ...options, ...changes };
};
