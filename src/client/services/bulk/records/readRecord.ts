import { invalidInput } from "../../../errors.ts";
import { formatRecordKey, type RecordKey } from "../../../odata/recordKey.ts";
import { cannotTravelInUrl } from "../../../odata/recordPath.ts";
import type { JsonObject } from "../../jsonObject.ts";
import { checkNames } from "../../records/recordValues.ts";
import { type BulkRecord, isMarked, MAY_BE_DONE, sentSince } from "./bulkRecord.ts";
import { checkValues } from "./checkValues.ts";
import { isAlias, keyOf, missingKey } from "./recordKey.ts";
import { recordObject } from "./recordObject.ts";
import type { RecordReading } from "./recordReading.ts";

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

/** Binds are written; all other annotations are what answers of Dataverse hold beside the values. */
const isWritten = (name: string): boolean => !name.includes("@") || name.endsWith("@odata.bind");

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

const partitionIn = ({ table }: RecordReading, { partitionid }: JsonObject): string | undefined =>
  table.isElastic && typeof partitionid === "string" && partitionid !== "" ? partitionid : undefined;

/** Related records under a navigation property; choices and texts are never objects. */
const isDeep = (values: JsonObject): boolean =>
  Object.entries(values).some(
    ([name, value]) => typeof value === "object" && value !== null && !name.endsWith("@odata.bind"),
  );
