import {
  badRequestUrl,
  methodNotAllowed,
  notImplemented,
  unknownProperty,
  unknownSegment,
} from "../errors/refusals.ts";
import { parseKey } from "../odata/key.ts";
import { parsePath, type Segment } from "../odata/requestPath.ts";
import type { Session } from "../organization/session.ts";
import type { Table } from "../schema/schema.ts";
import type { Answer } from "../server/message.ts";
import { answerCount, answerRecords } from "./collection.ts";
import { answerProperty } from "./property.ts";
import { answerRecordResource, createInSet, type RecordResource } from "./record.ts";
import { answerCollection, answerCollectionCount, answerNavigation } from "./related.ts";
import { unboundResource } from "./unbound.ts";

const answerSet = (session: Session, table: Table, next: Segment | undefined): Answer => {
  const { request, dataverse } = session;
  const url = `${request.root}${table.entitySet}`;
  if (next?.name === "$count" && request.method === "GET") {
    return answerCount(session, { table, url });
  }
  if (next !== undefined) {
    throw next.name.startsWith("Microsoft.Dynamics.CRM.") || next.name.startsWith("$")
      ? notImplemented(`'${next.name}' on an entity set`)
      : unknownSegment(next.name);
  }
  switch (request.method) {
    case "GET":
      return answerRecords(session, { table, url });
    case "POST":
      return createInSet(session, dataverse.store.table(table.name), url);
    default:
      throw methodNotAllowed(request.method);
  }
};

const answerMember = (
  session: Session,
  resource: RecordResource,
  [member, next]: readonly Segment[],
): Answer => {
  if (member === undefined) {
    return answerRecordResource(session, resource);
  }
  const { table } = resource.rows;
  if (member.name.startsWith("$") || member.name.includes(".") || member.arguments !== undefined) {
    throw notImplemented(`'${member.name}' on a record`);
  }
  const column = table.properties.get(member.name);
  const navigation = table.navigations.get(member.name);
  const collection = table.collections.get(member.name);
  if (next?.name === "$count" && collection !== undefined) {
    return answerCollectionCount(session, resource, collection);
  }
  if (next !== undefined) {
    throw notImplemented(`'${next.name}' after '${member.name}'`);
  }
  if (column !== undefined) {
    return answerProperty(session, resource, column);
  }
  if (navigation !== undefined) {
    return answerNavigation(session, resource, navigation);
  }
  if (collection !== undefined) {
    return answerCollection(session, resource, collection);
  }
  throw unknownProperty(member.name, table.type);
};

/** The first segment as the client wrote it: an alternate key is echoed, not turned into the id. */
const recordUrl = (session: Session): string =>
  `${session.request.root}${session.request.path.replace(/^\/+/, "").split("/")[0]}`;

/** Finds what the URL names and lets it answer. */
export const route = (session: Session): Answer => {
  const segments = parsePath(session.request.path);
  const [first, ...rest] = segments;
  const table = first === undefined ? undefined : session.dataverse.schema.byEntitySet.get(first.name);
  if (first === undefined || table === undefined) {
    return unboundResource(session, segments);
  }
  if (first.arguments === undefined) {
    if (rest.length > 1) {
      throw unknownSegment(rest[1]?.name ?? "");
    }
    return answerSet(session, table, rest[0]);
  }
  if (rest.length > 2) {
    throw badRequestUrl();
  }
  const resource = {
    rows: session.dataverse.store.table(table.name),
    key: parseKey(table, first.arguments),
    url: recordUrl(session),
  };
  return answerMember(session, resource, rest);
};
