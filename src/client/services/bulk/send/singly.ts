import type { BatchOperation } from "../../../batch/operation.ts";
import { recordPath } from "../../../odata/recordPath.ts";
import type { BatchedResponse } from "../../batch/sendBatch.ts";
import { ifMatchHeader, writeHeaders } from "../../requestOptions.ts";
import { SINGLY } from "../pace/perOperation.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import { wholeKey } from "../records/wholeKey.ts";
import { sendOperations } from "./operations.ts";
import { idMember, membersJson } from "./recordJson.ts";
import type { Sending } from "./sending.ts";

/**
 * Sends records as the operations of one `$batch`, and gives the answer to each of them in order. It takes several times as
 * long as a bulk message, but tells what is wrong with which record.
 */
export const sendSingly = (
  sending: Sending,
  records: readonly BulkRecord[],
  isTypical: boolean,
): Promise<readonly BatchedResponse[]> =>
  sendOperations(sending, {
    parts: records.map((record) => operationOf(sending, record)),
    records: records.length,
    perOperation: SINGLY,
    isTypical,
  });

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
