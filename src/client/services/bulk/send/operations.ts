import type { BatchOperation } from "../../../batch/operation.ts";
import { type BatchedResponse, isOfChangeSet, sendBatch, unreadableBatch } from "../../batch/sendBatch.ts";
import { checkSize } from "./messageSize.ts";
import { LEFT_TO_THE_RUN, operationOn, type Sending } from "./sending.ts";

export interface Operations {
  readonly parts: readonly BatchOperation[];
  /** How many records there are in all of them, and at most in each. */
  readonly records: number;
  readonly perOperation: number;
  /** Whether the time they take is typical of others. */
  readonly isTypical: boolean;
}

/** Sends operations as one `$batch`, each a transaction of its own, and gives the answer to each of them in order. */
export const sendOperations = async (
  sending: Sending,
  { parts, records, perOperation, isTypical }: Operations,
): Promise<readonly BatchedResponse[]> => {
  const operation = operationOn(sending, records);
  const bodies = parts.map(({ body = "" }) => body);
  checkSize({ operation, records, bodies });
  const batch = {
    operation,
    parts,
    repeat: LEFT_TO_THE_RUN,
    continueOnError: true,
    writes: isTypical ? { records, perOperation } : undefined,
  };
  const answers = await sendBatch(sending.context, batch);
  const own = answers.flatMap((answer) => (isOfChangeSet(answer) ? [] : [answer]));
  if (own.length !== parts.length) {
    throw unreadableBatch(batch);
  }
  return own;
};
