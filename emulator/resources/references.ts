import { methodNotAllowed, payloadError, unknownProperty } from "../errors/refusals.ts";
import { parseKey } from "../odata/key.ts";
import type { Segment } from "../odata/requestPath.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import { associate, disassociate } from "../records/associate.ts";
import { parseObject } from "../records/jsonObject.ts";
import { requireRecord } from "../records/locate.ts";
import { requireMessage } from "../records/messages.ts";
import { resolveReference } from "../records/reference.ts";
import { updateRecord } from "../records/write.ts";
import { type Collection, type Navigation, tableNamed } from "../schema/schema.ts";
import { requireRead } from "../security/access.ts";
import { type Answer, jsonAnswer, noContent } from "../server/message.ts";
import type { Reference } from "../store/cells.ts";
import { answerReferences } from "./collection.ts";
import { checkIfMatch } from "./conditions.ts";
import type { RecordResource } from "./record.ts";
import { setOf } from "./related.ts";
import { resolutionOf } from "./resolution.ts";
import { writingOf } from "./writing.ts";

/** A navigation property as far as a reference must fit it. */
type Destination = Pick<Navigation, "name" | "targets">;

/** The record that the body `{"@odata.id": "…"}` names. */
const readReference = (
  session: Session,
  { rows: { table } }: RecordResource,
  navigation: Destination,
): Reference => {
  const body = parseObject(table, session.request.body);
  const uri = "@odata.id" in body ? body["@odata.id"] : undefined;
  if (typeof uri !== "string") {
    throw payloadError(
      table.entitySet,
      "An '@odata.id' annotation with the URI of the record to refer to was expected in the request body.",
    );
  }
  return resolveReference(resolutionOf(session), { table, navigation }, uri);
};

const getReference = (session: Session, { rows, key }: RecordResource, navigation: Navigation): Answer => {
  const { request, dataverse, caller } = session;
  requireOptions(request.options, []);
  const slot = requireRecord(rows, key);
  requireRead(caller, dataverse.store, { rows, slot });
  const target = rows.targets(navigation.column.name)(slot);
  const id = rows.values(navigation.column.name)(slot);
  if (target === null || !navigation.targets.includes(target)) {
    return noContent();
  }
  const { entitySet } = tableNamed(dataverse.schema, target);
  const reference = {
    "@odata.context": `${request.root}$metadata#$ref`,
    "@odata.id": `${request.root}${entitySet}(${id})`,
  };
  return jsonAnswer(200, JSON.stringify(reference));
};

const setReference = (
  session: Session,
  { rows, key }: RecordResource,
  { column, to }: { readonly column: Navigation["column"]; readonly to: Reference | null },
): Answer => {
  requireMessage(rows.table, "Update");
  requireOptions(session.request.options, []);
  const slot = requireRecord(rows, key);
  checkIfMatch(session.request, { rows, key, slot });
  const changes = new Map(column.definition.validForUpdate ? [[column.name, to] as const] : []);
  updateRecord(writingOf(session), rows, { slot, changes });
  return noContent();
};

/** A lookup that points to another kind of record than the navigation property leads to stays as it is. */
const clearReference = (session: Session, resource: RecordResource, navigation: Navigation): Answer => {
  const { rows, key } = resource;
  const { column, targets } = navigation;
  const target = rows.targets(column.name)(requireRecord(rows, key));
  return target !== null && !targets.includes(target)
    ? noContent()
    : setReference(session, resource, { column, to: null });
};

const answerSingle = (session: Session, resource: RecordResource, navigation: Navigation): Answer => {
  const { column } = navigation;
  switch (session.request.method) {
    case "GET":
      return getReference(session, resource, navigation);
    case "PUT":
      return setReference(session, resource, { column, to: readReference(session, resource, navigation) });
    case "DELETE":
      return clearReference(session, resource, navigation);
    default:
      throw methodNotAllowed(session.request.method);
  }
};

interface Members {
  readonly collection: Collection;
  /** What stands in the parentheses after the collection: the key of one of its records. */
  readonly key: string | undefined;
}

const destinationOf = ({ name, table }: Collection): Destination => ({ name, targets: [table] });

/** The member of the collection that the key in the URL, or the option `$id`, names. */
const namedMember = (session: Session, { rows }: RecordResource, { collection, key }: Members): Reference => {
  const { dataverse, request } = session;
  if (key !== undefined) {
    requireOptions(request.options, []);
    const members = dataverse.store.table(collection.table);
    const id = members.idOf(requireRecord(members, parseKey(members.table, key)));
    return { table: collection.table, id };
  }
  requireOptions(request.options, ["$id"]);
  const uri = request.options.get("$id");
  if (uri === undefined) {
    throw methodNotAllowed(request.method);
  }
  const navigation = destinationOf(collection);
  return resolveReference(resolutionOf(session), { table: rows.table, navigation }, uri);
};

const answerMany = (session: Session, resource: RecordResource, members: Members): Answer => {
  const { rows } = resource;
  const { collection, key } = members;
  const { method, options } = session.request;
  if (method === "GET" && key === undefined) {
    return answerReferences(session, setOf(session, resource, collection));
  }
  if (method === "POST" && key === undefined) {
    requireOptions(options, []);
    const slot = requireRecord(rows, resource.key);
    const related = readReference(session, resource, destinationOf(collection));
    associate(writingOf(session), { rows, slot, collection, related });
    return noContent();
  }
  if (method === "DELETE") {
    const slot = requireRecord(rows, resource.key);
    const related = namedMember(session, resource, members);
    disassociate(writingOf(session), { rows, slot, collection, related });
    return noContent();
  }
  throw methodNotAllowed(method);
};

/** Answers a request to `/$ref` after a navigation property (Microsoft, Associate and disassociate table rows). */
export const answerReferencesOf = (
  session: Session,
  resource: RecordResource,
  { name, arguments: key }: Segment,
): Answer => {
  const { table } = resource.rows;
  const navigation = table.navigations.get(name);
  if (navigation !== undefined && key === undefined) {
    return answerSingle(session, resource, navigation);
  }
  const collection = table.collections.get(name);
  if (collection === undefined) {
    throw unknownProperty(name, table.type);
  }
  return answerMany(session, resource, { collection, key });
};
