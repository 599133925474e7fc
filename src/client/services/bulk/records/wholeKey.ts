import { bareColumn, textColumn } from "../../../odata/keyPredicate.ts";
import type { RecordKey } from "../../../odata/recordKey.ts";
import type { BulkTable } from "../table/bulkTable.ts";
import type { BulkRecord } from "./bulkRecord.ts";

/**
 * The key that finds the record. In an elastic table that is its id together with its partition: by the id alone it is
 * looked for in the partition of the same name (Microsoft, "Use elastic tables").
 */
export const wholeKey = (
  { primaryId }: BulkTable,
  { key, partition }: Pick<BulkRecord, "key" | "partition">,
): RecordKey | undefined =>
  key?.kind === "id" && partition !== undefined
    ? { kind: "alternate", columns: [bareColumn(primaryId, key.id), textColumn("partitionid", partition)] }
    : key;
