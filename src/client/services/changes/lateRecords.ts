import { modifiedSince } from "../../odata/changeFilter.ts";
import { type ChangeReading, type Row, rowsByVersion } from "./changeReading.ts";
import { type Checkpoint, LATE_MS } from "./checkpoint.ts";
import { timeOf } from "./step.ts";
import { MOST_VERSIONS, parseVersions, printVersions } from "./versionList.ts";

const modifiedAt = (row: Row): number => timeOf(row, "modifiedon") ?? Number.NEGATIVE_INFINITY;

/** Remembers the versions of rows that the next look at recently modified records will meet again. */
export const rememberSeen = (checkpoint: Checkpoint, rows: readonly Row[], at: number): Checkpoint => {
  if (checkpoint.table.isTracked) {
    return checkpoint;
  }
  const lately = rows.filter((row) => modifiedAt(row) >= checkpoint.recheckFrom);
  const seen = new Set([...(parseVersions(checkpoint.seen) ?? []), ...lately.map(({ version }) => version)]);
  return seen.size > MOST_VERSIONS
    ? forgetSeen(checkpoint, Math.max(at, ...rows.map(modifiedAt)))
    : { ...checkpoint, seen: printVersions(seen) };
};

/** Looks again only at what is modified from now on. */
const forgetSeen = (checkpoint: Checkpoint, time: number): Checkpoint => ({
  ...checkpoint,
  recheckFrom: time + 1000,
  seen: "",
});

interface Window {
  readonly rows: readonly Row[];
  /** When the server answered first. */
  readonly at: number;
  /** False when there were too many records to look at all of them. */
  readonly isWhole: boolean;
}

const readWindow = async (
  reading: ChangeReading,
  { table, top, recheckFrom }: Checkpoint,
): Promise<Window> => {
  const rows: Row[] = [];
  let began: number | undefined;
  for (let after = 0; ; ) {
    const condition = modifiedSince(recheckFrom);
    const page = await rowsByVersion(reading, table, { after, until: top, condition, onlyStamps: true });
    began ??= page.at;
    for (const row of page.rows) {
      rows.push(row);
    }
    after = page.rows.at(-1)?.version ?? top;
    const isWhole = rows.length <= MOST_VERSIONS;
    if (!page.hasMore || !isWhole) {
      return { rows, at: began, isWhole };
    }
  }
};

/**
 * Without change tracking, the versions of a transaction that ends late lie below those that were read already. So the
 * records modified lately are looked at again: the ids are those whose version was not met before.
 */
export const lookAgain = async (
  reading: ChangeReading,
  checkpoint: Checkpoint,
): Promise<{ readonly late: readonly string[]; readonly checkpoint: Checkpoint }> => {
  const { table } = checkpoint;
  if (!table.stamps.includes("modifiedon")) {
    return { late: [], checkpoint };
  }
  const { rows, at, isWhole } = await readWindow(reading, checkpoint);
  if (!isWhole) {
    reading.context.log.warn(
      `So many records of ${table.entitySet} were modified within five minutes that this poll did not look for transactions that ended late.`,
    );
    return { late: [], checkpoint: forgetSeen(checkpoint, at) };
  }
  const seen = parseVersions(checkpoint.seen) ?? new Set();
  const recheckFrom = Math.max(checkpoint.recheckFrom, at - LATE_MS);
  const versions = rows.filter((row) => modifiedAt(row) >= recheckFrom).map(({ version }) => version);
  return {
    late: rows.filter(({ version }) => !seen.has(version)).map(({ id }) => id),
    checkpoint: { ...checkpoint, recheckFrom, seen: printVersions(versions) },
  };
};
