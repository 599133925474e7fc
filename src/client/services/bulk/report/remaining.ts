import { DataverseError } from "../../../errors.ts";
import type { JsonObject } from "../../jsonObject.ts";
import { noJsonIn } from "../../records/noJsonIn.ts";
import type { BulkAction } from "../bulkCall.ts";
import { type BulkRecord, MAY_BE_DONE } from "../records/bulkRecord.ts";
import { isAlias } from "../records/recordKey.ts";
import { recordObject } from "../records/recordObject.ts";
import type { Ledger } from "../report/ledger.ts";
import type { BulkTable } from "../table/bulkTable.ts";

export interface Remains {
  readonly action: BulkAction;
  readonly table: BulkTable;
  readonly records: readonly unknown[];
  readonly ledger: Ledger;
  readonly recordAt: (index: number) => BulkRecord;
  /** When the call began, by the server's clock, in milliseconds. */
  readonly begun: number | undefined;
  /** What was refused remains too: of a transaction, all records are to be handed over again. */
  readonly withFailed: boolean;
}

/**
 * The records that were not attempted or whose outcome is unknown, in a form that can be handed over again. A new one has the
 * id that was chosen for it and a mark, by which the next call knows that it may exist: if not from this call, then from an
 * earlier run of the same step. So has one that may have been deleted. A new one without an id, whose outcome is unknown, is
 * left out: handed over again, it might be written twice.
 */
export const remainingRecords = (remains: Remains): readonly JsonObject[] =>
  remains.records.flatMap((given, index): readonly JsonObject[] => {
    switch (remains.ledger.statusOf(index)) {
      case "notAttempted":
        return [notAttempted(remains, given, index)];
      case "unknown":
        return inDoubt(remains, given, index);
      case "failed":
        return remains.withFailed ? refused(remains, given) : [];
      default:
        return [];
    }
  });

/** The mark of an earlier call stays. */
const notAttempted = (remains: Remains, given: unknown, index: number): JsonObject => {
  const record = recordObject(remains, given);
  const { mayBeDone, hasGivenId } = remains.recordAt(index);
  const [marked = record] = mayBeDone || !hasGivenId ? inDoubt(remains, given, index) : [];
  return marked;
};

/** As it was given, to be corrected; what is no record at all cannot be. */
const refused = (remains: Remains, given: unknown): readonly JsonObject[] => {
  try {
    return [asJson(recordObject(remains, given))];
  } catch (error) {
    if (error instanceof DataverseError) {
      return [];
    }
    throw error;
  }
};

/** A number that is none would become a null, which clears the column; an object is refused again. */
const asJson = (record: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const problem = noJsonIn(value);
      return [name, problem === undefined ? value : { problem }];
    }),
  );

const inDoubt = (remains: Remains, given: unknown, index: number): readonly JsonObject[] => {
  const { action, table, recordAt, begun } = remains;
  const record = recordObject(remains, given);
  const { key, ...known } = recordAt(index);
  switch (action) {
    case "create":
      return key?.kind === "id"
        ? [{ ...withoutAlias(table, record), [table.primaryId]: key.id, [MAY_BE_DONE]: markOf(known, begun) }]
        : [];
    case "delete":
      return [{ ...record, [MAY_BE_DONE]: true }];
    default:
      // Updates and upserts do the same when they are done again.
      return [record];
  }
};

/** An id of the caller may belong to a record that is older than the call. */
const markOf = (
  { hasGivenId, sentSince = undefined }: Pick<BulkRecord, "hasGivenId" | "sentSince">,
  begun: number | undefined,
): string | true => {
  const since = sentSince ?? begun;
  return hasGivenId && since !== undefined ? new Date(since).toISOString() : true;
};

/** Beside the primary key, an `id` would be a column. */
const withoutAlias = (table: BulkTable, record: JsonObject): JsonObject => {
  const { id: _, ...others } = record;
  return isAlias(table, record) ? others : record;
};
