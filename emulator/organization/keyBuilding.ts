import type { AlternateKeyDefinition, InactiveKey, TableDefinition } from "../schema/model.ts";
import { createKeyIndex } from "../store/keyIndex.ts";
import type { Store } from "../store/store.ts";
import type { Catalog, Edit } from "./catalog.ts";

/** How long a new key stays Pending, and then again InProgress, by the emulator's clock. */
const keyBuildingStepMs = 1000;

const holdsTwins = (store: Store, table: string, { columns }: AlternateKeyDefinition): boolean => {
  const rows = store.table(table);
  const index = createKeyIndex(columns);
  return rows.order.sorted().some((slot) => {
    const values = columns.map((column) => rows.values(column)(slot));
    const isTwin = index.find(values) !== undefined;
    index.add(values, slot);
    return isTwin;
  });
};

interface Moment {
  readonly store: Store;
  readonly now: number;
}

const isWaiting = ({ status }: InactiveKey): boolean => status !== "Failed";

/** The key as it is at this moment, or undefined when it is Active. */
const advanceKey = ({ store, now }: Moment, table: string, key: InactiveKey): InactiveKey | undefined => {
  const age = now - key.since;
  if (!isWaiting(key) || age < keyBuildingStepMs) {
    return key;
  }
  if (age < 2 * keyBuildingStepMs) {
    return key.status === "InProgress" ? key : { ...key, status: "InProgress" };
  }
  return holdsTwins(store, table, key) ? { ...key, status: "Failed" } : undefined;
};

type Keys = Pick<TableDefinition, "alternateKeys" | "inactiveKeys">;

/** The keys of a table at this moment, or undefined when nothing has changed. */
const advance = (moment: Moment, table: TableDefinition): Keys | undefined => {
  const before = table.inactiveKeys ?? [];
  const after = before.map((key) => advanceKey(moment, table.logicalName, key));
  if (after.every((key, index) => key === before[index])) {
    return undefined;
  }
  const active = before
    .filter((_, index) => after[index] === undefined)
    .map(({ status, since, ...key }) => key);
  return {
    alternateKeys: [...table.alternateKeys, ...active],
    inactiveKeys: after.filter((key) => key !== undefined),
  };
};

const withKeys =
  (table: string, keys: Keys): Edit =>
  (definitions) => {
    const current = definitions.tables.get(table);
    return current === undefined
      ? definitions
      : { ...definitions, tables: new Map(definitions.tables).set(table, { ...current, ...keys }) };
  };

/**
 * Lets the building of new keys go on to this moment. A key is built in the background, cannot be used before it is
 * Active, and fails when records have the same values (Microsoft, Define alternate keys for a table).
 */
export const buildKeys = (catalog: Catalog, store: Store, now: number): void => {
  for (const table of catalog.published().tables.values()) {
    if (table.inactiveKeys?.some(isWaiting) === true) {
      const keys = advance({ store, now }, table);
      if (keys !== undefined) {
        catalog.change(withKeys(table.logicalName, keys));
      }
    }
  }
};
