import type { DataverseError } from "../../../errors.ts";
import { renamed } from "../../../http/restated.ts";
import { type BulkRecord, recordNumber } from "../records/bulkRecord.ts";
import type { Settlement } from "../report/ledger.ts";
import { recordError } from "../report/recordError.ts";
import { namedNumber } from "../report/unreadableNumber.ts";
import { operationOnRecord, type Sending } from "../send/sending.ts";
import type { Piece } from "./piece.ts";

/** The settlement of a record that was written. */
export const written = ({ action }: Sending, piece: Piece, record: BulkRecord): Settlement => ({
  index: record.index,
  status: "succeeded",
  id: record.name,
  created: createdBy(action, existedBefore(piece, record)),
});

/** What was read after an attempt that may have been carried out says nothing about the time before. */
const existedBefore = ({ known, history, looks }: Piece, { index }: BulkRecord): boolean | undefined =>
  history === "inDoubt" && looks > 0 ? undefined : known?.get(index)?.exists;

/** A bulk upsert never tells whether it created a record: reading before does. */
const createdBy = (action: Sending["action"], existed: boolean | undefined): boolean | undefined => {
  if (action === "create") {
    return true;
  }
  return action === "upsert" && existed !== undefined ? !existed : undefined;
};

/** The error as one of this record, also where it was in a request of its own. */
const ofRecord = (sending: Sending, record: BulkRecord, error: DataverseError): DataverseError => {
  const operation = operationOnRecord(sending, recordNumber(record.index));
  const named = error.operation === operation ? error : renamed(error, operation);
  return namedNumber(named, record, sending.table);
};

interface Telling {
  readonly sending: Sending;
  /** The error with the names that may have been meant, where it is about a name. */
  readonly suggest: (error: DataverseError) => Promise<DataverseError>;
}

/** The settlement of a record that was refused. */
export const failed = async (
  { sending, suggest }: Telling,
  record: BulkRecord,
  error: DataverseError,
): Promise<Settlement> => ({
  index: record.index,
  status: "failed",
  ...(sending.action !== "create" && { id: record.name }),
  error: recordError(await suggest(ofRecord(sending, record, error)), record, sending.table),
});
