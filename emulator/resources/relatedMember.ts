import { methodNotAllowed, notImplemented } from "../errors/refusals.ts";
import { parseKey } from "../odata/key.ts";
import type { Segment } from "../odata/requestPath.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import { relatedRows } from "../query/relatedRows.ts";
import { replaceParties } from "../records/deepInsert.ts";
import { parseObject } from "../records/jsonObject.ts";
import { missing, requireRecord } from "../records/locate.ts";
import { partyTable, readChildren } from "../records/payload.ts";
import { updateRecord } from "../records/write.ts";
import type { Collection } from "../schema/schema.ts";
import { requireRead } from "../security/access.ts";
import { type Answer, noContent } from "../server/message.ts";
import type { RecordResource } from "./record.ts";
import { resolutionOf } from "./resolution.ts";
import { answerRecord, singleShape } from "./singleRecord.ts";
import { writingOf } from "./writing.ts";

/** Answers GET of one record of a collection, `accounts(…)/contact_customer_accounts(…)`. */
export const answerCollectionMember = (
  session: Session,
  { rows: owners, key: ownerKey }: RecordResource,
  { name, arguments: text = "" }: Segment,
): Answer => {
  const { request, dataverse, caller } = session;
  const { store } = dataverse;
  const collection = owners.table.collections.get(name);
  if (collection === undefined || request.method !== "GET") {
    throw notImplemented(`${request.method} of '${name}(${text})' on a record`);
  }
  requireOptions(request.options, ["$select", "$expand"]);
  const rows = store.table(collection.table);
  const shape = singleShape(session, rows.table, { expandable: true });
  const owner = owners.idOf(requireRecord(owners, ownerKey));
  const key = parseKey(rows.table, text);
  const slot = requireRecord(rows, key);
  if (!relatedRows(store, collection)(owner).includes(slot)) {
    throw missing(rows, key);
  }
  requireRead(caller, store, { rows, slot });
  return answerRecord(session, shape, { status: 200, slot });
};

/** Answers PUT of the parties of an activity, which replaces them all (Microsoft, Associate and disassociate table rows). */
export const replaceCollection = (
  session: Session,
  { rows, key }: RecordResource,
  collection: Collection,
): Answer => {
  const { table } = rows;
  if (collection.table !== partyTable) {
    throw methodNotAllowed(session.request.method);
  }
  requireOptions(session.request.options, []);
  const slot = requireRecord(rows, key);
  const body = parseObject(table, session.request.body);
  const parties = "value" in body ? body.value : undefined;
  const payloads = readChildren(resolutionOf(session), { table, collection }, parties);
  const writing = writingOf(session);
  updateRecord(writing, rows, { slot, changes: new Map() });
  replaceParties(writing, { rows, slot }, { collection, payloads });
  return noContent();
};
