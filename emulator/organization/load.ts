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
  readonly defaults: readonly (readonly [string, Cell])[];
  readonly readers: ReadonlyMap<string, (value: unknown) => Cell>;
}

const loaderOf = (table: Table): Loader => {
  const columns = [...table.columns.values()];
  return {
    defaults: columns.flatMap(({ name, definition }) =>
      definition.defaultValue === undefined ? [] : [[name, definition.defaultValue] as const],
    ),
    readers: new Map(columns.map((column) => [column.name, cellReader(column)])),
  };
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
      const cells = new Map<string, Cell>(loader.defaults);
      for (const name in values) {
        const read = loader.readers.get(name);
        if (read !== undefined) {
          cells.set(name, read(values[name]));
        }
      }
      store.table(table).insert(compactId(id), cells, store.nextVersion());
    }
  }
};
