import type { JsonObject } from "../jsonObject.ts";
import type { Change } from "./step.ts";

/** The changes of several pages, one for each record. */
export interface ChangeSet {
  readonly created: readonly JsonObject[];
  readonly updated: readonly JsonObject[];
  /** The id of each, as `id` and under the name of the table's id column. */
  readonly deleted: readonly JsonObject[];
}

/** A new record stays new when it is updated after that; of two versions of a record the later one counts. */
const later = (earlier: Change | undefined, change: Change): Change =>
  earlier?.kind === "created" && change.kind === "updated" ? { ...change, kind: "created" } : change;

/** Gathers changes in the order in which they are told. */
export const gatherChanges = () => {
  const byId = new Map<string, Change>();
  return {
    size: (): number => byId.size,
    add: (changes: readonly Change[]): void => {
      for (const change of changes) {
        const merged = later(byId.get(change.id), change);
        byId.delete(change.id);
        byId.set(change.id, merged);
      }
    },
    result: (idColumn: string): ChangeSet => {
      const all = [...byId.values()];
      const records = (kind: "created" | "updated") =>
        all.flatMap((change) => (change.kind === kind ? [change.record] : []));
      return {
        created: records("created"),
        updated: records("updated"),
        deleted: all.flatMap(({ kind, id }) => (kind === "deleted" ? [{ id, [idColumn]: id }] : [])),
      };
    },
  };
};
