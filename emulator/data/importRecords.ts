import { loadRecords } from "../organization/load.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import type { SeedRecord } from "../seed/seedRecord.ts";
import { newGuid, parseGuid } from "../store/guid.ts";
import type { Store } from "../store/store.ts";
import { dataColumns } from "./dataColumns.ts";
import { type StreamedRecord, streamRecords } from "./recordStream.ts";

const fits: Partial<Record<Column["edmType"], (value: unknown) => boolean>> = {
  "Edm.Boolean": (value) => typeof value === "boolean",
  "Edm.Int32": Number.isInteger,
  "Edm.Int64": Number.isInteger,
  "Edm.Decimal": Number.isFinite,
  "Edm.Double": Number.isFinite,
  "Edm.Guid": (value) => typeof value === "string" && parseGuid(value) !== undefined,
  "Edm.DateTimeOffset": (value) =>
    typeof value === "string" && /T.*(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value)),
  "Edm.Date": (value) =>
    typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
};

const isText = (value: unknown): boolean => typeof value === "string";

interface Pointer {
  readonly table: string;
  readonly id: string;
}

const readPointer = (schema: Schema, value: unknown): Pointer | undefined => {
  const { table, id }: { readonly table?: unknown; readonly id?: unknown } =
    typeof value === "object" && value !== null ? value : {};
  const guid = typeof id === "string" ? parseGuid(id) : undefined;
  return typeof table === "string" && schema.tables.has(table) && guid !== undefined
    ? { table, id: guid }
    : undefined;
};

/** Reads a cell as a seed record has it; undefined when the column cannot hold it. */
const readCell = (schema: Schema, { edmType, isLookup }: Column, value: unknown): unknown => {
  if (value === null) {
    return null;
  }
  if (isLookup) {
    return readPointer(schema, value);
  }
  if (!(fits[edmType] ?? isText)(value)) {
    return undefined;
  }
  return edmType === "Edm.Guid" ? String(value).toLowerCase() : value;
};

const fieldsOf = (json: unknown): readonly (readonly [string, unknown])[] => Object.entries(Object(json));

interface Target {
  readonly table: Table;
  readonly columns: ReadonlyMap<string, Column>;
}

const checkedCell = (
  { schema, table, columns }: Target & { readonly schema: Schema },
  field: string,
  value: unknown,
): unknown => {
  const column = columns.get(field);
  if (column === undefined) {
    throw new Error(
      `The data set has the column '${field}' for '${table.name}', which the emulator does not know.`,
    );
  }
  const cell = readCell(schema, column, value);
  if (cell === undefined) {
    throw new Error(`The column '${field}' of '${table.name}' cannot hold ${JSON.stringify(value)}.`);
  }
  return cell;
};

const createReader = (store: Store) => {
  const { schema } = store;
  const known = new Map<string, Target>();
  const targetOf = (name: string): Target => {
    const table = schema.tables.get(name);
    if (table === undefined) {
      throw new Error(`The data set has the table '${name}', which the emulator does not know.`);
    }
    const target = known.get(name) ?? { table, columns: dataColumns(table) };
    known.set(name, target);
    return target;
  };
  return ({ table: name, json }: StreamedRecord): SeedRecord => {
    const { table, columns } = targetOf(name);
    const values = Object.fromEntries(
      fieldsOf(json).map(([field, value]) => [field, checkedCell({ schema, table, columns }, field, value)]),
    );
    const { [table.primaryId]: given, ...others } = values;
    const id = typeof given === "string" ? given : newGuid();
    if (store.table(name).slotOf(id) !== undefined) {
      throw new Error(`The data set has two records with the id ${id} in '${name}'.`);
    }
    return { table: name, id, values: others };
  };
};

function* readAll(store: Store, chunks: Iterable<string>): Generator<SeedRecord> {
  const read = createReader(store);
  for (const record of streamRecords(chunks)) {
    yield read(record);
  }
}

/** Tables that the data set leaves empty get what every organization has in them. */
function* missing(store: Store, basics: Iterable<SeedRecord>): Generator<SeedRecord> {
  const named = new Set([...store.schema.tables.keys()].filter((name) => store.table(name).count() > 0));
  for (const record of basics) {
    if (!named.has(record.table)) {
      yield record;
    }
  }
}

/**
 * Fills an empty store with a data set and, where that has nothing, with the `basics`. Throws a sentence that says what
 * is wrong with the data set.
 */
export const importDataSet = (store: Store, chunks: Iterable<string>, basics: Iterable<SeedRecord>): void => {
  loadRecords(store, readAll(store, chunks));
  loadRecords(store, missing(store, basics));
};
