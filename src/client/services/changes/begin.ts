import { invalidInput } from "../../errors.ts";
import { modifiedSince, versionBetween } from "../../odata/changeFilter.ts";
import type { EntitySets } from "../tables/entitySets.ts";
import { type ChangeReading, newestVersion, tryQuery } from "./changeReading.ts";
import { type Backlog, type Checkpoint, LATE_MS, unreportedFrom } from "./checkpoint.ts";
import { findFollowedTable } from "./followedTable.ts";
import { lookAgain } from "./lateRecords.ts";

/** Where a feed begins. */
export interface Beginning {
  readonly entityType: string;
  /** Records modified since then are reported too, in milliseconds since 1970; none when absent. */
  readonly from?: number | undefined;
}

/** The server says when it answered, not when it looked. */
const ANSWER_MS = 2_000;

/** Looks the table up and marks where it stands now; nothing is reported yet. */
export const begin = async (
  reading: ChangeReading,
  entitySets: EntitySets,
  { entityType, from }: Beginning,
): Promise<Checkpoint> => {
  const found = await findFollowedTable(reading.context, entitySets, entityType);
  if (from !== undefined && !found.stamps.includes("modifiedon")) {
    throw invalidInput(
      `Look Back Date cannot be used with ${found.entitySet}, whose records have no date of modification. Leave it empty to start now.`,
    );
  }
  const table = { ...found, lookedUpAt: 0 };
  await tryQuery(reading, table);
  const { version, at } = await newestVersion(reading, table);
  const backlog =
    from === undefined
      ? undefined
      : { after: 0, until: version, condition: modifiedSince(from), isResync: false };
  const checkpoint: Checkpoint = {
    format: 1,
    serviceRoot: reading.context.serviceRoot,
    table: { ...table, lookedUpAt: at },
    progress: { phase: "listing", above: version, backlog },
    top: version,
    passFrom: at,
    createdFrom: from ?? at - ANSWER_MS,
    recent: [],
    recheckFrom: Math.max(at - LATE_MS, from ?? 0),
    seen: "",
  };
  sayHow(reading, checkpoint, from);
  return table.isTracked ? checkpoint : followVersions(reading, checkpoint, backlog);
};

const sayHow = ({ context }: ChangeReading, { table }: Checkpoint, from: number | undefined): void => {
  const { entitySet, isTracked } = table;
  const start =
    from === undefined
      ? "what changes from now on"
      : `records modified since ${new Date(from).toISOString()}`;
  context.log.info(`The feed of ${entitySet} begins and reports ${start}.`);
  context.log.info(
    isTracked
      ? `${entitySet} has change tracking. Its link comes at the end of a list of the whole table, so the ids of all records are read once, 5000 with each request.`
      : `${entitySet} has no change tracking, so its changes are found by the versions of the records. Deleted records cannot be reported, and each poll looks again at what was modified in the last five minutes, for transactions that end late. An administrator can switch on "Track changes" for the table; the feed notices within a day.`,
  );
};

/** Goes on without change tracking. What was modified a moment ago counts as known, unless it is still to be read. */
export const followVersions = async (
  reading: ChangeReading,
  checkpoint: Checkpoint,
  backlog: Backlog | undefined,
): Promise<Checkpoint> => {
  const untracked: Checkpoint = { ...checkpoint, table: { ...checkpoint.table, isTracked: false } };
  if (backlog !== undefined) {
    return { ...untracked, progress: { phase: "backlog", backlog } };
  }
  return (await lookAgain(reading, { ...untracked, progress: { phase: "versions" } })).checkpoint;
};

/**
 * Starts change tracking anew after its link was lost, and makes up for what changed since the last poll: versions newer
 * than the last one reported, and records modified since then, in case that restored data has older versions.
 */
export const resync = async (reading: ChangeReading, checkpoint: Checkpoint): Promise<Checkpoint> => {
  const { table, top } = checkpoint;
  const from = unreportedFrom(checkpoint);
  const condition = table.stamps.includes("modifiedon")
    ? `${versionBetween(top)} or ${modifiedSince(from)}`
    : versionBetween(top);
  reading.context.log.warn(
    `Dataverse no longer takes the change tracking link of ${table.entitySet}: links expire seven days after a poll, or when data is restored. What was created or updated since ${new Date(from).toISOString()} is read again and marked with resync. Records deleted since then cannot be known.`,
  );
  return relist(reading, checkpoint, { after: 0, condition, isResync: true });
};

/** Reads the ids of the whole table for a new link, then what changed before that. */
export const relist = async (
  reading: ChangeReading,
  checkpoint: Checkpoint,
  backlog: Omit<Backlog, "until">,
): Promise<Checkpoint> => {
  const { version, at } = await newestVersion(reading, checkpoint.table);
  return {
    ...checkpoint,
    passFrom: at,
    progress: { phase: "listing", above: version, backlog: { ...backlog, until: version } },
  };
};
