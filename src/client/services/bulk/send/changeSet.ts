import type { DataverseError } from "../../../errors.ts";
import { operationError } from "../../batch/itemOutcome.ts";
import { type BatchedResponse, isOfChangeSet, sendBatch, unreadableBatch } from "../../batch/sendBatch.ts";
import { type BulkRecord, recordNumber } from "../records/bulkRecord.ts";
import { LEFT_TO_THE_RUN, operationOn, operationOnRecord, type Sending } from "./sending.ts";
import { operationOf } from "./singly.ts";

/** What became of a change set: all of its records were written, or none. */
export type ChangeSetOutcome =
  | { readonly answers: readonly BatchedResponse[] }
  | { readonly refusal: ChangeSetRefusal };

/** Why a change set was taken back, and because of which record, where Dataverse tells. */
export interface ChangeSetRefusal {
  readonly record: BulkRecord | undefined;
  readonly error: DataverseError;
}

/**
 * Sends records as one change set, which is one transaction, and gives the answers in the order of the records. A failed one
 * has a single answer, which names the operation by its Content-ID (captured in an issue of Microsoft's documentation).
 */
export const sendChangeSet = async (
  sending: Sending,
  records: readonly BulkRecord[],
): Promise<ChangeSetOutcome> => {
  const batch = {
    operation: operationOn(sending, records.length),
    parts: [{ changeSet: records.map((record) => operationOf(sending, record)) }],
    repeat: LEFT_TO_THE_RUN,
    continueOnError: false,
  };
  const parts = await sendBatch(sending.context, batch);
  const answers = parts.flatMap((part) => (isOfChangeSet(part) ? part.changeSet : [part]));
  const failure = answers.find(({ status }) => status >= 300);
  if (failure !== undefined) {
    const record = records.find(({ index }) => String(index + 1) === failure.contentId);
    const operation =
      record === undefined
        ? operationOn(sending, records.length)
        : operationOnRecord(sending, recordNumber(record.index));
    return { refusal: { record, error: operationError(operation, failure) } };
  }
  if (answers.length !== records.length) {
    throw unreadableBatch(batch);
  }
  return { answers };
};
