import { isElastic, partitionInBody } from "../elastic/partition.ts";
import { elasticChanges } from "../elastic/replacement.ts";
import { DataverseError } from "../errors/dataverseError.ts";
import { badRequestUrl, payloadError } from "../errors/refusals.ts";
import { parseKey, type RecordKey } from "../odata/key.ts";
import { parsePath } from "../odata/requestPath.ts";
import type { Session } from "../organization/session.ts";
import type { Writing } from "../records/draft.ts";
import { keyValues } from "../records/keyValues.ts";
import { findRecord } from "../records/locate.ts";
import { readPayload } from "../records/payload.ts";
import { relativePath } from "../records/reference.ts";
import { createRecord, updateRecord } from "../records/write.ts";
import { resolutionOf } from "../resources/resolution.ts";
import { upsertingOf } from "../resources/writing.ts";
import type { Table } from "../schema/schema.ts";
import { noContent } from "../server/message.ts";
import type { TableStore } from "../store/tableStore.ts";
import type { Target } from "./targets.ts";
import type { BulkMessage } from "./writeMultiple.ts";

const keyInUri = ({ request }: Session, table: Table, uri: string): RecordKey => {
  const [segment, ...rest] = parsePath(relativePath(request.root, uri));
  if (segment?.arguments === undefined || rest.length > 0) {
    throw badRequestUrl();
  }
  if (segment.name !== table.entitySet) {
    throw payloadError(table.entitySet, `The '@odata.id' '${uri}' does not name a record of this table.`);
  }
  return parseKey(table, segment.arguments);
};

/** The key of a record: its `@odata.id`, or the primary id in it; undefined for a new record without either. */
const keyOf = (session: Session, table: Table, { uri, id, body }: Target): RecordKey | undefined => {
  const key = uri === undefined ? undefined : keyInUri(session, table, uri);
  const own: RecordKey | undefined = id === undefined ? undefined : { kind: "id", id };
  const found = key ?? own;
  return found?.kind === "id" && isElastic(table) && found.partition === undefined
    ? { ...found, partition: partitionInBody(body) }
    : found;
};

const identity = (key: RecordKey): string =>
  key.kind === "id"
    ? `${key.id} ${key.partition ?? ""}`
    : JSON.stringify([key.key.name, key.values.map((value) => String(value).toLowerCase())]);

const duplicate = () =>
  new DataverseError(412, "0x80040237", "A record with matching key values already exists.");

/** Duplicates are an error in UpsertMultiple, unlike in UpdateMultiple (Microsoft, Use bulk operation messages). */
const checkDuplicates = (rows: TableStore, keys: readonly (RecordKey | undefined)[]): void => {
  const [seen, slots] = [new Set<string>(), new Set<number>()];
  for (const key of keys) {
    if (key === undefined) {
      continue;
    }
    const slot = findRecord(rows, key);
    if (seen.has(identity(key)) || (slot !== undefined && slots.has(slot))) {
      throw duplicate();
    }
    seen.add(identity(key));
    slots.add(slot ?? -1);
  }
};

/**
 * The service fails in this way when the record is new and its body repeats a column of the key; when the record is
 * there it does not mind (reported for PowerPlatform-DataverseClient-Python, pull request 127).
 */
const checkRepeatedKey = (table: Table, key: RecordKey, { members }: Target): void => {
  const repeated =
    key.kind === "alternate" &&
    key.key.columns.some((name) => members.has(table.columns.get(name)?.property ?? name));
  if (repeated) {
    throw new DataverseError(400, "0x80040216", "An unexpected error occurred.");
  }
};

/** Where an upsert writes: the table's rows, and how. */
interface Upsert {
  readonly session: Session;
  readonly rows: TableStore;
  readonly writing: Writing;
}

const update = (
  { session, rows, writing }: Upsert,
  target: Target,
  { key, slot }: { readonly key: RecordKey; readonly slot: number },
): void => {
  const { table } = rows;
  const { values } = readPayload(resolutionOf(session), { table, purpose: "update" }, target.body);
  const changes = new Map(elasticChanges(table, values, { replaces: true }));
  for (const [name] of keyValues(rows, key)) {
    changes.delete(name);
  }
  updateRecord(writing, rows, { slot, changes });
};

const create = ({ session, rows, writing }: Upsert, key: RecordKey | undefined, target: Target): number => {
  const { table } = rows;
  const payload = readPayload(resolutionOf(session), { table, purpose: "create" }, target.body);
  if (key === undefined) {
    return createRecord(writing, rows, payload);
  }
  checkRepeatedKey(table, key, target);
  const values = new Map([...keyValues(rows, key), ...payload.values]);
  const id = key.kind === "id" ? key.id : payload.id;
  return createRecord(writing, rows, { ...payload, values, id });
};

/** UpsertMultiple never tells what was created and what was updated. */
export const upsertMultiple: BulkMessage = {
  name: "UpsertMultiple",
  status: 200,
  prepare: (session, table, targets) => {
    const rows = session.dataverse.store.table(table.name);
    const upsert = { session, rows, writing: upsertingOf(session, table) };
    const keys = targets.map((target) => keyOf(session, table, target));
    checkDuplicates(rows, keys);
    return (target) => {
      const key = keys[target.index];
      const slot = key === undefined ? undefined : findRecord(rows, key);
      if (key === undefined || slot === undefined) {
        return rows.idOf(create(upsert, key, target));
      }
      update(upsert, target, { key, slot });
      return rows.idOf(slot);
    };
  },
  answer: () => noContent(),
};
