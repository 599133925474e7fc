import { randomUUID } from "node:crypto";
import { type EnvironmentUrl, parseEnvironmentUrl } from "./environmentUrl.ts";
import type { CallSettings } from "./http/callSettings.ts";
import { type Clock, systemClock } from "./http/clock.ts";
import { concealedLog } from "./http/concealedLog.ts";
import { createLane, DEFAULT_CONCURRENCY } from "./http/lane.ts";
import { pipeline, type Send } from "./http/message.ts";
import { authorize } from "./http/policies/authorize.ts";
import { gate } from "./http/policies/gate.ts";
import { log as logRequests } from "./http/policies/log.ts";
import { longUrls } from "./http/policies/longUrls.ts";
import { odataHeaders } from "./http/policies/odataHeaders.ts";
import { raiseErrors } from "./http/policies/raiseErrors.ts";
import { retry } from "./http/policies/retry.ts";
import { whenThrottled, whenUnanswered, whenUnavailable } from "./http/policies/retryStrategies.ts";
import { trace } from "./http/policies/trace.ts";
import { createTransport } from "./http/transport.ts";
import { type Log, silentLog } from "./log.ts";
import { type Batches, createBatches } from "./services/batch/batches.ts";
import { type Changes, createChanges } from "./services/changes/changes.ts";
import { createFetchXml, type FetchXml } from "./services/fetchXml/fetchXml.ts";
import { type Attributes, createAttributes } from "./services/metadata/attributes/attributes.ts";
import { createTables, type Tables } from "./services/metadata/tables.ts";
import { createQueries, type Queries } from "./services/queries/queries.ts";
import { createRaw, type Raw } from "./services/raw/raw.ts";
import { createRecords, type Records } from "./services/records/records.ts";
import { createSystem, type System } from "./services/system.ts";
import { createEntitySets } from "./services/tables/entitySets.ts";
import { createTableDefinitions } from "./services/tables/tableDefinitions.ts";
import { createWebhooks, type Webhooks } from "./services/webhooks/webhooks.ts";

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
  readonly changes: Changes;
  readonly batches: Batches;
  readonly fetchXml: FetchXml;
  readonly tables: Tables;
  readonly attributes: Attributes;
  readonly system: System;
  readonly raw: Raw;
  readonly webhooks: Webhooks;
}

/** Dataverse ends an operation, plug-ins included, after two minutes (Microsoft, "Analyze plug-in performance"). */
const REQUEST_TIMEOUT_MS = 120_000;

/** Service protection limits look back over 300 seconds, so most of their waits end within this. */
const WAIT_BUDGET_MS = 240_000;

/** Throws `DataverseError` when the environment's URL or the token cannot be used; sends nothing yet. */
export const createClient = (options: ClientOptions): Client => {
  const environment = parseEnvironmentUrl(options.environmentUrl);
  const { serviceRoot } = environment;
  const log = concealedLog(options.log ?? silentLog, options.accessToken);
  const newId = options.newId ?? randomUUID;
  const openSend = createOpenSend({ ...options, log, newId }, environment);
  const send = openSend({});
  const context = { send, serviceRoot, log, newId };
  const entitySets = createEntitySets(context);
  const tableDefinitions = createTableDefinitions(context);
  const records = createRecords(context, entitySets);
  const queries = createQueries(context, entitySets);
  return {
    serviceRoot,
    send,
    records,
    queries,
    changes: createChanges(context, entitySets),
    batches: createBatches(context, entitySets),
    fetchXml: createFetchXml(context, entitySets),
    tables: createTables(context, tableDefinitions),
    attributes: createAttributes(context, tableDefinitions),
    system: createSystem(context),
    raw: createRaw({ serviceRoot, newId, openSend }),
    webhooks: createWebhooks(context, { queries, records }),
  };
};

/**
 * Opens ways to Dataverse that share one lane. Errors are raised outside `retry`, which sees answers; a call that waits
 * in `retry` holds no slot of the lane.
 */
const createOpenSend = (
  options: ClientOptions & { readonly log: Log; readonly newId: () => string },
  environment: EnvironmentUrl,
): ((settings: CallSettings) => Send) => {
  const { accessToken, log, newId, debug = false, signal } = options;
  const { clock = systemClock, random = Math.random } = options;
  const lane = createLane({ concurrency: options.concurrency ?? DEFAULT_CONCURRENCY, clock });
  return (settings) => {
    const {
      strategies = [whenThrottled, whenUnavailable, whenUnanswered],
      mostAttempts,
      accepted,
    } = settings;
    const waitBudgetMs = settings.waitBudgetMs ?? options.waitBudgetMs ?? WAIT_BUDGET_MS;
    const requestTimeoutMs = settings.requestTimeoutMs ?? options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
    const endedBy = mostAttempts === undefined ? { waitBudgetMs } : {};
    const policies = [
      raiseErrors({ clock, accepted, ...endedBy }),
      retry({ strategies, mostAttempts, lane, clock, random, log, waitBudgetMs, signal }),
      longUrls({ ...environment, newId }),
      gate(lane, signal),
      odataHeaders(newId),
      logRequests({ log, clock, debug }),
      ...(settings.trace ? [trace({ log, clock })] : []),
      authorize({ ...environment, accessToken }),
    ];
    return pipeline(policies, createTransport({ requestTimeoutMs, signal }));
  };
};
