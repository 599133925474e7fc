import type { Environment } from "../organization/environment.ts";
import { joinChunks, readChunks, writeChunks } from "./dataFile.ts";
import { type DataRecord, printDataSet, recordsOf } from "./exportRecords.ts";

/** Records as JSON, by table. What is in files and images is not among them. */
export interface DataSet {
  readonly tables: Readonly<Record<string, readonly DataRecord[]>>;
}

/** Takes all records out of the emulator, and puts others in their place. */
export interface DataControl {
  readonly export: () => DataSet;
  /** Replaces all records. Tables the data set has nothing for keep what every organization has in them. */
  readonly import: (dataSet: DataSet) => void;
  /** Writes a data set to a file. */
  readonly save: (path: string) => void;
  /** Replaces all records by those of a file. */
  readonly load: (path: string) => void;
  /** A data set as JSON text. */
  readonly print: () => Buffer;
  /** Replaces all records by those of JSON text that comes in pieces. */
  readonly read: (chunks: Iterable<string>) => void;
}

export const createDataControl = ({ current, importData }: Environment): DataControl => ({
  export: () => {
    const { store } = current();
    const tables = [...store.schema.tables.values()].map(
      (table) => [table.name, [...recordsOf(store, table)]] as const,
    );
    return { tables: Object.fromEntries(tables.filter(([, records]) => records.length > 0)) };
  },
  import: (dataSet) => importData([JSON.stringify(dataSet)]),
  save: (path) => writeChunks(path, printDataSet(current().store)),
  load: (path) => importData(readChunks(path)),
  print: () =>
    Buffer.concat([...joinChunks(printDataSet(current().store))].map((chunk) => Buffer.from(chunk))),
  read: importData,
});
