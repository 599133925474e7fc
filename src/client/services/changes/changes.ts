import { DataverseError } from "../../errors.ts";
import type { ServiceContext } from "../serviceContext.ts";
import type { EntitySets } from "../tables/entitySets.ts";
import { type Beginning, begin } from "./begin.ts";
import { type ChangeQuery, type ChangeReading, newestRows, type Row } from "./changeReading.ts";
import { type ChangeSet, gatherChanges } from "./changeSet.ts";
import { type Checkpoint, isIn, isResync, parseCheckpoint } from "./checkpoint.ts";
import { findFollowedTable } from "./followedTable.ts";
import { createdAt, type Step, timeOf } from "./step.ts";
import { deltaStep, listingStep } from "./trackedSteps.ts";
import { backlogStep, versionsStep } from "./versionSteps.ts";

export interface ReadOn {
  /** Where the last call ended; the feed begins when it is absent, or of another table or environment. */
  readonly checkpoint: unknown;
  /** Pages are read while there are fewer changes than this. */
  readonly enough: number;
  /** Ends the call between two pages; what is left comes with the next one. */
  readonly isTimeUp: () => boolean;
}

export interface ChangesRead extends ChangeSet {
  /** Plain JSON, to be kept for the next call. Calling twice with the same one reports the same changes twice. */
  readonly checkpoint: Checkpoint;
  /** True when changes were left for the next call. */
  readonly hasMore: boolean;
  /** False when the table's deletions cannot be known. */
  readonly changeTracking: boolean;
  /** True when lost ground was made up after an expired change tracking link: deletions may be missing. */
  readonly resync: boolean;
}

export interface Changes {
  /**
   * What was created, updated and deleted in a table since the checkpoint. Nothing is lost: whoever keeps the checkpoint
   * of a call only after its changes are safe gets every change at least once.
   */
  readonly read: (beginning: Beginning, query: ChangeQuery, from: ReadOn) => Promise<ChangesRead>;
  /** The records changed last, as samples; no feed is begun. `count` is 1 to 5000. */
  readonly latest: (entityType: string, query: ChangeQuery, count: number) => Promise<ChangeSet>;
}

export const createChanges = (context: ServiceContext, entitySets: EntitySets): Changes => ({
  read: async (beginning, query, from) => {
    const reading = { context, query };
    const known = knownCheckpoint(context, beginning, from.checkpoint);
    return readOn(reading, known ?? (await begin(reading, entitySets, beginning)), from);
  },
  latest: async (entityType, query, count) => {
    const found = await findFollowedTable(context, entitySets, entityType);
    const rows = await newestRows({ context, query }, { ...found, lookedUpAt: 0 }, count);
    const [created, updated] = [rows.filter(isUntouched), rows.filter((row) => !isUntouched(row))];
    return {
      created: created.map(({ record }) => record),
      updated: updated.map(({ record }) => record),
      deleted: [],
    };
  },
});

const isUntouched = (row: Row): boolean => createdAt(row) === timeOf(row, "modifiedon");

const knownCheckpoint = (
  { serviceRoot, log }: ServiceContext,
  { entityType }: Beginning,
  value: unknown,
): Checkpoint | undefined => {
  if (value === undefined) {
    return undefined;
  }
  const checkpoint = parseCheckpoint(value);
  if (checkpoint === undefined) {
    log.warn("How far the feed had come cannot be read, so it begins anew.");
    return undefined;
  }
  if (checkpoint.serviceRoot !== serviceRoot || checkpoint.table.entityType !== entityType) {
    log.warn(
      `The feed followed ${checkpoint.table.entityType} of ${new URL(checkpoint.serviceRoot).host} until now. The inputs name another table or environment, so it begins anew.`,
    );
    return undefined;
  }
  return checkpoint;
};

const advance = (reading: ChangeReading, checkpoint: Checkpoint): Promise<Step> => {
  if (isIn(checkpoint, "listing")) {
    return listingStep(reading, checkpoint);
  }
  if (isIn(checkpoint, "backlog")) {
    return backlogStep(reading, checkpoint);
  }
  return isIn(checkpoint, "delta")
    ? deltaStep(reading, checkpoint)
    : versionsStep(reading, { ...checkpoint, progress: { phase: "versions" } });
};

/**
 * Reads page after page. When a page fails after others were read, those are the result: the next call begins at the
 * page that failed, and fails itself if the trouble stays.
 */
const readOn = async (
  reading: ChangeReading,
  from: Checkpoint,
  { enough, isTimeUp }: ReadOn,
): Promise<ChangesRead> => {
  const gathered = gatherChanges();
  let [checkpoint, resync, caughtUp] = [from, false, false];
  for (let pages = 0; !caughtUp && gathered.size() < enough; pages += 1) {
    if (pages > 0 && isTimeUp()) {
      reading.context.log.info("The time for one poll is over; the next one goes on from here.");
      break;
    }
    try {
      const step = await advance(reading, checkpoint);
      gathered.add(step.changes);
      resync ||= isResync(checkpoint) || isResync(step.checkpoint);
      ({ checkpoint, caughtUp } = step);
    } catch (error) {
      if (pages === 0 || !(error instanceof DataverseError)) {
        throw error;
      }
      reading.context.log.warn(
        `A page of changes could not be read; the next poll goes on from there. ${error.message}`,
      );
      break;
    }
  }
  const { isTracked, idColumn } = checkpoint.table;
  const changes = gathered.result(idColumn);
  return { ...changes, checkpoint, hasMore: !caughtUp, changeTracking: isTracked, resync };
};
