import { methodNotAllowed } from "../errors/refusals.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import { requireRecord } from "../records/locate.ts";
import { type Collection, type Navigation, tableNamed } from "../schema/schema.ts";
import { requireRead } from "../security/access.ts";
import { type Answer, noContent } from "../server/message.ts";
import { answerCount, answerRecords } from "./collection.ts";
import type { RecordResource } from "./record.ts";
import type { RecordSet } from "./recordSet.ts";
import { answerRecord, singleShape } from "./singleRecord.ts";

const requireGet = ({ request }: Session): void => {
  if (request.method !== "GET") {
    throw methodNotAllowed(request.method);
  }
};

/** Answers GET of the record a lookup points to; 204 when it points nowhere. */
export const answerNavigation = (
  session: Session,
  { rows, key }: RecordResource,
  navigation: Navigation,
): Answer => {
  requireGet(session);
  requireOptions(session.request.options, ["$select", "$expand"]);
  const slot = requireRecord(rows, key);
  requireRead(session.caller, session.dataverse.store, { rows, slot });
  const target = rows.targets(navigation.column.name)(slot);
  const id = rows.values(navigation.column.name)(slot);
  if (target === null || typeof id !== "string" || !navigation.targets.includes(target)) {
    return noContent();
  }
  const { store, schema } = session.dataverse;
  const shape = singleShape(session, tableNamed(schema, target), { expandable: true });
  const related = store.table(target).slotOf(id);
  return related === undefined ? noContent() : answerRecord(session, shape, { status: 200, slot: related });
};

/** The records of a collection of a record. */
export const setOf = (
  { dataverse, caller }: Session,
  { rows, key, url }: RecordResource,
  collection: Collection,
): RecordSet => {
  const slot = requireRecord(rows, key);
  requireRead(caller, dataverse.store, { rows, slot });
  return {
    table: tableNamed(dataverse.schema, collection.table),
    within: { collection, id: rows.idOf(slot) },
    url: `${url}/${collection.name}`,
  };
};

/** Answers GET of the records whose lookup points here. */
export const answerCollection = (
  session: Session,
  resource: RecordResource,
  collection: Collection,
): Answer => {
  requireGet(session);
  return answerRecords(session, setOf(session, resource, collection));
};

export const answerCollectionCount = (
  session: Session,
  resource: RecordResource,
  collection: Collection,
): Answer => {
  requireGet(session);
  return answerCount(session, setOf(session, resource, collection));
};
