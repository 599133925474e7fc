import type { Schema } from "../schema/schema.ts";
import { createJournal, type Journal } from "./journal.ts";
import { createTableStore, type TableStore } from "./tableStore.ts";

/** All records of the organization, and the one counter that gives every write a higher version. */
export interface Store {
  readonly schema: Schema;
  readonly table: (logicalName: string) => TableStore;
  readonly nextVersion: () => number;
  readonly lastVersion: () => number;
  /** Begins a transaction over all tables. Versions it took are not given again after a rollback. */
  readonly begin: Journal["begin"];
}

/** Real organizations have millions of writes behind them; clients must not count on small or dense numbers. */
const firstVersion = 1_000_000;

/** An empty store. Versions go on after `version`, so that an ETag never comes back to life after a reset. */
export const createStore = (schema: Schema, startVersion: number = firstVersion): Store => {
  const journal = createJournal();
  const tables = new Map(
    [...schema.tables.values()].map((table) => [table.name, createTableStore(table, journal)]),
  );
  let version = startVersion;
  return {
    schema,
    table: (logicalName) => {
      const table = tables.get(logicalName);
      if (table === undefined) {
        throw new Error(`The emulator's store has no table '${logicalName}'.`);
      }
      return table;
    },
    nextVersion: () => {
      version += 1;
      return version;
    },
    lastVersion: () => version,
    begin: journal.begin,
  };
};
