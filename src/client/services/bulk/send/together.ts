import { TOGETHER } from "../pace/perOperation.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import { bulkMessage, idsIn } from "./bulkMessage.ts";
import { checkSize } from "./messageSize.ts";
import type { Sending } from "./sending.ts";

/**
 * Sends records in one bulk message. On standard tables that is one transaction, which an error takes back as a whole; on
 * elastic tables, `recordStatuses` of the error tells what was written. Gives the ids of new records.
 */
export const sendTogether = async (
  sending: Sending,
  records: readonly BulkRecord[],
  isTypical: boolean,
): Promise<readonly string[] | undefined> => {
  const message = bulkMessage(sending, records);
  checkSize({ operation: message.operation, records: records.length, bodies: [message.body] });
  const writes = { records: records.length, perOperation: TOGETHER };
  const response = await sending.context.send({ ...message, ...(isTypical && { writes }) });
  return idsIn(message, response, records.length);
};
