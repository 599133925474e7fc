import type { DataverseError } from "../errors/dataverseError.ts";
import { changeOptions, documentedLimits, type ProtectionOptions } from "./protectionOptions.ts";
import { createUserLimits, type UserLimits } from "./userLimits.ts";

/** What the service tells about the limits with every answer. */
export type LimitHeaders = Readonly<Record<string, string>>;

export interface Admission {
  /** Set when the request must be refused; nothing has to be called then. */
  readonly refusal: DataverseError | undefined;
  /** To be called when the request has been answered, with the time it took the service. */
  readonly leave: (executionMs: number) => void;
  readonly headers: () => LimitHeaders;
}

/** Service protection: who asks too much is told to wait (Microsoft, Service protection API limits). */
export interface ServiceProtection {
  readonly admit: (user: string) => Admission;
  readonly options: () => ProtectionOptions;
  /** Changes some limits and forgets what everybody has used up. */
  readonly set: (changes: Partial<ProtectionOptions>) => void;
}

const open: Admission = { refusal: undefined, leave: () => undefined, headers: () => ({}) };

/** As servers print it: seconds with two decimals, "1,200.00". */
const printSeconds = (milliseconds: number): string =>
  (milliseconds / 1000).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Milliseconds of the limits, counted from the first look at the clock; a clock that is set back stands still. */
const createLimitTime = (clock: () => number, timeScale: number): (() => number) => {
  let last = clock();
  let time = 0;
  return () => {
    const now = clock();
    time += Math.max(0, now - last) * timeScale;
    last = now;
    return time;
  };
};

export const createServiceProtection = (
  clock: () => number,
  changes: Partial<ProtectionOptions> = {},
): ServiceProtection => {
  let options = changeOptions(documentedLimits, changes);
  let time = createLimitTime(clock, options.timeScale);
  let users = new Map<string, UserLimits>();
  const limitsOf = (user: string): UserLimits => {
    const limits = users.get(user) ?? createUserLimits(options);
    users.set(user, limits);
    return limits;
  };
  const headersOf = (limits: UserLimits): LimitHeaders => {
    const left = limits.remaining(time());
    return {
      "x-ms-ratelimit-burst-remaining-xrm-requests": String(left.requests),
      "x-ms-ratelimit-time-remaining-xrm-requests": printSeconds(left.executionMs),
    };
  };
  return {
    admit: (user) => {
      if (!options.enabled) {
        return open;
      }
      const [limits, now, { timeScale }] = [limitsOf(user), time, options];
      const refusal = limits.enter(now());
      const seconds = Math.max(1, Math.ceil((refusal?.waitMs ?? 0) / timeScale / 1000));
      const retryAfter = refusal === undefined ? {} : { "Retry-After": String(seconds) };
      return {
        refusal: refusal?.error,
        leave: (executionMs) => limits.leave(now(), executionMs),
        headers: () => ({ ...headersOf(limits), ...retryAfter }),
      };
    },
    options: () => options,
    set: (more) => {
      options = changeOptions(options, { ...more });
      time = createLimitTime(clock, options.timeScale);
      users = new Map();
    },
  };
};
