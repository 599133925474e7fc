/** The platform ends an execution after 15 minutes (Prismatic, "Integration runner environment limits"). */
const EXECUTION_MS = 15 * 60_000;

/** What is under way may end, and the step's result has to be kept. */
const RESERVE_MS = 60_000;

/**
 * When a step must be done, in milliseconds since 1970; undefined when that is not known. An execution that is older than
 * the platform allows evidently may go on for longer.
 */
export const executionEnd = (startedAt: string | undefined, now: number): number | undefined => {
  const start = Date.parse(startedAt ?? "");
  return Number.isNaN(start) || now >= start + EXECUTION_MS ? undefined : start + EXECUTION_MS - RESERVE_MS;
};
