import type { BatchedResponse } from "../../batch/sendBatch.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import { type BulkMessage, bulkMessage } from "./bulkMessage.ts";
import { sendOperations } from "./operations.ts";
import type { Sending } from "./sending.ts";

/** A bulk message of a batch, and what it was answered with. */
export interface AnsweredMessage {
  readonly message: BulkMessage;
  readonly records: readonly BulkRecord[];
  readonly answer: BatchedResponse;
}

/**
 * Sends groups of records as bulk messages in one `$batch`: it takes little longer than one for all of them, and a bad
 * record takes back its group alone.
 */
export const sendInGroups = async (
  sending: Sending,
  groups: readonly (readonly BulkRecord[])[],
  isTypical: boolean,
): Promise<readonly AnsweredMessage[]> => {
  const root = new URL(sending.context.serviceRoot).pathname;
  const messages = groups.map((group) => bulkMessage(sending, group));
  const sizes = groups.map(({ length }) => length);
  const answers = await sendOperations(sending, {
    parts: messages.map(({ method, path, headers, body }) => ({
      method,
      url: root + path,
      headers: { ...headers, "Content-Type": "application/json" },
      body,
    })),
    records: sizes.reduce((sum, size) => sum + size, 0),
    perOperation: Math.max(...sizes),
    isTypical,
  });
  return groups.flatMap((records, place) => {
    const [message, answer] = [messages[place], answers[place]];
    return message === undefined || answer === undefined ? [] : [{ message, records, answer }];
  });
};
