import { relist } from "./begin.ts";
import { type ChangeReading, newestVersion, rowsById, rowsByVersion } from "./changeReading.ts";
import { type Checkpoint, endPass, type In } from "./checkpoint.ts";
import { hasChangeTracking } from "./followedTable.ts";
import { lookAgain, rememberSeen } from "./lateRecords.ts";
import { reported, type Step } from "./step.ts";

const A_DAY = 86_400_000;

/** A page of the records that are still to be read, by version. */
export const backlogStep = async (reading: ChangeReading, checkpoint: In<"backlog">): Promise<Step> => {
  const { backlog, deltaLink } = checkpoint.progress;
  const { rows, hasMore, at } = await rowsByVersion(reading, checkpoint.table, backlog);
  const { changes, checkpoint: further } = reported(rememberSeen(checkpoint, rows, at), rows);
  if (hasMore) {
    const after = rows.at(-1)?.version ?? backlog.until;
    return {
      changes,
      checkpoint: { ...further, progress: { ...checkpoint.progress, backlog: { ...backlog, after } } },
      caughtUp: false,
    };
  }
  const top = Math.max(further.top, backlog.until);
  const progress: Checkpoint["progress"] =
    deltaLink === undefined ? { phase: "versions" } : { phase: "delta", link: deltaLink };
  return { changes, checkpoint: { ...further, top, progress }, caughtUp: false };
};

/**
 * A page of versions newer than the last one read, and after the last page a look back at late ones. When there are more
 * pages, they are a backlog up to the newest version there is now, so that the pass has an end.
 */
export const versionsStep = async (reading: ChangeReading, checkpoint: In<"versions">): Promise<Step> => {
  const { table, top: after } = checkpoint;
  const { rows, hasMore, at } = await rowsByVersion(reading, table, { after });
  const begun = { ...checkpoint, passFrom: checkpoint.passFrom ?? at };
  const { changes, checkpoint: read } = reported(rememberSeen(begun, rows, at), rows);
  const further: Checkpoint = { ...read, top: rows.at(-1)?.version ?? after };
  if (hasMore) {
    const { version } = await newestVersion(reading, table);
    const backlog = { after: further.top, until: version, condition: "", isResync: false };
    return {
      changes,
      checkpoint: { ...further, progress: { phase: "backlog", backlog } },
      caughtUp: false,
    };
  }
  const { late, checkpoint: looked } = await lookAgain(reading, further);
  // A newer version than the last one read is still to come.
  const lateRows = (await rowsById(reading, table, late)).filter(({ version }) => version <= further.top);
  const { changes: lateChanges, checkpoint: ended } = reported(looked, lateRows);
  return {
    changes: [...changes, ...lateChanges],
    checkpoint: await withTracking(reading, endPass(ended), at),
    caughtUp: true,
  };
};

/** Once a day, a table without change tracking is looked up again: somebody may have switched it on. */
const withTracking = async (
  reading: ChangeReading,
  checkpoint: Checkpoint,
  at: number,
): Promise<Checkpoint> => {
  const { table, top } = checkpoint;
  if (at - table.lookedUpAt < A_DAY) {
    return checkpoint;
  }
  const isTracked = await hasChangeTracking(reading.context, table);
  const lookedUp: Checkpoint = { ...checkpoint, table: { ...table, isTracked, lookedUpAt: at } };
  return isTracked
    ? relist(reading, { ...lookedUp, seen: "" }, { after: top, condition: "", isResync: false })
    : lookedUp;
};
