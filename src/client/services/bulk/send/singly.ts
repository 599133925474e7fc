import type { BatchOperation } from "../../../batch/operation.ts";
import { recordPath } from "../../../odata/recordPath.ts";
import { type BatchedResponse, isOfChangeSet, sendBatch, unreadableBatch } from "../../batch/sendBatch.ts";
import { ifMatchHeader, writeHeaders } from "../../requestOptions.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import { wholeKey } from "../records/wholeKey.ts";
import { checkSize } from "./messageSize.ts";
import { idMember, membersJson } from "./recordJson.ts";
import { LEFT_TO_THE_RUN, operationOn, type Sending } from "./sending.ts";

/**
 * Sends records as the operations of one `$batch`, each a transaction of its own, and gives the answer to each of them in
 * order. It takes several times as long as a bulk message, but tells what is wrong with which record.
 */
export const sendSingly = async (
  sending: Sending,
  records: readonly BulkRecord[],
  isTypical: boolean,
): Promise<readonly BatchedResponse[]> => {
  const operation = operationOn(sending, records.length);
  const parts = records.map((record) => operationOf(sending, record));
  checkSize(
    operation,
    parts.map(({ body = "" }) => body),
  );
  const batch = {
    operation,
    parts,
    repeat: LEFT_TO_THE_RUN,
    continueOnError: true,
    writes: isTypical ? records.length : undefined,
  };
  const answers = await sendBatch(sending.context, batch);
  const own = answers.flatMap((answer) => (isOfChangeSet(answer) ? [] : [answer]));
  if (own.length !== records.length) {
    throw unreadableBatch(batch);
  }
  return own;
};

/** The operation for one record; it is also what a change set is made of. */
export const operationOf = (sending: Sending, record: BulkRecord): BatchOperation => {
  const { context, action, table, options } = sending;
  const root = new URL(context.serviceRoot).pathname;
  const contentId = String(record.index + 1);
  const headers = writeHeaders(options);
  const key = wholeKey(table, record);
  if (action === "create" || key === undefined) {
    const body = [...idMember(table, record), ...membersJson(table, record.values)];
    return {
      method: "POST",
      url: root + table.entitySet,
      headers: { ...headers, ...JSON_BODY },
      body: `{${body.join(",")}}`,
      contentId,
    };
  }
  const url = root + recordPath(table.entitySet, key);
  return action === "delete"
    ? { method: "DELETE", url, headers, contentId }
    : {
        method: "PATCH",
        url,
        headers: { ...headers, ...JSON_BODY, ...(action === "update" && ifMatchHeader(undefined)) },
        body: `{${membersJson(table, record.values).join(",")}}`,
        contentId,
      };
};

const JSON_BODY = { "Content-Type": "application/json" } as const;
