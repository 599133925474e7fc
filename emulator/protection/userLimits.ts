import { DataverseError } from "../errors/dataverseError.ts";
import type { ProtectionOptions } from "./protectionOptions.ts";
import { createSlidingSum } from "./slidingSum.ts";

/** Why a request was not let in, and after how many milliseconds of the limits' time the user may come back. */
export interface Refusal {
  readonly error: DataverseError;
  readonly waitMs: number;
}

/** What one user has used up, in the time of the limits. */
export interface UserLimits {
  /** Lets a request in, or refuses it. Whoever is let in has to call `leave`. */
  readonly enter: (now: number) => Refusal | undefined;
  readonly leave: (now: number, executionMs: number) => void;
  readonly remaining: (now: number) => { readonly requests: number; readonly executionMs: number };
}

const tooMany = ({ requests, windowMs }: ProtectionOptions) =>
  new DataverseError(
    429,
    "0x80072322",
    `Number of requests exceeded the limit of ${requests} over time window of ${windowMs / 1000} seconds.`,
  );

const tooLong = ({ executionMs, windowMs }: ProtectionOptions) =>
  new DataverseError(
    429,
    "0x80072321",
    `Combined execution time of incoming requests exceeded limit of ${executionMs.toLocaleString("en-US")}  milliseconds over time window of ${windowMs / 1000} seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.`,
  );

const tooManyAtOnce = ({ concurrency }: ProtectionOptions) =>
  new DataverseError(
    429,
    "0x80072326",
    `Number of concurrent requests exceeded the limit of ${concurrency}.`,
  );

/** How much longer a user waits for every request that is sent in spite of `Retry-After`. */
const penaltyMs = 1000;

/** Requests that were under way when the limit was reached are not held against the user. */
const graceMs = 1000;

interface Block {
  readonly error: DataverseError;
  readonly since: number;
  until: number;
}

export const createUserLimits = (options: ProtectionOptions): UserLimits => {
  const requests = createSlidingSum(options.windowMs);
  const execution = createSlidingSum(options.windowMs);
  let active = 0;
  let block: Block | undefined;
  /** A wait that leads out of all limits, not only of the first that is reached. */
  const reached = (now: number): Block | undefined => {
    const isOverRequests = requests.total(now) >= options.requests;
    if (!isOverRequests && execution.total(now) < options.executionMs) {
      return undefined;
    }
    return {
      error: isOverRequests ? tooMany(options) : tooLong(options),
      since: now,
      until: Math.max(
        requests.belowFrom(now, options.requests),
        execution.belowFrom(now, options.executionMs),
      ),
    };
  };
  /** The wait that is imposed, longer for every request that ignores it, but never longer than a whole window. */
  const blocked = (now: number): Block | undefined => {
    if (block === undefined || now >= block.until) {
      block = reached(now);
    } else if (now > block.since + graceMs) {
      block.until = Math.min(block.until + penaltyMs, now + options.windowMs);
    }
    return block;
  };
  return {
    enter: (now) => {
      const imposed = blocked(now);
      if (imposed !== undefined) {
        return { error: imposed.error, waitMs: imposed.until - now };
      }
      if (active >= options.concurrency) {
        return { error: tooManyAtOnce(options), waitMs: 0 };
      }
      active += 1;
      requests.add(now, 1);
      return undefined;
    },
    leave: (now, executionMs) => {
      active -= 1;
      execution.add(now, executionMs);
    },
    remaining: (now) => ({
      requests: Math.max(0, options.requests - requests.total(now)),
      executionMs: Math.max(0, options.executionMs - execution.total(now)),
    }),
  };
};
