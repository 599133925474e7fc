import { DataverseError } from "../../client/errors.ts";
import { currentRecord } from "../../client/events/currentRecord.ts";
import type { RecordChange } from "../../client/events/recordChange.ts";
import type { Records } from "../../client/services/records/records.ts";
import type { WatchedTable } from "../../client/services/webhooks/watch.ts";

/**
 * Whether the record of an event should be read, because the event came without it for its size. Not while a synchronous
 * event holds up the transaction that is writing the record: the read would wait for that in turn.
 */
export const needsRecord = ({ sizeExceeded, operation, table, id, mode }: RecordChange): boolean =>
  sizeExceeded &&
  (operation === "Create" || operation === "Update") &&
  table !== null &&
  id !== null &&
  mode !== "Synchronous";

/** The event with its record as it is now; a record that was deleted meanwhile is missing. */
export const withRecord = async (
  change: RecordChange,
  records: Records,
  tables: readonly WatchedTable[],
): Promise<RecordChange> => {
  const set = tables.find(({ logicalName }) => logicalName === change.table)?.entitySet;
  const target = {
    entityType: set === undefined || set === "" ? (change.table ?? "") : set,
    key: { kind: "id", id: change.id ?? "" } as const,
  };
  try {
    const record = currentRecord(await records.get(target, { includeAnnotations: "*" }));
    return { ...change, record, recordSource: "readAgain" };
  } catch (error) {
    if (error instanceof DataverseError && error.kind === "notFound") return change;
    throw error;
  }
};
