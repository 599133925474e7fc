import type { DataverseResponse } from "../../http/message.ts";
import type { JsonObject } from "../jsonObject.ts";

/** Dates in headers and in `createdon` are whole seconds, and a record is created a moment before it is answered. */
const ANSWER_SECONDS = 5;
/** An attempt is given up after two minutes without an answer. */
const ATTEMPT_SECONDS = 120;

/**
 * Whether an upsert created the record: 201 says created and 200 says updated (Microsoft, "Use Upsert to create or
 * update a record"). When an earlier attempt may have been carried out without an answer, 200 no longer proves that
 * the record existed before. Then its age tells:
 * - older than all attempts together can be: it existed;
 * - no older than the time waited between the attempts: the earlier attempt created it;
 * - in between, or without dates (`overriddencreatedon` falsifies `createdon`): it cannot be told, which is null.
 */
export const wasCreated = (response: DataverseResponse, record: JsonObject): boolean | null => {
  if (response.status === 201) {
    return true;
  }
  const attempts = response.earlierAttempts;
  if (!attempts.some(({ mayHaveWritten }) => mayHaveWritten)) {
    return false;
  }
  const age = ageInSeconds(response, record);
  const waited = attempts.reduce((sum, { waitedMs }) => sum + waitedMs / 1000, 0);
  if (age > waited + ATTEMPT_SECONDS * (attempts.length + 1)) {
    return false;
  }
  return Math.abs(age) <= waited + ANSWER_SECONDS ? true : null;
};

/**
 * Whether a record, read some time after a call began, is older than the call; undefined when that cannot be told.
 */
export const existedBefore = (
  response: DataverseResponse,
  record: JsonObject,
  elapsedMs: number,
): boolean | undefined => {
  const age = ageInSeconds(response, record);
  return Number.isNaN(age) ? undefined : age > elapsedMs / 1000 + ANSWER_SECONDS;
};

/** How old the record was when the answer was made, by the server's clock alone; NaN when it cannot be told. */
const ageInSeconds = ({ headers }: DataverseResponse, record: JsonObject): number => {
  const createdOn = record["overriddencreatedon"] == null ? record["createdon"] : undefined;
  return (Date.parse(headers["date"] ?? "") - Date.parse(String(createdOn))) / 1000;
};
