import { badRequestUrl, payloadError, unknownSegment } from "../errors/refusals.ts";
import { parseKey } from "../odata/key.ts";
import { parsePath } from "../odata/requestPath.ts";
import type { Session } from "../organization/session.ts";
import { requireRecord } from "../records/locate.ts";
import { relativePath } from "../records/reference.ts";
import { tableNamed } from "../schema/schema.ts";
import { parseGuid } from "../store/guid.ts";
import type { TableStore } from "../store/tableStore.ts";

/** A record that an argument names. */
export interface NamedRecord {
  readonly rows: TableStore;
  readonly slot: number;
}

/** The record of a URI such as `accounts(…)`. It must exist. */
export const recordAt = ({ dataverse, request }: Session, uri: string): NamedRecord => {
  const [segment, ...rest] = parsePath(relativePath(request.root, uri));
  const table = segment === undefined ? undefined : dataverse.schema.byEntitySet.get(segment.name);
  if (segment === undefined || table === undefined) {
    throw unknownSegment(segment?.name ?? uri);
  }
  if (rest.length > 0 || segment.arguments === undefined) {
    throw badRequestUrl();
  }
  const rows = dataverse.store.table(table.name);
  return { rows, slot: requireRecord(rows, parseKey(table, segment.arguments)) };
};

/** The members of an entity that an action takes, and the table its `@odata.type` names. */
export const entityArgument = ({ dataverse }: Session, name: string, json: unknown) => {
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json);
  const members = new Map<string, unknown>(isObject ? Object.entries(json) : []);
  const type = members.get("@odata.type");
  const prefix = /^#?Microsoft\.Dynamics\.CRM\./;
  const table = typeof type === "string" ? type.replace(prefix, "") : "";
  if (typeof type !== "string" || !prefix.test(type) || !dataverse.schema.tables.has(table)) {
    throw payloadError(
      "",
      `The parameter '${name}' must be an entity with an '@odata.type' that names its table, such as 'Microsoft.Dynamics.CRM.account'.`,
    );
  }
  return { table: tableNamed(dataverse.schema, table), members };
};

/** The record an entity with its type and primary key names. It must exist. */
export const recordArgument = (session: Session, name: string, json: unknown): NamedRecord => {
  const { table, members } = entityArgument(session, name, json);
  const value = members.get(table.primaryId);
  const id = typeof value === "string" ? parseGuid(value) : undefined;
  if (id === undefined) {
    throw payloadError("", `The parameter '${name}' must hold the primary key '${table.primaryId}'.`);
  }
  const rows = session.dataverse.store.table(table.name);
  return { rows, slot: requireRecord(rows, { kind: "id", id }) };
};
