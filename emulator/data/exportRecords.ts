import type { Column, Table } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import type { TableStore } from "../store/tableStore.ts";
import { dataColumns } from "./dataColumns.ts";

/** A record as a data set has it: stored values by the column's logical name. */
export type DataRecord = Readonly<Record<string, unknown>>;

const cellOf = ({ edmType }: Column, value: Value): Value => {
  if (value === null || !edmType.startsWith("Edm.Date")) {
    return value;
  }
  const text = new Date(Number(value)).toISOString();
  return edmType === "Edm.Date" ? text.slice(0, 10) : text;
};

type Reader = (slot: number, record: Record<string, unknown>) => void;

/** Null is left out, unless an absent value would be another one. */
const readerOf = (rows: TableStore, column: Column): Reader => {
  const { name, definition } = column;
  const [value, target] = [rows.values(name), rows.targets(name)];
  const keepsNull = definition.defaultValue !== undefined;
  return (slot, record) => {
    const cell = value(slot);
    const table = target(slot);
    if (cell !== null || keepsNull) {
      record[name] = table === null ? cellOf(column, cell) : { table, id: cell };
    }
  };
};

/** The records of a table in the order of their ids. */
export function* recordsOf(store: Store, table: Table): Generator<DataRecord> {
  const rows = store.table(table.name);
  const readers = [...dataColumns(table).values()].map((column) => readerOf(rows, column));
  for (const slot of rows.order.sorted()) {
    const record: Record<string, unknown> = { [table.primaryId]: rows.idOf(slot) };
    for (const read of readers) {
      read(slot, record);
    }
    yield record;
  }
}

/** Prints all records as a data set, a line at a time. Tables without records are left out. */
export function* printDataSet(store: Store): Generator<string> {
  const tables = [...store.schema.tables.values()].filter(({ name }) => store.table(name).count() > 0);
  yield '{ "tables": {';
  for (const [index, table] of tables.entries()) {
    yield `${index === 0 ? "" : ","}\n${JSON.stringify(table.name)}: [`;
    let separator = "\n";
    for (const record of recordsOf(store, table)) {
      yield `${separator}${JSON.stringify(record)}`;
      separator = ",\n";
    }
    yield "\n]";
  }
  yield "\n} }\n";
}
