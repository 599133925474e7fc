import { badSyntax, notImplemented, recordNotFound } from "../errors/refusals.ts";
import { runFetchXml } from "../fetchXml/runFetchXml.ts";
import type { Session } from "../organization/session.ts";
import type { Table } from "../schema/schema.ts";
import type { Answer } from "../server/message.ts";
import { parseGuid } from "../store/guid.ts";

/** Where the queries are that an option names by id (Microsoft, Retrieve and execute predefined queries). */
const tables: Readonly<Record<string, string>> = { savedQuery: "savedquery", userQuery: "userquery" };

const storedFetch = ({ dataverse }: Session, table: string, idText: string): string => {
  const id = parseGuid(idText.trim());
  if (id === undefined || !dataverse.schema.tables.has(table)) {
    throw badSyntax(`'${idText}' is not the id of a ${table}.`);
  }
  const rows = dataverse.store.table(table);
  const slot = rows.slotOf(id);
  if (slot === undefined) {
    throw recordNotFound(table, id);
  }
  const text = rows.values("fetchxml")(slot);
  if (typeof text !== "string") {
    throw badSyntax(`The ${table} ${id} has no FetchXML.`);
  }
  return text;
};

/** Answers `?savedQuery=id` and `?userQuery=id` on the set of `table`; undefined when the request has neither. */
export const answerPredefinedQuery = (session: Session, table: Table): Answer | undefined => {
  const { options } = session.request;
  const option = options.all.find(({ name }) => Object.hasOwn(tables, name));
  const source = tables[option?.name ?? ""];
  if (option === undefined || source === undefined) {
    return undefined;
  }
  const other = options.all.find(({ name }) => name.startsWith("$") && name !== "$count");
  if (other !== undefined) {
    throw notImplemented(`the query option '${other.name}' next to '${option.name}'`);
  }
  return runFetchXml(session, table, storedFetch(session, source, option.value));
};
