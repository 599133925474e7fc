import { invalidInput } from "../../errors.ts";
import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest, DataverseResponse, HeaderMap } from "../../http/message.ts";
import { formatRecordKey, type RecordKey } from "../../odata/recordKey.ts";
import { recordPath } from "../../odata/recordPath.ts";
import type { JsonObject } from "../jsonObject.ts";
import { ifMatchHeader, type UpdateOptions, type WriteOptions, writeHeaders } from "../requestOptions.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { checkRecord, isEmpty, type RecordValues } from "./recordValues.ts";
import { writeTextValues } from "./valueTypes.ts";

/** A record by its entity set and a key that can be part of a path. */
export interface RecordPlace {
  readonly entitySet: string;
  readonly key: RecordKey;
}

/** A record as an error or a log names it: `accounts(accountnumber='A-1')`. */
export const recordName = ({ entitySet, key }: RecordPlace): string =>
  `${entitySet}(${formatRecordKey(key)})`;

/** A record that was written, with the answer that brought it. */
export interface WrittenRecord {
  readonly record: JsonObject;
  readonly response: DataverseResponse;
}

const returnRepresentation = { returnRepresentation: true } as const;

export interface RecordChange extends RecordPlace {
  readonly record: RecordValues;
}

/** Updates a record that exists: `If-Match` keeps PATCH from creating it (Microsoft, "Perform conditional operations"). */
export const updateRecord = async (
  context: ServiceContext,
  change: RecordChange,
  options: UpdateOptions,
): Promise<JsonObject> => {
  const headers = { ...writeHeaders(options, returnRepresentation), ...ifMatchHeader(options.ifMatch) };
  const { record } = await patch(context, change, { verb: "Update", headers });
  return record;
};

/** Creates the record or updates it, whichever applies: what PATCH does by itself. */
export const createOrUpdateRecord = async (
  context: ServiceContext,
  change: RecordChange,
  options: WriteOptions,
): Promise<WrittenRecord> =>
  patch(context, change, { verb: "Create or update", headers: writeHeaders(options, returnRepresentation) });

const patch = (
  context: ServiceContext,
  { record, ...place }: RecordChange,
  { verb, headers }: { readonly verb: string; readonly headers: HeaderMap },
): Promise<WrittenRecord> => {
  const request: DataverseRequest = {
    operation: `${verb} the record ${recordName(place)}`,
    method: "PATCH",
    path: recordPath(place.entitySet, place.key),
    repeat: "converges",
    headers,
  };
  const send = async (body: string) => {
    const response = await context.send({ ...request, body });
    return { record: jsonObject(request, response), response };
  };
  return writeTextValues(context, { entitySet: place.entitySet, record, send });
};

/** Refuses an update without values before a request is spent. */
export const checkUpdate = (record: RecordValues): void => {
  checkRecord(record);
  if (isEmpty(record)) {
    throw invalidInput(
      "There is nothing to update: Field Value and Dynamic Values are both empty. Enter at least one field to change.",
    );
  }
};
