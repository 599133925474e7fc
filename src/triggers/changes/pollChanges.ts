import type { PollingState, TriggerPayload } from "@prismatic-io/spectral";
import type { Client } from "../../client/client.ts";
import type { ChangeQuery } from "../../client/services/changes/changeReading.ts";
import type { ChangeSet } from "../../client/services/changes/changeSet.ts";
import type { UserIdKind } from "../../inputs/impersonation.ts";
import { readOptions } from "../../inputs/options.ts";
import { type ClientContext, withClient } from "../../platform/withClient.ts";
import { type ChangeData, type ChangePayload, changePayload } from "./changePayload.ts";

/** The trigger's inputs after their cleaning. */
export interface ChangeInputs {
  readonly connection: unknown;
  readonly entityType: string;
  /** Milliseconds since 1970. */
  readonly lookBackDate: number | undefined;
  readonly filterExpression: string | undefined;
  readonly showNewRecords: boolean;
  readonly showUpdatedRecords: boolean;
  readonly showDeletedRecords: boolean;
  readonly fieldNames: readonly string[];
  readonly options: {
    readonly recordsPerPage: number;
    readonly maximumRecords: number;
    readonly includeAnnotations: string | undefined;
    readonly impersonateUserId: string | undefined;
    readonly impersonateUserIdType: UserIdKind;
  };
}

/** What the platform gives to a poll. */
export interface PollContext extends ClientContext {
  readonly polling: PollingState;
  readonly isSimulatedTestExecution?: boolean;
  readonly batch?: { readonly enabled: boolean };
}

export interface PollResult {
  readonly payload: ChangePayload;
  readonly polledNoChanges: boolean;
}

/** An execution may take 15 minutes, the flow's steps included (Prismatic, "Integration runner environment & limits"). */
const POLL_MS = 300_000;
const SAMPLES = 10;

export const pollChanges = (
  context: PollContext,
  payload: TriggerPayload,
  inputs: ChangeInputs,
): Promise<PollResult> =>
  withClient({ context, connection: inputs.connection }, (client) =>
    context.isSimulatedTestExecution === true
      ? showSamples({ context, payload, inputs, client })
      : readChanges({ context, payload, inputs, client }),
  );

interface Poll {
  readonly context: PollContext;
  readonly payload: TriggerPayload;
  readonly inputs: ChangeInputs;
  readonly client: Client;
}

const queryOf = ({ fieldNames, filterExpression, options }: ChangeInputs): ChangeQuery => ({
  ...readOptions(options),
  select: fieldNames,
  filter: filterExpression,
  pageSize: options.recordsPerPage,
});

const shown = (changes: ChangeSet, inputs: ChangeInputs): ChangeSet => ({
  created: inputs.showNewRecords ? changes.created : [],
  updated: inputs.showUpdatedRecords ? changes.updated : [],
  deleted: inputs.showDeletedRecords ? changes.deleted : [],
});

const count = ({ created, updated, deleted }: ChangeSet): number =>
  created.length + updated.length + deleted.length;

/** The designer's test run has no state worth keeping: it shows real records and leaves the feed where it is. */
const showSamples = async ({ context, payload, inputs, client }: Poll): Promise<PollResult> => {
  const latest = await client.changes.latest(inputs.entityType, queryOf(inputs), SAMPLES);
  context.logger.info(
    `This is a test run: it shows the ${SAMPLES} records that were changed last, and leaves the feed where it is.`,
  );
  const data = { ...shown(latest, inputs), changeTracking: false, resync: false, moreToCome: false };
  return { payload: changePayload(payload, data, undefined), polledNoChanges: false };
};

/** The vendor's connector kept the time of its last poll; a flow that moves over goes on from there. */
const beginningOf = (state: Readonly<Record<string, unknown>>, inputs: ChangeInputs) => {
  const lastPolledAt = Date.parse(String(state["lastPolledAt"] ?? ""));
  return {
    entityType: inputs.entityType,
    from: Number.isNaN(lastPolledAt) ? inputs.lookBackDate : lastPolledAt,
  };
};

const readChanges = async ({ context, payload, inputs, client }: Poll): Promise<PollResult> => {
  const state = context.polling.getState();
  const isFirstPage = payload.paginationState === undefined || payload.paginationState === null;
  const isBatched = context.batch?.enabled !== false;
  const { recordsPerPage, maximumRecords } = inputs.options;
  const end = Date.now() + POLL_MS;
  const { checkpoint, ...read } = await client.changes.read(beginningOf(state, inputs), queryOf(inputs), {
    checkpoint: payload.paginationState?.["checkpoint"] ?? state["checkpoint"],
    enough: context.batch?.enabled === true ? recordsPerPage : maximumRecords,
    isTimeUp: () => Date.now() > end,
  });
  warnOfMissingDeletions(context, inputs, read);
  // The state is written when the execution succeeds. The same place travels with the pages of a batched poll.
  context.polling.setState({ checkpoint });
  const changes = shown(read, inputs);
  const data = {
    ...changes,
    changeTracking: read.changeTracking,
    resync: read.resync,
    moreToCome: read.hasMore,
  };
  // Who follows deletions has to learn that some may be missing, even when nothing else is to be told.
  const isNews = count(changes) > 0 || (read.resync && inputs.showDeletedRecords);
  const next = isBatched && read.hasMore && count(read) > 0 ? { checkpoint } : undefined;
  return {
    payload: changePayload(payload, data, next),
    polledNoChanges: isFirstPage && next === undefined && !isNews,
  };
};

const warnOfMissingDeletions = (
  { logger }: PollContext,
  { showDeletedRecords, entityType }: ChangeInputs,
  { changeTracking, resync }: Pick<ChangeData, "changeTracking" | "resync">,
): void => {
  if (showDeletedRecords && !changeTracking) {
    logger.warn(
      `Show Deleted Records is on, but deleted records of ${entityType} cannot be reported: the table has no change tracking, or the connection's user may not read all of its records.`,
    );
  }
  if (resync) {
    logger.warn(
      "Some of these records may have been reported before, and deletions may be missing (resync).",
    );
  }
};
