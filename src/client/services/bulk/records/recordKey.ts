import { DataverseError, invalidInput } from "../../../errors.ts";
import { bareColumn, type KeyColumn, textColumn } from "../../../odata/keyPredicate.ts";
import { quoted } from "../../../odata/names.ts";
import {
  type AlternateKey,
  formatRecordKey,
  parseRecordKey,
  type RecordKey,
} from "../../../odata/recordKey.ts";
import type { JsonObject } from "../../jsonObject.ts";
import type { BulkTable } from "../table/bulkTable.ts";
import { kindOf } from "./recordObject.ts";
import type { RecordReading } from "./recordReading.ts";

/** `id` stands for the primary key, whatever the name of its column, where that is not given. */
export const isAlias = ({ primaryId }: BulkTable, record: JsonObject): boolean => isBlank(record[primaryId]);

/** The columns of the key that a record does not have, as sentences name them. */
export const missingKey = ({ table, keyColumns }: RecordReading, record: JsonObject): string =>
  keyColumns.length === 0
    ? `${table.primaryId} (its primary key)`
    : keyColumns.filter((name) => isBlank(record[name])).join(" and ");

export const isBlank = (value: unknown): boolean => value === undefined || value === null || value === "";

/** What names the record; undefined when it does not say. Throws `invalidInput` for what is no key. */
export const keyOf = (reading: RecordReading, record: JsonObject): RecordKey | undefined => {
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
