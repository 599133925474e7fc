import type { Column, Table } from "../schema/schema.ts";
import type { SeedRecord } from "../seed/seedRecord.ts";
import { isReference, type Reference } from "../store/cells.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";

type Cell = Value | Reference;

const isCell = (value: unknown): value is Cell =>
  value === null || ["string", "number", "boolean", "object"].includes(typeof value);

/** How many different texts of a column are kept to be shared by the rows that have the same. */
const mostShared = 1000;

/**
 * Gives each text as one compact piece, and the same piece for the same text as long as there are few of them. Text
 * that was put together from parts keeps all its parts in memory, which is most of the memory of a million records.
 */
const createCompactor = (): ((text: string) => string) => {
  const shared = new Map<string, string>();
  return (text) => {
    const known = shared.get(text);
    if (known !== undefined) {
      return known;
    }
    const compact = Buffer.from(text).toString();
    if (shared.size < mostShared) {
      shared.set(compact, compact);
    }
    return compact;
  };
};

/** How a seed's value becomes a stored one: times become numbers, `2026-01-31` and all. */
const cellReader = ({ edmType }: Column): ((value: unknown) => Cell) => {
  if (edmType.startsWith("Edm.Date")) {
    return (value) => (value === null ? null : Date.parse(String(value)));
  }
  const compact = createCompactor();
  return (value) => {
    if (!isCell(value)) {
      return null;
    }
    if (typeof value === "string") {
      return compact(value);
    }
    return isReference(value) ? { table: value.table, id: compact(value.id) } : value;
  };
};

interface Loader {
  /** The cells of one record, used again for every record of the table. */
  readonly cells: Map<string, Cell>;
  /** Columns that a record has had a value for. */
  readonly given: Set<string>;
  readonly defaults: ReadonlyMap<string, Cell>;
  readonly readers: ReadonlyMap<string, (value: unknown) => Cell>;
}

const loaderOf = (table: Table): Loader => {
  const columns = [...table.columns.values()];
  const defaults = new Map(
    columns.flatMap(({ name, definition }) =>
      definition.defaultValue === undefined ? [] : [[name, definition.defaultValue] as const],
    ),
  );
  return {
    cells: new Map(defaults),
    given: new Set(),
    defaults,
    readers: new Map(columns.map((column) => [column.name, cellReader(column)])),
  };
};

/** The records of a table mostly have the same columns: then the cells of the last one are all written over. */
const fillCells = ({ cells, given, defaults, readers }: Loader, values: SeedRecord["values"]): void => {
  let written = 0;
  for (const name in values) {
    const read = readers.get(name);
    if (read !== undefined) {
      cells.set(name, read(values[name]));
      given.add(name);
      written += 1;
    }
  }
  if (written < given.size) {
    for (const name of given) {
      if (!(name in values)) {
        cells.set(name, defaults.get(name) ?? null);
      }
    }
  }
};

/**
 * Writes seed records straight into the store, without the checks of a request: a million of them must not take
 * minutes. Tables and columns the schema does not have are left out.
 */
export const loadRecords = (store: Store, records: Iterable<SeedRecord>): void => {
  const loaders = new Map([...store.schema.tables.values()].map((table) => [table.name, loaderOf(table)]));
  const compactId = createCompactor();
  for (const { table, id, values } of records) {
    const loader = loaders.get(table);
    if (loader !== undefined) {
      fillCells(loader, values);
      store.table(table).insert(compactId(id), loader.cells, store.nextVersion());
    }
  }
};
