import { noteWrite } from "../cost/workload.ts";
import type { Schema } from "../schema/schema.ts";
import { createFileShelf, type FileShelf } from "./fileShelf.ts";
import { createJournal, type Journal } from "./journal.ts";
import { createTableStore, type TableStore } from "./tableStore.ts";

/**
 * The rows of a table (by logical name) that the caller may read; undefined for all of them. Refuses when the caller
 * lacks the privilege to read the table.
 */
export type ReadGuard = (table: string) => ((slot: number) => boolean) | undefined;

/** All records of the organization, and the one counter that gives every write a higher version. */
export interface Store {
  /** The tables as they are now. */
  readonly schema: Schema;
  /** Goes on with another schema. Records of tables and columns it lacks are gone. */
  readonly adopt: (next: Schema) => void;
  /** Adds a way back to the transaction under way, for state that belongs to it beside the records. */
  readonly note: Journal["note"];
  readonly table: (logicalName: string) => TableStore;
  /** What is in file and image columns. */
  readonly files: FileShelf;
  /** To be called once for every record that is written. */
  readonly nextVersion: () => number;
  readonly lastVersion: () => number;
  /** The version before the first write; older ones belong to a store that is gone. */
  readonly startVersion: number;
  /** Begins a transaction over all tables. Versions it took are not given again after a rollback. */
  readonly begin: Journal["begin"];
  /** Asked by everything that shows rows; absent when the caller may read everything. */
  readonly guard?: ReadGuard | undefined;
}

/** Real organizations have millions of writes behind them; clients must not count on small or dense numbers. */
const firstVersion = 1_000_000;

/** An empty store. Versions go on after `version`, so that an ETag never comes back to life after a reset. */
export const createStore = (firstSchema: Schema, startVersion: number = firstVersion): Store => {
  const journal = createJournal();
  let schema = firstSchema;
  let tables: ReadonlyMap<string, TableStore> = new Map();
  let version = startVersion;
  /** A table takes memory when it is first used: most of a thousand never are. */
  const open = (logicalName: string): TableStore | undefined => {
    const table = schema.tables.get(logicalName);
    if (table === undefined) {
      return undefined;
    }
    const opened = createTableStore(table, journal);
    tables = new Map([...tables, [logicalName, opened]]);
    return opened;
  };
  const adopt = (next: Schema): void => {
    const before = { schema, tables };
    schema = next;
    tables = new Map([...tables].filter(([name]) => next.tables.has(name)));
    for (const [name, table] of tables) {
      const adopted = next.tables.get(name);
      if (adopted !== undefined) {
        table.adopt(adopted);
      }
    }
    journal.note(() => {
      ({ schema, tables } = before);
    });
  };
  return {
    get schema() {
      return schema;
    },
    adopt,
    note: journal.note,
    table: (logicalName) => {
      const table = tables.get(logicalName) ?? open(logicalName);
      if (table === undefined) {
        throw new Error(`The emulator's store has no table '${logicalName}'.`);
      }
      return table;
    },
    files: createFileShelf(journal),
    nextVersion: () => {
      noteWrite();
      version += 1;
      return version;
    },
    lastVersion: () => version,
    startVersion,
    begin: journal.begin,
  };
};
