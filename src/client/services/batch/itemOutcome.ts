import { type BatchItemError, type BatchItemResult, DataverseError } from "../../errors.ts";
import { bodyText, jsonIn } from "../../http/bodyText.ts";
import { errorFromResponse } from "../../http/errorFromResponse.ts";
import { formatRecordKey, parseRecordKey } from "../../odata/recordKey.ts";
import { isJsonObject, type JsonObject } from "../jsonObject.ts";
import { wasCreated } from "../records/creation.ts";
import { isUnknownSegment } from "../tables/entitySets.ts";
import { type BatchItem, itemName } from "./batchItem.ts";
import type { BatchedResponse } from "./sendBatch.ts";

/** What became of an item that Dataverse got to. */
export type ItemOutcome =
  | {
      readonly succeeded: true;
      readonly httpStatus: number;
      readonly id?: string;
      readonly record: JsonObject;
    }
  | { readonly succeeded: false; readonly error: DataverseError };

/** Ids of the records that items of the same change set have created, by the position of the item. */
export type CreatedIds = ReadonlyMap<number, string>;

/** Reads the answer to an item's operation. */
export const itemOutcome = (
  item: BatchItem,
  answer: BatchedResponse,
  created: CreatedIds = new Map(),
): ItemOutcome => {
  if (answer.status >= 300) {
    const error = itemError(item, answer);
    return wasDeletedBefore(item, error) ? deletedBefore(item, answer) : { succeeded: false, error };
  }
  const body = jsonIn(bodyText(answer.body));
  const id = idIn(answer) ?? givenId(item, created);
  return {
    succeeded: true,
    httpStatus: answer.status,
    ...(id !== undefined && { id }),
    record: isJsonObject(body)
      ? representation(item, answer, body)
      : { ...(id !== undefined && { id }), ...MARKS[item.action] },
  };
};

/** A record that is missing after an attempt that may have deleted it was deleted by that attempt. */
const wasDeletedBefore = ({ action }: BatchItem, error: DataverseError): boolean =>
  action === "delete" && error.kind === "notFound" && error.mayHaveWritten && !isUnknownSegment(error);

const deletedBefore = (item: BatchItem, { status }: BatchedResponse): ItemOutcome => {
  const id = givenId(item, new Map());
  return {
    succeeded: true,
    httpStatus: status,
    ...(id !== undefined && { id }),
    record: { ...(id !== undefined && { id }), deleted: true },
  };
};

/** What a result says beside the id when no record comes back. */
const MARKS: Readonly<Record<BatchItem["action"], JsonObject>> = {
  create: {},
  update: {},
  upsert: {},
  delete: { deleted: true },
  associate: { associated: true },
  disassociate: { disassociated: true },
};

const representation = ({ action }: BatchItem, answer: BatchedResponse, record: JsonObject): JsonObject =>
  action === "upsert" ? { ...record, "@created": wasCreated(answer, record) } : record;

/** `OData-EntityId` names the record by its GUID or, after an upsert by alternate key, by that key. */
export const idIn = ({ headers }: BatchedResponse): string | undefined => {
  const url = headers["odata-entityid"] ?? headers["location"];
  return url === undefined ? undefined : keyIn(url);
};

const keyIn = (url: string): string | undefined => {
  try {
    return formatRecordKey(parseRecordKey(url));
  } catch (error) {
    if (error instanceof DataverseError) {
      return undefined;
    }
    throw error;
  }
};

const givenId = (item: BatchItem, created: CreatedIds): string | undefined => {
  if (item.action === "create") {
    return undefined;
  }
  return item.key.kind === "reference" ? created.get(item.key.position) : formatRecordKey(item.key);
};

/** The error of an item that was refused. */
export const itemError = (item: BatchItem, answer: BatchedResponse): DataverseError => {
  const error = operationError(`Carry out ${itemName(item)}`, answer);
  return item.action === "associate" && answer.status === 405
    ? new DataverseError(
        `${error.message} If ${item.relationship} is a lookup, set it by an update with ${item.relationship}@odata.bind.`,
        error,
      )
    : error;
};

/**
 * The error of a refused operation, which `operation` names as an order: "Carry out item 2". The answer itself proves that it was not carried out, as
 * Dataverse rolls a failed operation back; an earlier attempt at the batch may have done so all the same.
 */
export const operationError = (operation: string, response: BatchedResponse): DataverseError => {
  const { "retry-after": _, ...headers } = response.headers;
  return errorFromResponse(
    { operation, method: "POST", path: "$batch", repeat: "read" },
    { ...response, headers },
    { now: 0, waitBudgetMs: 0 },
  );
};

const RETRYABLE: ReadonlySet<string> = new Set(["throttled", "serverError", "timeout", "unreachable"]);

/** The result of an item as flows get it. */
export const itemResult = (item: BatchItem, outcome: ItemOutcome): BatchItemResult => {
  if (!outcome.succeeded) {
    return failedResult(item, outcome.error);
  }
  const { httpStatus, id, record } = outcome;
  return {
    index: item.position - 1,
    status: "succeeded",
    httpStatus,
    ...(id !== undefined && { id }),
    record,
  };
};

/** The result of an item that an error is known for; `unknown` when it may have been carried out all the same. */
export const failedResult = (item: BatchItem, error: DataverseError): BatchItemResult => ({
  index: item.position - 1,
  status: error.mayHaveWritten ? "unknown" : "failed",
  ...(error.status !== undefined && { httpStatus: error.status }),
  error: itemErrorOf(error),
});

/** The result of an item that was not sent, or not got to; `error` is what kept it from being sent. */
export const notRunResult = (item: BatchItem, error?: DataverseError): BatchItemResult => ({
  index: item.position - 1,
  status: "notRun",
  ...(error !== undefined && { error: itemErrorOf(error) }),
});

const itemErrorOf = ({ kind, code, message, mayHaveWritten }: DataverseError): BatchItemError => ({
  kind,
  code: code ?? null,
  message,
  retryable: RETRYABLE.has(kind) && !mayHaveWritten,
});
