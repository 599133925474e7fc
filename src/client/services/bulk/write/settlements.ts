import type { BulkRecord } from "../records/bulkRecord.ts";
import type { Settlement } from "../report/ledger.ts";
import type { Sending } from "../send/sending.ts";
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
