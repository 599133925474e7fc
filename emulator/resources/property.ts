import { methodNotAllowed, payloadError, unknownProperty } from "../errors/refusals.ts";
import { isContent } from "../files/content.ts";
import { answerContentValue } from "../files/download.ts";
import { answerUpload } from "../files/upload.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import { requireRecord } from "../records/locate.ts";
import { requireMessage } from "../records/messages.ts";
import { columnValue } from "../records/payload.ts";
import { updateRecord } from "../records/write.ts";
import { jsonPrinter } from "../representation/jsonValue.ts";
import { isReadable } from "../schema/readable.ts";
import type { Column } from "../schema/schema.ts";
import { requireRead } from "../security/access.ts";
import { type Answer, jsonAnswer, noContent } from "../server/message.ts";
import type { Value } from "../store/columnStore.ts";
import { checkIfMatch } from "./conditions.ts";
import type { RecordResource } from "./record.ts";
import { writingOf } from "./writing.ts";

const getValue = (session: Session, { rows, key }: RecordResource, column: Column): Answer => {
  const { request, dataverse, caller } = session;
  if (!isReadable(column)) {
    throw unknownProperty(column.property, rows.table.type);
  }
  const slot = requireRecord(rows, key);
  requireRead(caller, dataverse.store, { rows, slot });
  const value = rows.values(column.name)(slot);
  if (value === null) {
    return noContent();
  }
  const { entitySet } = rows.table;
  const context = `${request.root}$metadata#${entitySet}(${rows.idOf(slot)})/${column.property}`;
  const text = jsonPrinter(column.edmType)(value);
  return jsonAnswer(200, `{"@odata.context":${JSON.stringify(context)},"value":${text}}`);
};

const setValue = (session: Session, resource: RecordResource, change: readonly [Column, Value]): Answer => {
  const { rows, key } = resource;
  requireMessage(rows.table, "Update");
  const slot = requireRecord(rows, key);
  checkIfMatch(session.request, { rows, key, slot });
  const [column, value] = change;
  const isWritable = column.definition.validForUpdate || isContent(column);
  const changes = new Map(isWritable ? [[column.name, value] as const] : []);
  updateRecord(writingOf(session), rows, { slot, changes });
  return noContent();
};

const readValue = ({ request }: Session, { rows }: RecordResource, column: Column): Value => {
  const { entitySet } = rows.table;
  let json: unknown;
  try {
    json = JSON.parse(request.body);
  } catch (error) {
    throw payloadError(entitySet, `The JSON in the request body cannot be read: ${String(error)}`);
  }
  if (typeof json !== "object" || json === null || !("value" in json)) {
    throw payloadError(entitySet, "A property with name 'value' was expected in the request body.");
  }
  return columnValue(rows.table, column, json.value);
};

/** Answers GET, PUT and DELETE of one column of a record. A lookup is changed through its navigation property. */
export const answerProperty = (session: Session, resource: RecordResource, column: Column): Answer => {
  requireOptions(session.request.options, []);
  const { method } = session.request;
  if (method === "GET" && isContent(column)) {
    return answerContentValue(session, resource, column);
  }
  if (method === "GET") {
    return getValue(session, resource, column);
  }
  if (method === "PATCH" && isContent(column)) {
    return answerUpload(session, resource, column);
  }
  if (method === "PUT" && !column.isLookup) {
    return setValue(session, resource, [column, readValue(session, resource, column)]);
  }
  if (method === "DELETE" && !column.isLookup) {
    return setValue(session, resource, [column, null]);
  }
  throw methodNotAllowed(method);
};
