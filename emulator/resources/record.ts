import { methodNotAllowed } from "../errors/refusals.ts";
import type { RecordKey } from "../odata/key.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import { findRecord, requireRecord } from "../records/locate.ts";
import { type Payload, readPayload } from "../records/payload.ts";
import { createRecord, deleteRecord, updateRecord } from "../records/write.ts";
import { type Answer, noContent } from "../server/message.ts";
import type { Reference } from "../store/cells.ts";
import type { Value } from "../store/columnStore.ts";
import type { TableStore } from "../store/tableStore.ts";
import { checkIfMatch, checkIfNoneMatch, isUnchanged } from "./conditions.ts";
import { answerRecord, singleShape } from "./singleRecord.ts";
import { writingOf } from "./writing.ts";

/** A record a URL names. */
export interface RecordResource {
  readonly rows: TableStore;
  readonly key: RecordKey;
  /** The absolute URL of the record, as the client wrote its key. */
  readonly url: string;
}

const getRecord = (session: Session, { rows, key }: RecordResource): Answer => {
  requireOptions(session.request.options, ["$select", "$expand"]);
  const shape = singleShape(session, rows.table, { expandable: true });
  const slot = requireRecord(rows, key);
  return isUnchanged(session.request, rows, slot)
    ? { status: 304, headers: {} }
    : answerRecord(session, shape, { status: 200, slot });
};

const resolutionOf = ({ dataverse, request }: Session) => ({ store: dataverse.store, root: request.root });

/** Answers POST to an entity set. */
export const createInSet = (session: Session, rows: TableStore, setUrl: string): Answer => {
  const { request } = session;
  requireOptions(request.options, ["$select", "$expand"]);
  const writing = writingOf(session);
  const shape = singleShape(session, rows.table, { expandable: true });
  const payload = readPayload(resolutionOf(session), { table: rows.table, purpose: "create" }, request.body);
  const slot = createRecord(writing, rows, payload);
  return request.prefer.representation
    ? answerRecord(session, shape, { status: 201, slot })
    : noContent({ "OData-EntityId": `${setUrl}(${rows.idOf(slot)})` });
};

/** The values an alternate key gives a new record, unless the body brings its own. */
const keyValues = (rows: TableStore, key: RecordKey): [string, Value | Reference][] =>
  key.kind === "id"
    ? []
    : key.key.columns.map((name, index) => {
        const value = key.values[index] ?? null;
        const target = rows.table.columns.get(name)?.definition.targets?.[0]?.table;
        const isLookup = target !== undefined && typeof value === "string";
        return [name, isLookup ? { table: target, id: value } : value];
      });

const createByKey = (session: Session, { rows, key }: RecordResource): number => {
  const reading = { table: rows.table, purpose: "create" } as const;
  const payload = readPayload(resolutionOf(session), reading, session.request.body);
  const values = new Map([...keyValues(rows, key), ...payload.values]);
  const id = key.kind === "id" ? key.id : payload.id;
  return createRecord(writingOf(session), rows, { values, id } satisfies Payload);
};

const updateByKey = (session: Session, { rows, key }: RecordResource, slot: number): void => {
  const reading = { table: rows.table, purpose: "update" } as const;
  const { values } = readPayload(resolutionOf(session), reading, session.request.body);
  const changes = new Map(values);
  for (const [name] of keyValues(rows, key)) {
    changes.delete(name);
  }
  updateRecord(writingOf(session), rows, { slot, changes });
};

/** PATCH: an upsert, unless a condition makes it only an update or only a create. */
const patchRecord = (session: Session, resource: RecordResource): Answer => {
  const { request } = session;
  const { rows, key, url } = resource;
  requireOptions(request.options, ["$select", "$expand"]);
  const shape = singleShape(session, rows.table, { expandable: false });
  const existing = findRecord(rows, key);
  checkIfMatch(request, { rows, key, slot: existing });
  checkIfNoneMatch(request, { rows, key, slot: existing });
  if (existing !== undefined) {
    updateByKey(session, resource, existing);
  }
  const slot = existing ?? createByKey(session, resource);
  return request.prefer.representation
    ? answerRecord(session, shape, { status: existing === undefined ? 201 : 200, slot })
    : noContent({ "OData-EntityId": url });
};

const removeRecord = (session: Session, { rows, key }: RecordResource): Answer => {
  requireOptions(session.request.options, []);
  const slot = requireRecord(rows, key);
  checkIfMatch(session.request, { rows, key, slot });
  deleteRecord(writingOf(session), rows, slot);
  return noContent();
};

/** Answers a request to a single record. */
export const answerRecordResource = (session: Session, resource: RecordResource): Answer => {
  switch (session.request.method) {
    case "GET":
      return getRecord(session, resource);
    case "PATCH":
      return patchRecord(session, resource);
    case "DELETE":
      return removeRecord(session, resource);
    default:
      throw methodNotAllowed(session.request.method);
  }
};
