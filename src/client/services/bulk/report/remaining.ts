import { isJsonObject, type JsonObject } from "../../jsonObject.ts";
import type { BulkAction } from "../bulkCall.ts";
import { type BulkRecord, MAY_EXIST } from "../records/bulkRecord.ts";
import { isAlias } from "../records/readRecord.ts";
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
 * The records that were not attempted or whose outcome is unknown, in a form that can be handed over again. A new record
 * that may have been written has the id that was chosen for it and a mark, so that the next call looks for it.
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
    const record = isJsonObject(given) ? given : { [table.primaryId]: given };
    const { key, mayExist } = recordAt(index);
    const isInDoubt = action === "create" && (status === "unknown" || mayExist);
    return isInDoubt && key?.kind === "id"
      ? [{ ...withoutAlias(table, record), [table.primaryId]: key.id, [MAY_EXIST]: true }]
      : [record];
  });

/** Beside the primary key, an `id` would be a column. */
const withoutAlias = (table: BulkTable, record: JsonObject): JsonObject => {
  const { id: _, ...others } = record;
  return isAlias(table, record) ? others : record;
};
