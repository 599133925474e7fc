import { DataverseError } from "../../errors.ts";
import type { DeltaPage } from "../../paging/deltaPage.ts";
import { LARGEST_PAGE } from "../queries/collectPages.ts";
import { followVersions, resync } from "./begin.ts";
import { type ChangeReading, isUnusableLink, readDeltaPage, rowsById } from "./changeReading.ts";
import { type Checkpoint, endPass, type In } from "./checkpoint.ts";
import { reported, type Step } from "./step.ts";
import { parseVersions, printVersions } from "./versionList.ts";

/** A page of the ids of the whole table. Only what changed since the feed began is reported. */
export const listingStep = async (reading: ChangeReading, checkpoint: In<"listing">): Promise<Step> => {
  const { link, above } = checkpoint.progress;
  const page = await outcomeOf(readDeltaPage(reading, checkpoint.table, { link, pageSize: LARGEST_PAGE }));
  if (!(page instanceof DataverseError)) {
    const changed = { ...page, written: page.written.filter(({ version }) => version > above) };
    const step = await reportPage(reading, checkpoint, changed);
    return { ...step, checkpoint: { ...step.checkpoint, progress: afterListing(checkpoint, page) } };
  }
  if (link !== undefined && isUnusableLink(page)) {
    return restart(checkpoint);
  }
  if (page.kind === "forbidden") {
    return withoutTracking(reading, checkpoint, page);
  }
  throw page;
};

const outcomeOf = async <T>(answer: Promise<T>): Promise<T | DataverseError> => {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DataverseError) {
      return error;
    }
    throw error;
  }
};

const withoutTracking = async (
  reading: ChangeReading,
  checkpoint: In<"listing">,
  { serverMessage, message }: DataverseError,
): Promise<Step> => {
  const { table, progress } = checkpoint;
  reading.context.log.warn(
    `Change tracking of ${table.entitySet} cannot be used, because it needs the privilege to read the records of the whole organization. Changes are found by the versions of the records instead; deleted records cannot be reported. Dataverse says: ${serverMessage ?? message}`,
  );
  const further = await followVersions(reading, checkpoint, progress.backlog);
  return { changes: [], checkpoint: further, caughtUp: progress.backlog === undefined };
};

/** A list that lay too long begins anew; what it was begun for is still to be read. */
const restart = (checkpoint: In<"listing">): Step => {
  const { link: _, ...progress } = checkpoint.progress;
  return { changes: [], checkpoint: { ...checkpoint, progress }, caughtUp: false };
};

const afterListing = (
  { progress }: In<"listing">,
  { link, isComplete }: DeltaPage,
): Checkpoint["progress"] => {
  if (!isComplete) {
    return { ...progress, link };
  }
  return progress.backlog === undefined
    ? { phase: "delta", link }
    : { phase: "backlog", backlog: progress.backlog, deltaLink: link };
};

/** A page of what changed since the link was given. */
export const deltaStep = async (reading: ChangeReading, checkpoint: In<"delta">): Promise<Step> => {
  const { link } = checkpoint.progress;
  const { pageSize } = reading.query;
  const page = await outcomeOf(readDeltaPage(reading, checkpoint.table, { link, pageSize }));
  if (page instanceof DataverseError) {
    if (isUnusableLink(page)) {
      return { changes: [], checkpoint: await resync(reading, checkpoint), caughtUp: false };
    }
    throw page;
  }
  const begun = { ...checkpoint, passFrom: checkpoint.passFrom ?? page.at };
  const step = await reportPage(reading, begun, page);
  const further: Checkpoint = { ...step.checkpoint, progress: { phase: "delta", link: page.link } };
  return page.isComplete
    ? { ...step, checkpoint: endPass(further), caughtUp: true }
    : { ...step, checkpoint: further };
};

/**
 * Reads the records of a page as they are now. One that changed again meanwhile is reported with its newer version,
 * which the next list has too: such versions are remembered until then.
 */
const reportPage = async (reading: ChangeReading, checkpoint: Checkpoint, page: DeltaPage): Promise<Step> => {
  const ahead = parseVersions(checkpoint.seen) ?? new Set();
  const written = page.written.filter(({ version }) => !ahead.has(version));
  const listed = new Map(written.map(({ id, version }) => [id, version]));
  const rows = await rowsById(reading, checkpoint.table, [...listed.keys()]);
  const top = page.written.reduce((highest, { version }) => Math.max(highest, version), checkpoint.top);
  const newer = rows.filter(({ id, version }) => version > (listed.get(id) ?? version));
  const seen = [...ahead, ...newer.map(({ version }) => version)].filter((version) => version > top);
  const gone = new Set(page.deleted);
  const recent = checkpoint.recent.filter(([id]) => !gone.has(id));
  const { changes, checkpoint: further } = reported({ ...checkpoint, recent }, rows);
  const deleted = page.deleted.map((id) => ({ kind: "deleted", id }) as const);
  return {
    changes: [...changes, ...deleted],
    checkpoint: { ...further, top, seen: printVersions(seen) },
    caughtUp: false,
  };
};
