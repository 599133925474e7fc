import type { JsonObject } from "../../jsonObject.ts";
import type { BulkAction } from "../bulkCall.ts";
import { type BulkRecord, MAY_BE_DONE } from "../records/bulkRecord.ts";
import { isAlias, recordObject } from "../records/readRecord.ts";
import type { Ledger } from "../report/ledger.ts";
import type { BulkTable } from "../table/bulkTable.ts";

export interface Remains {
  readonly action: BulkAction;
  readonly table: BulkTable;
  readonly records: readonly unknown[];
  readonly ledger: Ledger;
  readonly recordAt: (index: number) => BulkRecord;
}

/**
 * The records that were not attempted or whose outcome is unknown, in a form that can be handed over again. One that may
 * have been created or deleted has a mark, by which the next call knows, and a new one the id that was chosen for it.
 */
export const remainingRecords = ({
  action,
  table,
  records,
  ledger,
  recordAt,
}: Remains): readonly JsonObject[] =>
  records.flatMap((given, index): readonly JsonObject[] => {
    const status = ledger.statusOf(index);
    if (status !== "notAttempted" && status !== "unknown") {
      return [];
    }
    const record = recordObject({ action, table }, given);
    const { key, mayBeDone } = recordAt(index);
    const isInDoubt = MARKED.has(action) && (status === "unknown" || mayBeDone);
    if (!isInDoubt) {
      return [record];
    }
    return action === "create" && key?.kind === "id"
      ? [{ ...withoutAlias(table, record), [table.primaryId]: key.id, [MAY_BE_DONE]: true }]
      : [{ ...record, [MAY_BE_DONE]: true }];
  });

/** Updates and upserts do the same when they are done again. */
const MARKED: ReadonlySet<BulkAction> = new Set(["create", "delete"]);

/** Beside the primary key, an `id` would be a column. */
const withoutAlias = (table: BulkTable, record: JsonObject): JsonObject => {
  const { id: _, ...others } = record;
  return isAlias(table, record) ? others : record;
};
