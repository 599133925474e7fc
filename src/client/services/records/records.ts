import { DataverseError, invalidInput } from "../../errors.ts";
import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest } from "../../http/message.ts";
import { queryString, type RecordQuery } from "../../odata/query.ts";
import { formatRecordKey, type RecordKey } from "../../odata/recordKey.ts";
import { recordPath } from "../../odata/recordPath.ts";
import type { JsonObject } from "../jsonObject.ts";
import {
  ifMatchHeader,
  type ReadOptions,
  readHeaders,
  type UpdateOptions,
  type WriteOptions,
  writeHeaders,
} from "../requestOptions.ts";
import { withNameSuggestions } from "../tables/columnNames.ts";
import { createEntitySets, type EntitySets, isUnknownSegment } from "../tables/entitySets.ts";
import type { RecordContext } from "./recordContext.ts";
import { createRecord } from "./recordCreate.ts";
import { findRecord, needsSearch } from "./recordSearch.ts";
import { type UpsertedRecord, upsertRecord } from "./recordUpsert.ts";
import type { RecordValues } from "./recordValues.ts";
import { checkUpdate, type RecordPlace, recordName, updateRecord } from "./recordWrites.ts";

/** One record, as the inputs Entity Type and Entity ID name it. */
export interface RecordTarget {
  /** The entity set; a logical name or another case is corrected at the cost of two more requests. */
  readonly entityType: string;
  readonly key: RecordKey;
}

export type GetOptions = ReadOptions & Pick<RecordQuery, "select" | "expand">;

export type DeleteOptions = Pick<
  UpdateOptions,
  "impersonate" | "bypassCustomLogic" | "solutionName" | "ifMatch"
>;

export interface DeletedRecord {
  /** The GUID, or the alternate key as it was given. */
  readonly id: string;
  readonly deleted: true;
}

/**
 * Each call is one request, as long as the names are right and the key can be part of a path. The first creation in a
 * table reads the name of its primary key before.
 */
export interface Records {
  readonly get: (target: RecordTarget, options?: GetOptions) => Promise<JsonObject>;
  readonly create: (entityType: string, values: RecordValues, options?: WriteOptions) => Promise<JsonObject>;
  /** Never creates a record. */
  readonly update: (
    target: RecordTarget,
    values: RecordValues,
    options?: UpdateOptions,
  ) => Promise<JsonObject>;
  readonly upsert: (
    target: RecordTarget,
    values: RecordValues,
    options?: WriteOptions,
  ) => Promise<UpsertedRecord>;
  readonly delete: (target: RecordTarget, options?: DeleteOptions) => Promise<DeletedRecord>;
}

export const createRecords = (
  context: RecordContext,
  entitySets: EntitySets = createEntitySets(context),
): Records => {
  const inSet = <Result>(entityType: string, call: (entitySet: string) => Promise<Result>) =>
    entitySets.run(entityType, (entitySet) => withNameSuggestions(context, () => call(entitySet)));
  const at = <Result>(target: RecordTarget, call: (place: RecordPlace) => Promise<Result>) =>
    inSet(target.entityType, async (entitySet) => call(placeOf(entitySet, target.key)));
  return {
    get: (target, options = {}) => at(target, (place) => getRecord(context, place, options)),
    create: (entityType, record, options = {}) =>
      inSet(entityType, (entitySet) => createRecord(context, { entitySet, record }, options)),
    update: (target, record, options = {}) =>
      at(target, async (place) => {
        checkUpdate(record);
        const key = await reachableKey(context, place, options);
        return updateRecord(context, { ...place, key, record }, options);
      }),
    upsert: (target, record, options = {}) =>
      at(target, (place) => upsertRecord(context, { ...place, record }, options)),
    delete: (target, options = {}) => at(target, (place) => deleteRecord(context, place, options)),
  };
};

/** A reference such as `contacts(…)` names its entity set itself; as the id of an account it would hit a wrong record. */
const placeOf = (entitySet: string, key: RecordKey): RecordPlace => {
  if (key.entitySet !== undefined && key.entitySet !== entitySet) {
    throw invalidInput(
      `Entity ID is a reference to a record of ${key.entitySet}, but Entity Type is ${entitySet}. Set Entity Type to ${key.entitySet}, or use the ID of a record of ${entitySet}.`,
    );
  }
  return { entitySet, key };
};

/** The key itself, or the GUID of the record it names when it cannot be part of a path. */
const reachableKey = async (
  context: RecordContext,
  { entitySet, key }: RecordPlace,
  { impersonate }: ReadOptions,
): Promise<RecordKey> =>
  needsSearch(key) ? findRecord(context, { entitySet, key, headers: readHeaders({ impersonate }) }) : key;

const getRecord = async (
  context: RecordContext,
  place: RecordPlace,
  { select, expand, ...options }: GetOptions,
): Promise<JsonObject> => {
  const query = queryString({ select, expand });
  const headers = readHeaders(options);
  const key = await reachableKey(context, place, options);
  const request: DataverseRequest = {
    operation: `Get the record ${recordName(place)}`,
    method: "GET",
    path: `${recordPath(place.entitySet, key)}${query}`,
    repeat: "read",
    headers,
  };
  return jsonObject(request, await context.send(request));
};

const deleteRecord = async (
  context: RecordContext,
  place: RecordPlace,
  options: DeleteOptions,
): Promise<DeletedRecord> => {
  const headers = {
    ...writeHeaders(options),
    ...(options.ifMatch !== undefined && ifMatchHeader(options.ifMatch)),
  };
  const key = await reachableKey(context, place, options);
  try {
    await context.send({
      operation: `Delete the record ${recordName(place)}`,
      method: "DELETE",
      path: recordPath(place.entitySet, key),
      repeat: "converges",
      headers,
    });
  } catch (error) {
    if (!wasDeletedBefore(error)) {
      throw error;
    }
  }
  return { id: formatRecordKey(key), deleted: true };
};

/** A record that is missing after an attempt that may have deleted it was deleted by that attempt. */
const wasDeletedBefore = (error: unknown): boolean =>
  error instanceof DataverseError &&
  error.kind === "notFound" &&
  error.mayHaveWritten &&
  !isUnknownSegment(error);
