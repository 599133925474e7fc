import type { RecordIds } from "../../records/recordIds.ts";
import type { BulkAction } from "../bulkCall.ts";
import type { BulkTable } from "../table/bulkTable.ts";
import type { KeyColumns } from "./recordKeyColumns.ts";

/** What the records of a list are read by. */
export interface RecordReading {
  readonly action: BulkAction;
  readonly table: BulkTable;
  readonly keyColumns: KeyColumns;
  readonly recordIds: Pick<RecordIds, "of">;
}
