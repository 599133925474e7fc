import type { Deletion, TableStore } from "../store/tableStore.ts";
import type { ChangePosition } from "./changeCookie.ts";

/** A row that was written, or a record that was deleted. */
export type Change =
  | { readonly kind: "written"; readonly slot: number; readonly version: number }
  | { readonly kind: "deleted"; readonly id: string; readonly version: number };

/** Versions from which changes are told: those above `since`, up to `until`. */
export interface ChangeWindow {
  readonly since: number;
  readonly until: number;
  /** Goes on after this change. */
  readonly after: ChangePosition | undefined;
}

/** Position of the first deletion with a higher version. */
const firstAfter = (deletions: readonly Deletion[], version: number): number => {
  let [low, high] = [0, deletions.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((deletions[middle]?.version ?? 0) <= version) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
};

function* written(rows: TableStore, since: number, until: number): Generator<Change> {
  for (const slot of rows.writtenAfter(since)) {
    const version = rows.versionOf(slot);
    if (version > until) {
      return;
    }
    yield { kind: "written", slot, version };
  }
}

/** Only the last deletion of an id counts, and none when the record is there again. */
function* deleted(rows: TableStore, since: number, until: number): Generator<Change> {
  const deletions = rows.deletions();
  const end = firstAfter(deletions, until);
  const last = new Map<string, number>();
  for (let at = firstAfter(deletions, since); at < end; at += 1) {
    const deletion = deletions[at];
    if (deletion !== undefined) {
      last.delete(deletion.id);
      last.set(deletion.id, deletion.version);
    }
  }
  for (const [id, version] of last) {
    if (rows.slotOf(id) === undefined) {
      yield { kind: "deleted", id, version };
    }
  }
}

/**
 * The changes of a table: first what was written, by version, then what was deleted (Microsoft, Use change tracking to
 * synchronize data with external systems). A first list, since version 0, has no deletions.
 */
export function* changesOf(rows: TableStore, { since, until, after }: ChangeWindow): Generator<Change> {
  if (after?.isDeleted !== true) {
    yield* written(rows, Math.max(since, after?.version ?? 0), until);
  }
  if (since > 0) {
    yield* deleted(rows, Math.max(since, after?.isDeleted === true ? after.version : 0), until);
  }
}
