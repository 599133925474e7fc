import { methodNotAllowed, unknownProperty } from "../errors/refusals.ts";
import { isContent } from "../files/content.ts";
import { answerDownload } from "../files/download.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import { requireRecord } from "../records/locate.ts";
import { jsonPrinter } from "../representation/jsonValue.ts";
import { isReadable } from "../schema/readable.ts";
import type { Column } from "../schema/schema.ts";
import { requireRead } from "../security/access.ts";
import { type Answer, noContent } from "../server/message.ts";
import type { RecordResource } from "./record.ts";

const plain = (text: string): string => (text.startsWith('"') ? String(JSON.parse(text)) : text);

/** Answers GET of `/$value` of a column: the bytes of a file, the bare value of everything else. */
export const answerRawValue = (session: Session, resource: RecordResource, column: Column): Answer => {
  const { request } = session;
  if (request.method !== "GET") {
    throw methodNotAllowed(request.method);
  }
  requireOptions(request.options, []);
  if (isContent(column)) {
    return answerDownload(session, resource, column);
  }
  const { rows, key } = resource;
  if (!isReadable(column)) {
    throw unknownProperty(column.property, rows.table.type);
  }
  const slot = requireRecord(rows, key);
  requireRead(session.caller, session.dataverse.store, { rows, slot });
  const value = rows.values(column.name)(slot);
  return value === null
    ? noContent()
    : {
        status: 200,
        headers: { "Content-Type": "text/plain" },
        body: plain(jsonPrinter(column.edmType)(value)),
      };
};
