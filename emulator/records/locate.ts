import { isInPartition } from "../elastic/partition.ts";
import { recordNotFound, recordNotFoundByKey } from "../errors/refusals.ts";
import type { RecordKey } from "../odata/key.ts";
import type { TableStore } from "../store/tableStore.ts";

/** The row of a key, or undefined. */
export const findRecord = (rows: TableStore, key: RecordKey): number | undefined => {
  if (key.kind === "alternate") {
    return rows.keys.get(key.key.name)?.find(key.values);
  }
  const slot = rows.slotOf(key.id);
  return slot !== undefined && isInPartition(rows, slot, key) ? slot : undefined;
};

export const missing = (rows: TableStore, key: RecordKey): Error =>
  key.kind === "id" ? recordNotFound(rows.table.name, key.id) : recordNotFoundByKey(rows.table.name);

/** The row of a key. A record that is not there is refused as the service does it for this kind of key. */
export const requireRecord = (rows: TableStore, key: RecordKey): number => {
  const slot = findRecord(rows, key);
  if (slot === undefined) {
    throw missing(rows, key);
  }
  return slot;
};
