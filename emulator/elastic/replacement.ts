import type { Table } from "../schema/schema.ts";
import type { Changes, Reference } from "../store/cells.ts";
import type { Value } from "../store/columnStore.ts";
import { isElastic, partitionColumn } from "./partition.ts";

/**
 * What an update of a row writes. The partition of a row never changes. An upsert of an elastic row replaces all of it:
 * what the client does not send is empty afterwards (Microsoft, Use elastic tables).
 */
export const elasticChanges = (
  table: Table,
  values: Changes,
  { replaces }: { readonly replaces: boolean },
): Changes => {
  if (!isElastic(table)) {
    return values;
  }
  const changes = new Map<string, Value | Reference>();
  for (const { name, definition } of replaces ? table.columns.values() : []) {
    if (definition.validForUpdate && definition.type !== "Owner" && name !== table.primaryId) {
      changes.set(name, definition.defaultValue ?? null);
    }
  }
  for (const [name, value] of values) {
    changes.set(name, value);
  }
  changes.delete(partitionColumn);
  return changes;
};
