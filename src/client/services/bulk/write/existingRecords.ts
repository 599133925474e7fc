import type { JsonObject } from "../../jsonObject.ts";
import { readHeaders } from "../../requestOptions.ts";
import { changedMembers, columnsToCompare } from "../changes/changedMembers.ts";
import { readByKeys } from "../keys/readByKeys.ts";
import { identityOf } from "../keys/recordIdentity.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import { wholeKey } from "../records/wholeKey.ts";
import type { Sending } from "../send/sending.ts";

/** The record that exists under the key of another; undefined when there is none. */
export type Existing = (record: BulkRecord) => JsonObject | undefined;

export interface ReadingOfExisting {
  /** To be read beside the keys; those that the table does not have are left out. */
  readonly columns?: readonly string[];
  /** What sentences call it. */
  readonly operation?: string;
}

/** Reads which records exist. */
export const readExisting = async (
  { context, table, options }: Sending,
  records: readonly BulkRecord[],
  {
    columns = [],
    operation = `Look which of ${records.length} records exist in ${table.entitySet}`,
  }: ReadingOfExisting = {},
): Promise<Existing> => {
  const found = await readByKeys(context, {
    table,
    keys: records.flatMap((record) => wholeKey(table, record) ?? []),
    select: columns.filter((column) => table.columnTypes.has(column) || column.startsWith("_")),
    headers: readHeaders({ impersonate: options.impersonate }),
    operation,
  });
  return (record) => {
    const key = wholeKey(table, record);
    return key === undefined ? undefined : found.get(identityOf(key));
  };
};

/** A record that was migrated has its real date in this column (Microsoft, table reference, "Record Created On"). */
export const MIGRATED_ON = "overriddencreatedon";

/** Whether records exist and hold what was sent: then it makes no difference who wrote it. */
export const compareWithSent = async (
  sending: Sending,
  records: readonly BulkRecord[],
): Promise<(record: BulkRecord) => boolean> => {
  if (records.length === 0) {
    return () => false;
  }
  const { table } = sending;
  const sent = (record: BulkRecord): JsonObject => {
    const { [MIGRATED_ON]: _, ...values } = record.values;
    return values;
  };
  const members = new Set(records.flatMap((record) => Object.keys(sent(record))));
  const existing = await readExisting(sending, records, { columns: columnsToCompare(table, members) });
  return (record) => {
    const current = existing(record);
    return current !== undefined && Object.keys(changedMembers(table, sent(record), current)).length === 0;
  };
};
