import { randomUUID } from "node:crypto";
import { type EnvironmentUrl, parseEnvironmentUrl } from "./environmentUrl.ts";
import { type Clock, systemClock } from "./http/clock.ts";
import { createLane, DEFAULT_CONCURRENCY } from "./http/lane.ts";
import { pipeline, type Send } from "./http/message.ts";
import { authorize } from "./http/policies/authorize.ts";
import { gate } from "./http/policies/gate.ts";
import { log as logRequests } from "./http/policies/log.ts";
import { odataHeaders } from "./http/policies/odataHeaders.ts";
import { raiseErrors } from "./http/policies/raiseErrors.ts";
import { retry } from "./http/policies/retry.ts";
import { whenThrottled, whenUnanswered, whenUnavailable } from "./http/policies/retryStrategies.ts";
import { createTransport } from "./http/transport.ts";
import { type Log, silentLog } from "./log.ts";
import { createEntitySets } from "./services/entitySets.ts";
import { createQueries, type Queries } from "./services/queries.ts";
import { createRecords, type Records } from "./services/records.ts";
import { createSystem, type System } from "./services/system.ts";

export interface ClientOptions {
  /** The Web API URL of the connection, as the user entered it. */
  readonly environmentUrl: string;
  readonly accessToken: string;
  readonly log?: Log | undefined;
  /** Logs headers and short bodies too, without the secrets in them. */
  readonly debug?: boolean | undefined;
  /** How many requests may be under way at once, at least 1. */
  readonly concurrency?: number | undefined;
  /** How long one request may take, answer included. */
  readonly requestTimeoutMs?: number | undefined;
  /** How long one call may spend on waiting for Dataverse before it gives up. */
  readonly waitBudgetMs?: number | undefined;
  /** Stops every call of the client. */
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
  /** From 0 up to 1. */
  readonly random?: (() => number) | undefined;
  readonly newId?: (() => string) | undefined;
}

/** One environment seen as one user. */
export interface Client {
  readonly serviceRoot: string;
  readonly send: Send;
  readonly records: Records;
  readonly queries: Queries;
  readonly system: System;
}

/** Dataverse ends an operation, plug-ins included, after two minutes (Microsoft, "Analyze plug-in performance"). */
const REQUEST_TIMEOUT_MS = 120_000;

/** Service protection limits look back over 300 seconds, so most of their waits end within this. */
const WAIT_BUDGET_MS = 240_000;

/** Throws `DataverseError` when the environment's URL or the token cannot be used; sends nothing yet. */
export const createClient = (options: ClientOptions): Client => {
  const environment = parseEnvironmentUrl(options.environmentUrl);
  const { serviceRoot } = environment;
  const log = options.log ?? silentLog;
  const send = createSend({ ...options, log }, environment);
  const context = { send, serviceRoot, log };
  const entitySets = createEntitySets(context);
  return {
    serviceRoot,
    send,
    records: createRecords(context, entitySets),
    queries: createQueries(context, entitySets),
    system: createSystem(context),
  };
};

/** Errors are raised outside `retry`, which sees answers; a call that waits in `retry` holds no slot of the lane. */
const createSend = (options: ClientOptions & { readonly log: Log }, environment: EnvironmentUrl): Send => {
  const { accessToken, log, debug = false, signal } = options;
  const { clock = systemClock, random = Math.random, newId = randomUUID } = options;
  const { waitBudgetMs = WAIT_BUDGET_MS, requestTimeoutMs = REQUEST_TIMEOUT_MS } = options;
  const lane = createLane({ concurrency: options.concurrency ?? DEFAULT_CONCURRENCY, clock });
  const strategies = [whenThrottled, whenUnavailable, whenUnanswered];
  const policies = [
    raiseErrors({ clock, waitBudgetMs }),
    retry({ strategies, lane, clock, random, log, waitBudgetMs, signal }),
    gate(lane, signal),
    odataHeaders(newId),
    logRequests({ log, clock, debug }),
    authorize({ ...environment, accessToken }),
  ];
  return pipeline(policies, createTransport({ requestTimeoutMs, signal }));
};
