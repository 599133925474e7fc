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
import { measure } from "./http/policies/measure.ts";
import { odataHeaders } from "./http/policies/odataHeaders.ts";
import { raiseErrors } from "./http/policies/raiseErrors.ts";
import { retry } from "./http/policies/retry.ts";
import { whenThrottled, whenUnanswered, whenUnavailable } from "./http/policies/retryStrategies.ts";
import { trace } from "./http/policies/trace.ts";
import { createRounds } from "./http/rounds.ts";
import { createTransport } from "./http/transport.ts";
import { type Log, silentLog } from "./log.ts";
import { type Batches, createBatches } from "./services/batch/batches.ts";
import { type Bulk, createBulk } from "./services/bulk/bulk.ts";
import { type Changes, createChanges } from "./services/changes/changes.ts";
import { createFetchXml, type FetchXml } from "./services/fetchXml/fetchXml.ts";
import { type Attributes, createAttributes } from "./services/metadata/attributes/attributes.ts";
import { createTables, type Tables } from "./services/metadata/tables.ts";
import { createQueries, type Queries } from "./services/queries/queries.ts";
import { createRaw, type Raw } from "./services/raw/raw.ts";
import type { RecordContext } from "./services/records/recordContext.ts";
import { createRecordIds, type RecordIds } from "./services/records/recordIds.ts";
import { createRecords, type Records } from "./services/records/records.ts";
import { createSystem, type System } from "./services/system.ts";
import { createEntitySets } from "./services/tables/entitySets.ts";
import {
  createPrimaryKeyCache,
  createPrimaryKeys,
  type PrimaryKeyCache,
} from "./services/tables/primaryKeys.ts";
import { createTableDefinitions } from "./services/tables/tableDefinitions.ts";
import { createWebhooks, type Webhooks } from "./services/webhooks/webhooks.ts";

export interface ClientOptions {
  /** The Web API URL of the connection, as the user entered it. */
  readonly environmentUrl: string;
  readonly accessToken: string;
  readonly log?: Log | undefined;
  /** Logs headers and short bodies too, without the secrets in them. */
  readonly debug?: boolean | undefined;
  /** When a call that can go on for long must end, in the clock's milliseconds. */
  readonly endsBy?: number | undefined;
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
  /** Ids for new records, for callers that make the same call again when it failed. Default: new ones. */
  readonly recordIds?: RecordIds | undefined;
  /** Outlives the client where it is given. */
  readonly primaryKeyCache?: PrimaryKeyCache | undefined;
}

/** One environment seen as one user. */
export interface Client {
  readonly serviceRoot: string;
  readonly send: Send;
  readonly records: Records;
  readonly queries: Queries;
  readonly changes: Changes;
  readonly batches: Batches;
  readonly bulk: Bulk;
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
  const context = createContext({ ...options, log, newId }, { send, serviceRoot });
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
    bulk: createBulk({
      context,
      openSend,
      clock: options.clock ?? systemClock,
      random: options.random ?? Math.random,
      endsBy: options.endsBy,
      signal: options.signal,
    }),
    fetchXml: createFetchXml(context, entitySets),
    tables: createTables(context, tableDefinitions),
    attributes: createAttributes(context, tableDefinitions),
    system: createSystem(context),
    raw: createRaw({ serviceRoot, newId, openSend }),
    webhooks: createWebhooks(context, { queries, records }),
  };
};

const createContext = (
  options: ClientOptions & { readonly log: Log; readonly newId: () => string },
  place: { readonly send: Send; readonly serviceRoot: string },
): RecordContext => {
  const { log, newId, signal, clock = systemClock, random = Math.random } = options;
  const { waitBudgetMs = WAIT_BUDGET_MS, primaryKeyCache = createPrimaryKeyCache() } = options;
  const newIds = () => createRecordIds({ seed: newId(), startedAt: clock.now() });
  return {
    ...place,
    log,
    newId,
    recordIds: options.recordIds ?? newIds(),
    primaryKeys: createPrimaryKeys({ ...place, log }, primaryKeyCache),
    startRounds: createRounds({ clock, random, waitBudgetMs, signal }),
  };
};

const anyOf = (one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined =>
  one === undefined || other === undefined ? (one ?? other) : AbortSignal.any([one, other]);

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
  const ownLane = createLane({ concurrency: options.concurrency ?? DEFAULT_CONCURRENCY, clock });
  return (settings) => {
    const {
      strategies = [whenThrottled, whenUnavailable, whenUnanswered],
      mostAttempts,
      accepted,
      endsBy,
      lane = ownLane,
    } = settings;
    const waitBudgetMs = settings.waitBudgetMs ?? options.waitBudgetMs ?? WAIT_BUDGET_MS;
    const requestTimeoutMs = settings.requestTimeoutMs ?? options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
    const waiting = anyOf(settings.stopWaiting, signal);
    const endedBy = mostAttempts === undefined ? { waitBudgetMs } : {};
    const policies = [
      raiseErrors({ clock, accepted, ...endedBy }),
      retry({ strategies, mostAttempts, endsBy, lane, clock, random, log, waitBudgetMs, signal: waiting }),
      longUrls({ ...environment, newId }),
      gate(lane, waiting),
      ...(settings.onAnswer === undefined ? [] : [measure(clock, settings.onAnswer)]),
      odataHeaders(newId),
      logRequests({ log, clock, debug }),
      ...(settings.trace ? [trace({ log, clock })] : []),
      authorize({ ...environment, accessToken }),
    ];
    return pipeline(policies, createTransport({ requestTimeoutMs, signal }));
  };
};
