import { DataverseError } from "../../errors.ts";
import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest, HeaderMap } from "../../http/message.ts";
import { parseGuid } from "../../odata/guid.ts";
import type { JsonObject } from "../jsonObject.ts";
import { readHeaders, type WriteOptions, writeHeaders } from "../requestOptions.ts";
import type { PrimaryKey } from "../tables/primaryKeys.ts";
import { type NewRecordId, newRecordId, withRecordId } from "./newRecordId.ts";
import type { RecordContext } from "./recordContext.ts";
import { bodyText, checkRecord, type ExactText, type RecordValues } from "./recordValues.ts";
import { resolvedCreate } from "./resolvedCreate.ts";
import { writeTextValues } from "./valueTypes.ts";

export interface NewRecord {
  readonly entitySet: string;
  readonly record: RecordValues;
  /** JSON text to send for some columns instead of their values. */
  readonly exact?: ExactText | undefined;
}

/**
 * Creates a record. Every request that arrives makes one more, unless the record has an id already: so one is chosen
 * for it, by which it can be found when the answer is lost. Where the name of the key cannot be found out, the record
 * is created without.
 */
export const createRecord = async (
  context: RecordContext,
  { entitySet, record, exact }: NewRecord,
  options: WriteOptions,
): Promise<JsonObject> => {
  checkRecord(record);
  const creation: Creation = {
    entitySet,
    record,
    exact,
    headers: writeHeaders(options, { returnRepresentation: true }),
    readHeaders: readHeaders(options),
    chosenId: context.recordIds.next(`${entitySet}\n${bodyText(record, exact)}`),
  };
  const key = await context.primaryKeys.of(entitySet);
  try {
    return await createBy(context, creation, key);
  } catch (error) {
    if (key === undefined || !refusesColumn(error, key) || isGiven(record, key)) {
      throw error;
    }
    return createBy(context, creation, await otherKey(context, entitySet, key));
  }
};

/** The column is not the caller's, so neither is the mistake: the table has another key by now, or takes no ids. */
const otherKey = async (
  { primaryKeys }: RecordContext,
  entitySet: string,
  refused: PrimaryKey,
): Promise<PrimaryKey | undefined> => {
  primaryKeys.forget(entitySet);
  const key = await primaryKeys.of(entitySet);
  if (key?.column !== refused.column) {
    return key;
  }
  primaryKeys.withhold(entitySet);
  return undefined;
};

interface Creation extends NewRecord {
  readonly headers: HeaderMap;
  readonly readHeaders: HeaderMap;
  readonly chosenId: string;
}

const createBy = async (
  context: RecordContext,
  creation: Creation,
  key: PrimaryKey | undefined,
): Promise<JsonObject> => {
  const { entitySet, exact, headers } = creation;
  const id = key === undefined ? undefined : newRecordId(key, creation.record, creation.chosenId);
  const record = id === undefined ? creation.record : withRecordId(creation.record, id);
  const request: DataverseRequest = {
    operation: `Create a record in ${entitySet}`,
    method: "POST",
    path: entitySet,
    repeat: "appends",
    headers,
  };
  const post = async (body: string) => jsonObject(request, await context.send({ ...request, body }));
  const send = (body: string) =>
    id === undefined ? post(body) : resolvedCreate(context, { ...creation, id, post: () => post(body) });
  const created = await writeTextValues(context, { entitySet, record, send }, exact);
  if (id !== undefined && !hasId(created, id)) {
    context.primaryKeys.withhold(entitySet);
  }
  return created;
};

const isGiven = ({ values, textValues }: RecordValues, { column }: PrimaryKey): boolean =>
  (textValues[column] ?? values[column] ?? null) !== null;

/** False where Dataverse made another id than the one it was given. */
const hasId = (record: JsonObject, { column, id }: NewRecordId): boolean =>
  parseGuid(String(record[column])) === id;

/** Dataverse refuses what was sent and names the column; so it wrote nothing. */
const refusesColumn = (error: unknown, { column }: PrimaryKey): boolean =>
  error instanceof DataverseError &&
  error.kind === "badRequest" &&
  error.serverMessage?.includes(`'${column}'`) === true;
