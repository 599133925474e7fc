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
  /** Tells all of request and answer in the log, except the secrets. */
  readonly trace?: boolean | undefined;
}
