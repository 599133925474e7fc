import { notImplemented } from "../errors/refusals.ts";
import type { RecordKey } from "../odata/key.ts";
import type { Draft } from "../records/draft.ts";
import type { Table } from "../schema/schema.ts";
import type { DataRequest } from "../server/message.ts";
import type { TableStore } from "../store/tableStore.ts";

export const isElastic = ({ definition }: Table): boolean => definition.tableType === "Elastic";

/** The column that says in which partition a row of an elastic table lies. */
export const partitionColumn = "partitionid";

/** The partition a record names itself, as creates and updates do. */
export const partitionInBody = (body: string): string | undefined => {
  if (!body.includes(partitionColumn)) {
    return undefined;
  }
  try {
    const json: unknown = JSON.parse(body);
    const member = Object.entries(typeof json === "object" && json !== null ? json : {}).find(
      ([name]) => name === partitionColumn,
    );
    return typeof member?.[1] === "string" ? member[1] : undefined;
  } catch {
    return undefined;
  }
};

/** `?partitionId=x`, quoted or not; only reads and deletions look at it (Microsoft, Use elastic tables). */
export const partitionOption = ({ method, options }: DataRequest): string | undefined =>
  method === "GET" || method === "DELETE"
    ? options
        .get("partitionId")
        ?.trim()
        .replace(/^(['"])(.*)\1$/s, "$2")
    : undefined;

/**
 * The key with the partition the request names beside it. Without one, a row is looked for in the partition of its own
 * id, where rows lie that were created without a partition.
 */
export const keyInPartition = (request: DataRequest, table: Table, key: RecordKey): RecordKey => {
  if (!isElastic(table) || key.kind !== "id" || key.partition !== undefined) {
    return key;
  }
  const partition = partitionOption(request) ?? partitionInBody(request.body);
  return { ...key, partition: request.method === "POST" ? undefined : partition };
};

/** Whether a row lies in the partition of its key. */
export const isInPartition = (
  rows: TableStore,
  slot: number,
  { id, partition }: { readonly id: string; readonly partition?: string | undefined },
): boolean => !isElastic(rows.table) || rows.values(partitionColumn)(slot) === (partition ?? id);

/** Gives a new row of an elastic table its partition: its own id, unless the client names one. */
export const setPartition = ({ rows, table, id, values }: Draft): void => {
  if (!isElastic(table)) {
    return;
  }
  const partition = values.get(partitionColumn) ?? id;
  const other = rows.slotOf(id);
  if (other !== undefined && rows.values(partitionColumn)(other) !== partition) {
    throw notImplemented("rows of an elastic table that have the same id in different partitions");
  }
  values.set(partitionColumn, partition);
};
