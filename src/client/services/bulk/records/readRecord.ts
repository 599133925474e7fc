import { DataverseError, invalidInput } from "../../../errors.ts";
import { jsonIn } from "../../../http/bodyText.ts";
import { bareColumn, type KeyColumn, textColumn } from "../../../odata/keyPredicate.ts";
import { quoted } from "../../../odata/names.ts";
import {
  type AlternateKey,
  formatRecordKey,
  parseRecordKey,
  type RecordKey,
} from "../../../odata/recordKey.ts";
import { cannotTravelInUrl } from "../../../odata/recordPath.ts";
import { isJsonObject, type JsonObject } from "../../jsonObject.ts";
import type { RecordIds } from "../../records/recordIds.ts";
import { checkNames } from "../../records/recordValues.ts";
import type { BulkAction } from "../bulkCall.ts";
import type { BulkTable } from "../table/bulkTable.ts";
import { type BulkRecord, isMarked, MAY_BE_DONE, sentSince } from "./bulkRecord.ts";
import { checkValues } from "./checkValues.ts";
import type { KeyColumns } from "./recordKeyColumns.ts";

export interface RecordReading {
  readonly action: BulkAction;
  readonly table: BulkTable;
  readonly keyColumns: KeyColumns;
  readonly recordIds: Pick<RecordIds, "of">;
}

/** Reads the record at a place of the list. Throws `invalidInput` when it cannot be sent; the sentence does not name it. */
export const readRecord = (reading: RecordReading, given: unknown, index: number): BulkRecord => {
  const record = recordObject(reading, given);
  const values = reading.action === "delete" ? {} : writtenValues(reading, record);
  checkNames({ values, textValues: {} }, "It");
  checkValues(values);
  const key = keyOf(reading, record);
  if (reading.action === "create") {
    if (Object.keys(record).length === 0) {
      throw invalidInput("It is an empty object: give at least one column.");
    }
    return newRecord(reading, { record, values, key, index });
  }
  if (key === undefined) {
    throw invalidInput(`It has no ${missingKey(reading, record)}, so it is not clear which record is meant.`);
  }
  if (reading.action === "update" && Object.keys(values).length === 0) {
    throw invalidInput("It has nothing to write besides its key.");
  }
  return {
    index,
    key,
    name: formatRecordKey(key),
    partition: partitionIn(reading, record),
    values,
    hasGivenId: true,
    mayBeDone: isMarked(record[MAY_BE_DONE]),
    sentSince: undefined,
    onlySingly: isDeep(values) || (key.kind === "alternate" && !isForMessage(reading, key)),
  };
};

/** UpsertMultiple alone takes alternate keys (Microsoft, "Use bulk operation messages"). */
const isForMessage = ({ action }: RecordReading, key: RecordKey): boolean =>
  action === "upsert" && !cannotTravelInUrl(key);

interface NewRecord {
  readonly record: JsonObject;
  readonly values: JsonObject;
  readonly key: RecordKey | undefined;
  readonly index: number;
}

const newRecord = (reading: RecordReading, { record, values, key, index }: NewRecord): BulkRecord => {
  const itsKey = key ?? chosenKey(reading, values, index);
  const mayBeDone = isMarked(record[MAY_BE_DONE]);
  const since = sentSince(record[MAY_BE_DONE]);
  return {
    index,
    key: itsKey,
    name: itsKey === undefined ? undefined : formatRecordKey(itsKey),
    partition: partitionIn(reading, record),
    values,
    hasGivenId: key !== undefined && (!mayBeDone || since !== undefined),
    mayBeDone,
    sentSince: since,
    onlySingly: isDeep(values) || itsKey === undefined,
  };
};

const chosenKey = (
  { table, recordIds }: RecordReading,
  values: JsonObject,
  index: number,
): RecordKey | undefined =>
  table.takesIds ? { kind: "id", id: recordIds.of(index, JSON.stringify(values)) } : undefined;

/**
 * A record of the list as an object. Steps that build a record as text hand it over as JSON; to delete a record, its id or
 * key alone will do. Throws `invalidInput` for anything else.
 */
export const recordObject = (
  { action, table }: Pick<RecordReading, "action" | "table">,
  given: unknown,
): JsonObject => {
  const record = typeof given === "string" && given.trimStart().startsWith("{") ? jsonIn(given) : given;
  if (isJsonObject(record)) {
    return record;
  }
  if (action === "delete" && typeof given === "string") {
    return { [table.primaryId]: given };
  }
  throw invalidInput(`It must be an object of columns and values, but it is ${kindOf(given)}.`);
};

const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) {
    return "empty";
  }
  if (Array.isArray(value)) {
    return "a list";
  }
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
};

/** Binds are written; all other annotations are what answers of Dataverse hold beside the values. */
const isWritten = (name: string): boolean => !name.includes("@") || name.endsWith("@odata.bind");

