import type { JsonObject } from "../jsonObject.ts";
import type { Row } from "./changeReading.ts";
import { type Checkpoint, rememberCreated } from "./checkpoint.ts";

/** What happened to a record since it was looked at last. */
export type Change =
  | { readonly kind: "created" | "updated"; readonly id: string; readonly record: JsonObject }
  | { readonly kind: "deleted"; readonly id: string };

/** One page further: the checkpoint already counts the changes as reported. */
export interface Step {
  readonly changes: readonly Change[];
  readonly checkpoint: Checkpoint;
  /** True when nothing more was there to read. */
  readonly caughtUp: boolean;
}

/** A time column in milliseconds since 1970; undefined when the record has none. */
export const timeOf = ({ record }: Row, column: string): number | undefined => {
  const time = Date.parse(String(record[column] ?? ""));
  return Number.isNaN(time) ? undefined : time;
};

/**
 * When the record came into this environment. A migrated record has its original date in `createdon`, and the date of
 * its migration in `overriddencreatedon` (Microsoft, table reference, "Record Created On").
 */
export const createdAt = (row: Row): number =>
  timeOf(row, "overriddencreatedon") ?? timeOf(row, "createdon") ?? Number.NEGATIVE_INFINITY;

/** Tells new records from updated ones, and remembers the new ones so that they are new only once. */
export const reported = (
  checkpoint: Checkpoint,
  rows: readonly Row[],
): { readonly changes: readonly Change[]; readonly checkpoint: Checkpoint } => {
  const recent = new Set(checkpoint.recent.map(([id]) => id));
  const isNew = (row: Row): boolean => createdAt(row) >= checkpoint.createdFrom && !recent.has(row.id);
  const changes = rows.map((row): Change => {
    const { id, record } = row;
    return { kind: isNew(row) ? "created" : "updated", id, record };
  });
  const created = rows.filter(isNew).map((row) => [row.id, createdAt(row)] as const);
  return { changes, checkpoint: rememberCreated(checkpoint, created) };
};
