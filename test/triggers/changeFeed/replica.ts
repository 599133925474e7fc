import type { PolledPage } from "../../../workbench/runner/pollTrigger.ts";
import { type FeedRecord, type FeedTable, feedRecord } from "./feedTable.ts";

type Item = { readonly changeType: string; readonly record: Readonly<Record<string, unknown>> };

/** A copy of a table that knows nothing but what the feed told. */
export interface Replica {
  readonly take: (page: PolledPage) => void;
  readonly rows: () => readonly FeedRecord[];
  /** What does not fit together: a new record that was known, an updated one that was not, a version told twice. */
  readonly contradictions: readonly string[];
  /** How many changes were told. */
  readonly told: () => number;
}

const itemsOf = ({ executions }: PolledPage): readonly Item[] =>
  executions.flatMap((execution): readonly Item[] => {
    const data = Object(execution).body?.data;
    if (data === undefined) {
      return Array.isArray(execution) ? execution : [Object(execution)];
    }
    return ["created", "updated", "deleted"].flatMap((changeType) =>
      data[changeType].map((record: Item["record"]) => ({ changeType, record })),
    );
  });

export const createReplica = ({ idColumn }: FeedTable): Replica => {
  const copies = new Map<string, FeedRecord>();
  const versions = new Set<string>();
  const contradictions: string[] = [];
  let told = 0;
  const check = ({ changeType, record }: Item, id: string): void => {
    const version = `${id} ${String(record["@odata.etag"])}`;
    if (versions.has(version)) contradictions.push(`${changeType} ${version} came twice`);
    versions.add(version);
    if (copies.has(id) !== (changeType === "updated")) contradictions.push(`${changeType} ${id}`);
  };
  return {
    contradictions,
    told: () => told,
    rows: () => [...copies.values()].sort((left, right) => (left.id < right.id ? -1 : 1)),
    take: (page) => {
      for (const item of itemsOf(page)) {
        told += 1;
        const id = String(item.record[idColumn]);
        if (item.changeType === "deleted") {
          copies.delete(id);
        } else {
          check(item, id);
          copies.set(id, feedRecord(idColumn, item.record));
        }
      }
    },
  };
};
