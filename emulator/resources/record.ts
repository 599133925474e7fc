import { elasticChanges } from "../elastic/replacement.ts";
import { methodNotAllowed } from "../errors/refusals.ts";
import type { RecordKey } from "../odata/key.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import { createWithRelated, updateWithParties } from "../records/deepInsert.ts";
import { keyValues } from "../records/keyValues.ts";
import { findRecord, requireRecord } from "../records/locate.ts";
import { requireMessage } from "../records/messages.ts";
import { type Payload, readPayload } from "../records/payload.ts";
import { deleteRecord } from "../records/write.ts";
import { requireRead } from "../security/access.ts";
import { type Answer, noContent } from "../server/message.ts";
import type { TableStore } from "../store/tableStore.ts";
import { checkIfMatch, checkIfNoneMatch, conditionHeader, isUnchanged } from "./conditions.ts";
import { resolutionOf } from "./resolution.ts";
import { answerRecord, singleShape } from "./singleRecord.ts";
import { patchingOf, writingOf } from "./writing.ts";

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
  requireRead(session.caller, session.dataverse.store, { rows, slot });
  return isUnchanged(session.request, rows, slot)
    ? { status: 304, headers: {} }
    : answerRecord(session, shape, { status: 200, slot });
};

/** Answers POST to an entity set. */
export const createInSet = (session: Session, rows: TableStore, setUrl: string): Answer => {
  const { request } = session;
  const { table } = rows;
  requireMessage(table, "Create");
  requireOptions(request.options, ["$select", "$expand"]);
  const writing = writingOf(session);
  const shape = singleShape(session, table, { expandable: true });
  const reading = { table, purpose: "create", deep: true } as const;
  const payload = readPayload(resolutionOf(session), reading, request.body);
  const slot = createWithRelated(writing, rows, payload);
  return request.prefer.representation
    ? answerRecord(session, shape, { status: 201, slot })
    : noContent({ "OData-EntityId": `${setUrl}(${rows.idOf(slot)})` });
};

const createByKey = (session: Session, { rows, key }: RecordResource): number => {
  requireMessage(rows.table, "Create");
  const reading = { table: rows.table, purpose: "create", deep: true } as const;
  const payload = readPayload(resolutionOf(session), reading, session.request.body);
  const values = new Map([...keyValues(rows, key), ...payload.values]);
  const id = key.kind === "id" ? key.id : payload.id;
  const writing = patchingOf(session, rows.table);
  return createWithRelated(writing, rows, { ...payload, values, id } satisfies Payload);
};

const updateByKey = (session: Session, { rows, key }: RecordResource, slot: number): void => {
  requireMessage(rows.table, "Update");
  const reading = { table: rows.table, purpose: "update", deep: true } as const;
  const { values, related } = readPayload(resolutionOf(session), reading, session.request.body);
  const replaces = conditionHeader(session.request, "if-match") === undefined;
  const changes = new Map(elasticChanges(rows.table, values, { replaces }));
  for (const [name] of keyValues(rows, key)) {
    changes.delete(name);
  }
  updateWithParties(patchingOf(session, rows.table), rows, { slot, changes, related });
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
  requireMessage(rows.table, "Delete");
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
