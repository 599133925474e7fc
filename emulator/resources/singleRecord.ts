import { parseExpand } from "../odata/expand.ts";
import { parseSelect } from "../odata/select.ts";
import type { Session } from "../organization/session.ts";
import { contextOf } from "../representation/context.ts";
import type { RecordShape } from "../representation/recordShape.ts";
import { etagOf, recordWriter } from "../representation/recordWriter.ts";
import type { Table } from "../schema/schema.ts";
import { requireRead } from "../security/access.ts";
import { type Answer, jsonAnswer } from "../server/message.ts";
import { scopeOf } from "./queryScope.ts";

/** Reads `$select` and `$expand` for one record, before anything is written. */
export const singleShape = (
  session: Session,
  table: Table,
  { expandable }: { readonly expandable: boolean },
): RecordShape => {
  const { options } = session.request;
  return {
    table,
    columns: parseSelect(table, options.get("$select")),
    expand: parseExpand(scopeOf(session, table), expandable ? options.get("$expand") : undefined),
    etag: true,
    inList: false,
    expandedPage: undefined,
  };
};

/** Answers with one record, its ETag and its context. */
export const answerRecord = (
  { request, presentation, dataverse, caller }: Session,
  shape: RecordShape,
  { status, slot }: { readonly status: number; readonly slot: number },
): Answer => {
  requireRead(caller, dataverse.store, { rows: dataverse.store.table(shape.table.name), slot });
  const record = recordWriter(presentation, shape)(slot);
  const context = `"@odata.context":${JSON.stringify(`${contextOf(request.root, shape)}/$entity`)}`;
  const etag = etagOf(dataverse.store.table(shape.table.name).versionOf(slot));
  return jsonAnswer(status, `{${context},${record.slice(1)}`, { ETag: etag });
};
