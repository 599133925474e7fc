import { DataverseError } from "../../../errors.ts";
import { errorSentence } from "../../../http/errorSentence.ts";
import { type BulkRecord, recordNumber } from "../records/bulkRecord.ts";
import { recordError } from "../report/recordError.ts";
import { operationOnRecord, type Sending } from "../send/sending.ts";
import type { GivenUp } from "./piece.ts";

/** A record that was sent without an answer, and `what` keeps it from being found out whether it was written. */
export const givenUp = (
  sending: Sending,
  record: BulkRecord,
  { what, cause }: { readonly what: string; readonly cause?: DataverseError | undefined },
): GivenUp => {
  const { table } = sending;
  const operation = operationOnRecord(sending, recordNumber(record.index));
  const { kind = "unreachable", code, status, requestId } = cause ?? {};
  const message = errorSentence({ operation, what, mayHaveWritten: true, status, code, requestId });
  const error = new DataverseError(message, { kind, operation, code, mayHaveWritten: true });
  return { index: record.index, error: recordError(error, record, table) };
};

export const UNRESOLVED = "no answer came, and it could not be found out what became of it";

/** Of records without an id. */
export const NO_ID = "no answer came, and without an id of its own it cannot be looked for";
