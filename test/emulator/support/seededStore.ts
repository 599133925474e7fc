import { loadRecords } from "../../../emulator/organization/load.ts";
import { compileSchema } from "../../../emulator/schema/schema.ts";
import { defaultManyToMany, defaultTables } from "../../../emulator/schema/tables/index.ts";
import { contosoRecords } from "../../../emulator/seed/contoso.ts";
import { createStore, type Store } from "../../../emulator/store/store.ts";

/** The moment the seed is made for. */
export const seededAt = Date.parse("2026-03-18T10:30:00Z");

/** The seeded records without a server around them. */
export const seededStore = (accounts: number): Store => {
  const store = createStore(compileSchema(defaultTables, defaultManyToMany));
  loadRecords(store, contosoRecords({ accounts, seed: 1, now: seededAt }));
  return store;
};
