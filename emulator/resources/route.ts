import { answerChangeCount, answerChanges } from "../changes/answerChanges.ts";
import { dropExpired } from "../elastic/expiry.ts";
import { keyInPartition } from "../elastic/partition.ts";
import { withSessionToken } from "../elastic/sessionToken.ts";
import {
  badRequestUrl,
  methodNotAllowed,
  notImplemented,
  unknownProperty,
  unknownSegment,
} from "../errors/refusals.ts";
import { answerFetchOption } from "../fetchXml/runFetchXml.ts";
import { parseKey } from "../odata/key.ts";
import { parsePath, type Segment } from "../odata/requestPath.ts";
import { callBound } from "../operations/callBound.ts";
import type { Session } from "../organization/session.ts";
import type { Table } from "../schema/schema.ts";
import type { Answer } from "../server/message.ts";
import { answerCount, answerRecords } from "./collection.ts";
import { answerPredefinedQuery } from "./predefinedQuery.ts";
import { answerProperty } from "./property.ts";
import { answerRawValue } from "./rawValue.ts";
import { answerRecordResource, createInSet, type RecordResource } from "./record.ts";
import type { RecordSet } from "./recordSet.ts";
import { answerReferencesOf } from "./references.ts";
import { answerCollection, answerCollectionCount, answerNavigation } from "./related.ts";
import { answerCollectionMember, replaceCollection } from "./relatedMember.ts";
import { unboundResource } from "./unbound.ts";

/** FetchXML, also when it is stored, brings its own columns, filter and order; everything else is OData. */
const querySet = (session: Session, set: RecordSet): Answer =>
  answerFetchOption(session, set.table) ??
  answerPredefinedQuery(session, set.table) ??
  answerRecords(session, set);

const answerSet = (session: Session, table: Table, next: Segment | undefined): Answer => {
  const { request, dataverse } = session;
  const url = `${request.root}${table.entitySet}`;
  const isDelta = request.options.get("$deltatoken") !== undefined;
  if (next?.name === "$count" && request.method === "GET" && isDelta) {
    return answerChangeCount(session, table);
  }
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
      return isDelta || request.prefer.trackChanges
        ? answerChanges(session, { table, url })
        : querySet(session, { table, url });
    case "POST":
      return createInSet(session, dataverse.store.table(table.name), url);
    default:
      throw methodNotAllowed(request.method);
  }
};

const answerNamed = (
  session: Session,
  resource: RecordResource,
  { member, next }: { readonly member: Segment; readonly next: Segment | undefined },
): Answer => {
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
  if (next?.name === "$value" && column !== undefined) {
    return answerRawValue(session, resource, column);
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
    return session.request.method === "PUT"
      ? replaceCollection(session, resource, collection)
      : answerCollection(session, resource, collection);
  }
  throw unknownProperty(member.name, table.type);
};

const answerMember = (
  session: Session,
  resource: RecordResource,
  [member, next]: readonly Segment[],
): Answer => {
  if (member === undefined) {
    return answerRecordResource(session, resource);
  }
  if (next?.name === "$ref") {
    return answerReferencesOf(session, resource, member);
  }
  const isCollection = resource.rows.table.collections.has(member.name);
  return isCollection && member.arguments !== undefined && next === undefined
    ? answerCollectionMember(session, resource, member)
    : answerNamed(session, resource, { member, next });
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
  dropExpired(session.dataverse, table);
  if (first.arguments === undefined) {
    if (rest.length > 1) {
      throw unknownSegment(rest[1]?.name ?? "");
    }
    return withSessionToken(
      session,
      table,
      callBound(session, rest, { table }) ?? answerSet(session, table, rest[0]),
    );
  }
  if (rest.length > 2) {
    throw badRequestUrl();
  }
  const resource = {
    rows: session.dataverse.store.table(table.name),
    key: keyInPartition(session.request, table, parseKey(table, first.arguments)),
    url: recordUrl(session),
  };
  return withSessionToken(
    session,
    table,
    callBound(session, rest, { table, record: resource }) ?? answerMember(session, resource, rest),
  );
};
