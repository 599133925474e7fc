import { DataverseError } from "../../../errors.ts";
import { errorSentence } from "../../../http/errorSentence.ts";
import { isLookupColumn, type KeyColumn } from "../../../odata/keyPredicate.ts";
import type { JsonObject } from "../../jsonObject.ts";
import type { ServiceContext } from "../../serviceContext.ts";
import { readTableNames } from "../../tables/tableNames.ts";
import { type BulkRecord, recordNumber } from "../records/bulkRecord.ts";
import type { Settlement } from "../report/ledger.ts";
import { recordError } from "../report/recordError.ts";
import { operationOnRecord, type Sending } from "../send/sending.ts";
import type { BulkTable, TableLookup } from "../table/bulkTable.ts";
import type { KnownRecord, Piece } from "./piece.ts";
import { written } from "./settlements.ts";

/**
 * What becomes of a record that is not there under a key that cannot be in a URL. An upsert creates it with the values of the
 * key. One to be deleted is gone when an earlier attempt may have deleted it. `lookups` remembers what it has read.
 */
export const withoutPath = async (
  sending: Sending,
  piece: Piece,
  { record, lookups }: { readonly record: BulkRecord; readonly lookups: ServiceContext },
): Promise<Settlement | KnownRecord> => {
  if (sending.action === "delete" && (record.mayBeDone || piece.history === "inDoubt")) {
    return written(sending, piece, record);
  }
  if (sending.action !== "upsert") {
    return unsent(sending, record, { kind: "notFound", what: `no record has the key ${record.name}` });
  }
  const columns = record.key?.kind === "alternate" ? record.key.columns : [];
  const members = await Promise.all(columns.map((column) => memberOf(sending.table, lookups, column)));
  const open = columns.find((_, place) => members[place] === undefined);
  if (open !== undefined) {
    return unsent(sending, record, {
      kind: "invalidInput",
      what: `no record has its key, and none can be created under it, because ${open.column} does not tell which table its record is in`,
      hint: "Create the record with Create Entities.",
    });
  }
  return {
    exists: false,
    instead: { key: undefined, values: { ...record.values, ...Object.assign({}, ...members) } },
  };
};

interface Reason {
  readonly kind: "notFound" | "invalidInput";
  readonly what: string;
  readonly hint?: string;
}

const unsent = (sending: Sending, record: BulkRecord, { kind, what, hint }: Reason): Settlement => {
  const operation = operationOnRecord(sending, recordNumber(record.index));
  const error = new DataverseError(errorSentence({ operation, what, hint }), { kind, operation });
  return {
    index: record.index,
    status: "failed",
    id: record.name,
    error: recordError(error, record, sending.table),
  };
};

/** The value of a key column as a member of a new record; of a lookup the bind. Undefined when that is not clear. */
const memberOf = async (
  table: BulkTable,
  lookups: ServiceContext,
  { column, value }: KeyColumn,
): Promise<JsonObject | undefined> => {
  if (!isLookupColumn(column)) {
    return { [column]: value };
  }
  const [only, ...others] = [...table.lookups].filter(([, lookup]) => isOf(column, lookup));
  const tables = only === undefined || others.length > 0 ? [] : await readTableNames(lookups, only[1].target);
  const entitySet = tables?.find(({ logicalName }) => logicalName === only?.[1].target)?.entitySet;
  return entitySet === undefined || entitySet === ""
    ? undefined
    : { [`${only?.[0]}@odata.bind`]: `${entitySet}(${value})` };
};

const isOf = (column: string, lookup: TableLookup): boolean => column === `_${lookup.column}_value`;