/** `id` stands for the primary key, whatever the name of its column, where that is not given. */
export const isAlias = ({ primaryId }: BulkTable, record: JsonObject): boolean => isBlank(record[primaryId]);

/** Results of other steps have the id twice. */
const isSameId = (one: unknown, other: unknown): boolean =>
  String(one).toLowerCase() === String(other).toLowerCase();

const writtenValues = (reading: RecordReading, record: JsonObject): JsonObject => {
  const { action, table, keyColumns } = reading;
  const inKey = (name: string): boolean =>
    name === table.primaryId ||
    (name === "id" && (isAlias(table, record) || isSameId(record["id"], record[table.primaryId]))) ||
    (action !== "create" && keyColumns.includes(name));
  return Object.fromEntries(
    Object.entries(record).filter(([name, value]) => value !== undefined && isWritten(name) && !inKey(name)),
  );
};

const missingKey = ({ table, keyColumns }: RecordReading, record: JsonObject): string =>
  keyColumns.length === 0
    ? `${table.primaryId} (its primary key)`
    : keyColumns.filter((name) => isBlank(record[name])).join(" and ");

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === "";

const keyOf = (reading: RecordReading, record: JsonObject): RecordKey | undefined => {
  const { action, table, keyColumns } = reading;
  if (action !== "create" && keyColumns.length > 0) {
    return alternateKey(reading, record);
  }
  const id = isAlias(table, record) ? record["id"] : record[table.primaryId];
  if (isBlank(id)) {
    return undefined;
  }
  const key = parsedKey(table, id);
  if (action === "create" && key.kind === "id" && key.id === NO_ID) {
    return undefined;
  }
  if (key.kind === "alternate" && action === "create") {
    throw invalidInput(`Its ${table.primaryId} ${quoted(formatRecordKey(key))} is not a GUID.`);
  }
  return key;
};

/** An id of zeros is none to Dataverse, which makes one instead (Microsoft, "Create a table row": `Guid.Empty`). */
const NO_ID = "00000000-0000-0000-0000-000000000000";

/** `parseRecordKey` speaks of Entity ID, which here is a column of the record. */
const parsedKey = (table: BulkTable, id: unknown): RecordKey => {
  try {
    const { entitySet, ...key } = parseRecordKey(id);
    if (entitySet !== undefined && entitySet !== table.entitySet) {
      throw invalidInput(`Its key is a reference to a record of ${entitySet}, not of ${table.entitySet}.`);
    }
    return key.kind === "id" ? key : { ...key, columns: key.columns.map((part) => inSeconds(table, part)) };
  } catch (error) {
    throw error instanceof DataverseError
      ? invalidInput(error.message.replace(/^Entity ID/, `Its ${table.primaryId}`))
      : error;
  }
};

const alternateKey = (reading: RecordReading, record: JsonObject): AlternateKey | undefined => {
  const columns = reading.keyColumns.map((name) => keyColumn(reading.table, name, record[name]));
  const known = columns.filter((column) => column !== undefined);
  return known.length === columns.length ? { kind: "alternate", columns: known } : undefined;
};

const TEXT_TYPES: ReadonlySet<string | undefined> = new Set(["String", "Memo"]);

const keyColumn = (table: BulkTable, name: string, value: unknown): KeyColumn | undefined => {
  if (isBlank(value)) {
    return undefined;
  }
  if (typeof value === "object") {
    throw invalidInput(`Its ${name} is ${kindOf(value)}, but a key column takes text, a number or a date.`);
  }
  const type = table.columnTypes.get(name);
  if (TEXT_TYPES.has(type)) {
    return textColumn(name, String(value));
  }
  return bareKeyColumn(name, type === "DateTime" ? wholeSeconds(String(value)) : String(value));
};

const inSeconds = ({ columnTypes }: BulkTable, part: KeyColumn): KeyColumn =>
  columnTypes.get(part.column) === "DateTime" && typeof part.value === "string" && part.value === part.literal
    ? bareColumn(part.column, wholeSeconds(part.literal))
    : part;

/** Times are kept to the second (see `comparisons.ts`): with a fraction, the record would not be found again. */
const wholeSeconds = (text: string): string => text.replace(/(:\d{2})\.\d+(?=Z|[+-]\d{2}:\d{2}|$)/i, "$1");

const bareKeyColumn = (name: string, text: string): KeyColumn => {
  try {
    return bareColumn(name, text.trim());
  } catch (error) {
    throw error instanceof DataverseError
      ? invalidInput(`Its ${name} ${quoted(text)} is neither a number nor a date nor a GUID.`)
      : error;
  }
};

const partitionIn = ({ table }: RecordReading, { partitionid }: JsonObject): string | undefined =>
  table.isElastic && typeof partitionid === "string" && partitionid !== "" ? partitionid : undefined;

/** Related records under a navigation property; choices and texts are never objects. */
const isDeep = (values: JsonObject): boolean =>
  Object.entries(values).some(
    ([name, value]) => typeof value === "object" && value !== null && !name.endsWith("@odata.bind"),
  );
