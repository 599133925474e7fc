import { partitionColumn } from "../elastic/partition.ts";
import type { RecordKey } from "../odata/key.ts";
import type { Reference } from "../store/cells.ts";
import type { Value } from "../store/columnStore.ts";
import type { TableStore } from "../store/tableStore.ts";

/** The values a key gives a new record: those of an alternate key, or the partition beside a primary one. */
export const keyValues = (rows: TableStore, key: RecordKey): [string, Value | Reference][] =>
  key.kind === "id"
    ? key.partition === undefined
      ? []
      : [[partitionColumn, key.partition]]
    : key.key.columns.map((name, index) => {
        const value = key.values[index] ?? null;
        const target = rows.table.columns.get(name)?.definition.targets?.[0]?.table;
        const isLookup = target !== undefined && typeof value === "string";
        return [name, isLookup ? { table: target, id: value } : value];
      });
