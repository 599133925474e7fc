import { type Random, randomSeries } from "../seed/random.ts";

/** What can go wrong between a client and the service. */
export type Fault =
  /** Answers at once; the request has no effect. A body that is no text is sent as JSON. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** A page as a gateway would send it; the request has no effect. */
  | { readonly kind: "html"; readonly status?: number; readonly body?: string }
  /** A status without a body; the request has no effect. */
  | { readonly kind: "emptyBody"; readonly status?: number }
  | { readonly kind: "redirect"; readonly location: string; readonly status?: number }
  /** The connection breaks before the request has an effect. */
  | { readonly kind: "resetBefore" }
  /** The request has its effect, then the connection breaks without an answer. */
  | { readonly kind: "resetAfter" }
  /** The request has its effect; half of the answer's body arrives, then the connection ends. */
  | { readonly kind: "truncate" }
  /** The request has its effect; the answer comes late. */
  | { readonly kind: "delay"; readonly delayMs: number }
  /** The request has its effect; the body arrives in pieces over this time. */
  | { readonly kind: "slowBody"; readonly durationMs: number }
  /** The request has its effect; a multipart answer announces another boundary than the one its parts have. */
  | { readonly kind: "wrongBoundary" }
  /** No answer ever comes. The request has its effect unless `effect` is false. */
  | { readonly kind: "timeOut"; readonly effect?: boolean }
  /** The token of the request stops being valid before it is looked at. */
  | { readonly kind: "expireToken" };

export interface FaultMatch {
  readonly method?: string;
  /** Part of the path and query as sent. */
  readonly pathContains?: string;
  /** Only from the nth matching request on, counted from 1. */
  readonly nth?: number;
}

export interface FaultRule {
  readonly match?: FaultMatch;
  /** How many requests it hits; when absent, 1, or as many as its probability hits. */
  readonly times?: number | "always";
  /** Hits a matching request with this probability, from 0 to 1. */
  readonly probability?: number;
  /** The same number hits the same requests; 1 when absent. */
  readonly seed?: number;
  readonly fault: Fault;
  /** Token requests are left alone unless this says otherwise. */
  readonly endpoint?: "data" | "token";
}

export interface Faults {
  readonly add: (rule: FaultRule) => void;
  readonly clear: () => void;
  /** Rules that can still hit. */
  readonly active: () => readonly FaultRule[];
  /** The fault for a request, which then counts as played. */
  readonly take: (request: {
    readonly endpoint: "data" | "token";
    readonly method: string;
    readonly url: string;
  }) => Fault | undefined;
}

interface Entry {
  readonly rule: FaultRule;
  readonly random: Random;
  seen: number;
  played: number;
}

const timesOf = ({ times, probability }: FaultRule): number | "always" =>
  times ?? (probability === undefined ? 1 : "always");

const isSpent = ({ rule, played }: Entry): boolean => {
  const times = timesOf(rule);
  return times !== "always" && played >= times;
};

type Requested = Parameters<Faults["take"]>[0];

const matches = ({ match, endpoint = "data" }: FaultRule, request: Requested): boolean =>
  endpoint === request.endpoint &&
  (match?.method === undefined || match.method.toUpperCase() === request.method) &&
  (match?.pathContains === undefined || request.url.includes(match.pathContains));

export const createFaults = (): Faults => {
  let entries: Entry[] = [];
  const isHit = (entry: Entry, request: Requested): boolean => {
    if (isSpent(entry) || !matches(entry.rule, request)) {
      return false;
    }
    entry.seen += 1;
    const { match, probability = 1 } = entry.rule;
    return entry.seen >= (match?.nth ?? 1) && entry.random.chance(probability);
  };
  return {
    add: (rule) => {
      entries.push({ rule, random: randomSeries(rule.seed ?? 1, "faults")(0), seen: 0, played: 0 });
    },
    clear: () => {
      entries = [];
    },
    active: () => entries.filter((entry) => !isSpent(entry)).map(({ rule }) => rule),
    take: (request) => {
      const hit = entries.find((entry) => isHit(entry, request));
      if (hit !== undefined) {
        hit.played += 1;
      }
      return hit?.rule.fault;
    },
  };
};
