import type { Column, Table } from "../schema/schema.ts";
import type { SeedRecord } from "../seed/seedRecord.ts";
import type { Reference } from "../store/cells.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";

type Cell = Value | Reference;

const isCell = (value: unknown): value is Cell =>
  value === null || ["string", "number", "boolean", "object"].includes(typeof value);

/** `2026-01-31T08:15:00Z` or `2026-01-31`, which JavaScript reads as UTC as well. */
const readTime = (value: unknown): Value => Date.parse(String(value));

/** How a seed's value becomes a stored one: only times differ. */
const cellReader = ({ edmType }: Column): ((value: unknown) => Cell) =>
  edmType.startsWith("Edm.Date")
    ? (value) => (value === null ? null : readTime(value))
    : (value) =>
        typeof value === "string" && value.length > 12
          ? Buffer.from(value).toString()
          : isCell(value)
            ? value
            : null;

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
      store.table(table).insert(id, cells, store.nextVersion());
    }
  }
};
