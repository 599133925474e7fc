import type { BulkAction } from "../../../../../src/client/services/bulk/bulkCall.ts";
import { readRecord } from "../../../../../src/client/services/bulk/records/readRecord.ts";
import type { RecordReading } from "../../../../../src/client/services/bulk/records/recordReading.ts";
import type { BulkTable } from "../../../../../src/client/services/bulk/table/bulkTable.ts";

/** A table with a column of every type that a key can have. */
export const accounts: BulkTable = {
  entitySet: "accounts",
  logicalName: "account",
  primaryId: "accountid",
  isElastic: false,
  takesIds: true,
  keys: [
    { columns: ["accountnumber"], isActive: true },
    { columns: ["name", "creditlimit"], isActive: true },
    { columns: ["primarycontactid"], isActive: true },
    { columns: ["fax"], isActive: false },
  ],
  columnTypes: new Map([
    ["accountid", "Uniqueidentifier"],
    ["accountnumber", "String"],
    ["name", "String"],
    ["fax", "String"],
    ["description", "Memo"],
    ["numberofemployees", "Integer"],
    ["creditlimit", "Decimal"],
    ["openedon", "DateTime"],
    ["industrycode", "Picklist"],
    ["primarycontactid", "Lookup"],
  ]),
  lookups: new Map([["primarycontactid", { column: "primarycontactid", target: "contact" }]]),
};

export const chosenId = "c0c0c0c0-0000-8000-8000-00000000000c";

export const reading = (action: BulkAction, more: Partial<RecordReading> = {}): RecordReading => ({
  action,
  table: accounts,
  keyColumns: [],
  recordIds: { of: () => chosenId },
  ...more,
});

/** The record, or the sentence that refuses it. */
export const outcome = (readings: RecordReading, given: unknown): unknown => {
  try {
    return readRecord(readings, given, 4);
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
};
