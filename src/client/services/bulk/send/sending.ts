import type { RepeatEffect } from "../../../http/message.ts";
import type { WriteOptions } from "../../requestOptions.ts";
import type { ServiceContext } from "../../serviceContext.ts";
import type { BulkAction } from "../bulkCall.ts";
import type { BulkTable } from "../table/bulkTable.ts";

/** What all requests of a run have in common. */
export interface Sending {
  /** Its `send` paces itself and ends with the run. */
  readonly context: ServiceContext;
  readonly action: BulkAction;
  readonly table: BulkTable;
  readonly options: WriteOptions;
}

/**
 * Nothing repeats a write by itself: the run decides what to do when no answer came, with all that it knows of the
 * records. To everything below, its requests are ones that write anew.
 */
export const LEFT_TO_THE_RUN: RepeatEffect = "appends";

const VERBS: Readonly<Record<BulkAction, string>> = {
  create: "Create",
  update: "Update",
  upsert: "Upsert",
  delete: "Delete",
};

/** The operation of a request as sentences name it: "Create 100 records in accounts". */
export const operationOn = ({ action, table }: Sending, records: number): string =>
  `${VERBS[action]} ${records} ${records === 1 ? "record" : "records"} in ${table.entitySet}`;

/** The operation on one record: "Create record 17 in accounts". */
export const operationOnRecord = ({ action, table }: Sending, record: string): string =>
  `${VERBS[action]} ${record} in ${table.entitySet}`;
