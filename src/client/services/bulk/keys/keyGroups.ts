import { parseGuid } from "../../../odata/guid.ts";
import { type KeyColumn, textColumn } from "../../../odata/keyPredicate.ts";
import type { AlternateKey, RecordKey } from "../../../odata/recordKey.ts";
import type { JsonObject } from "../../jsonObject.ts";
import type { BulkTable } from "../table/bulkTable.ts";
import { alternativesOf, type KeyColumns, type KeyFilter, listOf } from "./keyFilter.ts";
import { identityOf } from "./recordIdentity.ts";

/** Keys that can be asked for together. */
export interface KeyGroup {
  readonly keys: readonly KeyColumns[];
  readonly filter: KeyFilter;
  /** The columns by which a record is recognised. */
  readonly select: readonly string[];
  /** The identity of the key of this kind that names a record; undefined when none does. */
  readonly identityIn: (record: JsonObject) => string | undefined;
}

/** Distributes different keys over as few groups as possible. */
export const keyGroups = (table: BulkTable, keys: readonly RecordKey[]): readonly KeyGroup[] => {
  const ids = keys.flatMap((key) => (key.kind === "id" ? [key.id.toLowerCase()] : []));
  const shapes = new Map<string, AlternateKey[]>();
  for (const key of keys.filter((key) => key.kind === "alternate")) {
    const shape = JSON.stringify([isListed(table, key), ...columnsOf(key).toSorted()]);
    const same = shapes.get(shape) ?? [];
    same.push(key);
    shapes.set(shape, same);
  }
  const groups = [...shapes.values()].map((same) => alternateGroup(table, same));
  return ids.length === 0 ? groups : [idGroup(table, ids), ...groups];
};

const columnsOf = (key: AlternateKey): readonly string[] => key.columns.map(({ column }) => column);

/** An elastic table has rows of one id in several partitions. */
const PARTITION = "partitionid";

const idGroup = (table: BulkTable, ids: readonly string[]): KeyGroup => ({
  keys: ids.map((id) => [{ column: table.primaryId, value: id, literal: id }]),
  filter: listOf(table.primaryId),
  select: table.isElastic ? [PARTITION] : [],
  identityIn: (record) => {
    const id = guidIn(record, table.primaryId);
    return id === undefined || (table.isElastic && !isInOwnPartition(record, id)) ? undefined : id;
  },
});

const guidIn = (record: JsonObject, column: string): string | undefined => {
  const value = record[column];
  return typeof value === "string" ? parseGuid(value) : undefined;
};

/** An id alone means the row whose partition is its id, the default (Microsoft, "Use elastic tables"). */
const isInOwnPartition = (record: JsonObject, id: string): boolean =>
  record[PARTITION] == null || guidIn(record, PARTITION) === id;

const texts: ReadonlySet<string | undefined> = new Set(["String", "Memo"]);

/** Whether a key can be one of a list of texts. */
const isListed = ({ columnTypes }: BulkTable, { columns: [first, ...others] }: AlternateKey): boolean =>
  first !== undefined &&
  others.length === 0 &&
  texts.has(columnTypes.get(first.column)) &&
  first.literal.startsWith("'");

/** Of keys with the same columns, all of them listed or none. */
const alternateGroup = (table: BulkTable, keys: readonly AlternateKey[]): KeyGroup => {
  const [first] = keys;
  const columns = first === undefined ? [] : columnsOf(first);
  const listed = first !== undefined && isListed(table, first) ? columns[0] : undefined;
  return {
    keys: keys.map((key) => key.columns),
    filter: listed === undefined ? alternativesOf(columns.length) : listOf(listed),
    select: columns,
    identityIn: (record) => {
      const found = columns.flatMap((column) => columnIn(table, record, column) ?? []);
      return found.length === columns.length ? identityOf({ kind: "alternate", columns: found }) : undefined;
    },
  };
};

/** Types whose values stand without quotes in a key, and between quotes in JSON. */
const bareTypes: ReadonlySet<string | undefined> = new Set(["DateTime", "Uniqueidentifier"]);

/** A record's value as a key has it. */
const columnIn = (table: BulkTable, record: JsonObject, column: string): KeyColumn | undefined => {
  const value = record[column];
  if (typeof value === "string") {
    return bareTypes.has(table.columnTypes.get(column))
      ? { column, value, literal: value }
      : textColumn(column, value);
  }
  return typeof value === "number" || typeof value === "boolean"
    ? { column, value, literal: String(value) }
    : undefined;
};
