import type { Lane } from "./lane.ts";
import type { OnAnswer } from "./policies/measure.ts";
import type { RetryStrategy } from "./policies/retryStrategies.ts";

/** What can differ from call to call of one client; what is left out is as the client has it. */
export interface CallSettings {
  readonly strategies?: readonly RetryStrategy[] | undefined;
  /** How often one call is sent at most. */
  readonly mostAttempts?: number | undefined;
  readonly waitBudgetMs?: number | undefined;
  readonly requestTimeoutMs?: number | undefined;
  /** Statuses of 300 and above that are answers, not errors. */
  readonly accepted?: readonly number[] | undefined;
  /** A lane of its own instead of the client's. */
  readonly lane?: Lane | undefined;
  /** Hears of every attempt that ended. */
  readonly onAnswer?: OnAnswer | undefined;
  /** Ends waiting, for a slot or before a repetition, but no request that is under way. */
  readonly stopWaiting?: AbortSignal | undefined;
  /** A wait before a repetition that would last longer than this, in the clock's milliseconds, is not begun. */
  readonly endsBy?: number | undefined;
  /** Tells all of request and answer in the log, except the secrets. */
  readonly trace?: boolean | undefined;
}
