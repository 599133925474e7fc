import { DataverseError } from "../errors/dataverseError.ts";
import { notImplemented } from "../errors/refusals.ts";
import type { Segment } from "../odata/requestPath.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import type { TableDefinition } from "../schema/model.ts";
import { type Answer, jsonAnswer } from "../server/message.ts";
import { type ColumnList, columnItem, columnItems, columnList, parseColumnExpansion } from "./columnList.ts";
import { columnMetadata } from "./columnMetadata.ts";
import type { Definition } from "./definition.ts";
import { parseDefinitionKey } from "./definitionKey.ts";
import { metadataFilter } from "./metadataFilter.ts";
import { parseSelection, project, type Selection, selectionText } from "./selection.ts";
import { tableMetadata } from "./tableMetadata.ts";

const tableType = "Microsoft.Dynamics.CRM.EntityMetadata";

const notFound = (key: string) =>
  new DataverseError(404, "0x80040217", `Could not find a definition with the key (${key}).`);

const answer = (context: string, body: Definition): Answer =>
  jsonAnswer(200, JSON.stringify({ "@odata.context": context, ...body }));

const tablesOf = ({ dataverse }: Session): readonly TableDefinition[] =>
  [...dataverse.schema.tables.values()].map(({ definition }) => definition);

const contextOf = ({ request }: Session, selection: Selection, columns: ColumnList | undefined): string => {
  const expanded = columns === undefined ? [] : [`Attributes${selectionText(columns.selection) || "()"}`];
  const parts = [...(selection ?? []), ...expanded];
  return `${request.root}$metadata#EntityDefinitions${parts.length === 0 ? "" : `(${parts.join(",")})`}`;
};

const columnsContext = ({ request }: Session, table: TableDefinition, selection: Selection): string =>
  `${request.root}$metadata#EntityDefinitions(${tableMetadata(table)["MetadataId"]})/Attributes${selectionText(selection)}`;

const tableItem = (
  session: Session,
  table: TableDefinition,
  { selection, columns }: { readonly selection: Selection; readonly columns: ColumnList | undefined },
): Definition => ({
  ...project(tableMetadata(table), selection),
  ...(columns !== undefined && {
    "Attributes@odata.context": columnsContext(session, table, columns.selection),
    Attributes: columnItems(table, columns),
  }),
});

const selectionOf = ({ request }: Session, table: TableDefinition): Selection =>
  parseSelection({ sample: tableMetadata(table), type: tableType }, request.options.get("$select"));

const answerTables = (session: Session): Answer => {
  const { options } = session.request;
  requireOptions(options, ["$select", "$filter", "$expand"]);
  const tables = tablesOf(session);
  const [first] = tables;
  if (first === undefined) {
    return answer(contextOf(session, undefined, undefined), { value: [] });
  }
  const selection = selectionOf(session, first);
  const keeps = metadataFilter({ sample: tableMetadata(first), type: tableType }, options.get("$filter"));
  const columns = parseColumnExpansion(first, options.get("$expand"));
  const value = tables
    .filter((table) => keeps(tableMetadata(table)))
    .map((table) => tableItem(session, table, { selection, columns }));
  return answer(contextOf(session, selection, columns), { value });
};

const answerTable = (session: Session, table: TableDefinition): Answer => {
  const { options } = session.request;
  requireOptions(options, ["$select", "$expand"]);
  const selection = selectionOf(session, table);
  const columns = parseColumnExpansion(table, options.get("$expand"));
  const context = `${contextOf(session, selection, columns)}/$entity`;
  return answer(context, tableItem(session, table, { selection, columns }));
};

const answerColumns = (session: Session, table: TableDefinition, key: string | undefined): Answer => {
  const { options } = session.request;
  requireOptions(options, key === undefined ? ["$select", "$filter"] : ["$select"]);
  const columns = columnList(table, { select: options.get("$select"), filter: options.get("$filter") });
  const context = columnsContext(session, table, columns.selection);
  if (key === undefined) {
    return answer(context, { value: columnItems(table, columns) });
  }
  const matches = parseDefinitionKey(key);
  const column = table.columns.find((candidate) => matches(columnMetadata(table, candidate)));
  if (column === undefined) {
    throw notFound(key);
  }
  return answer(`${context}/$entity`, columnItem(table, column, columns.selection));
};

/** Answers GET below `EntityDefinitions`. Definitions come all at once: there is no paging, sorting or counting. */
export const answerMetadata = (session: Session, [set, member, ...rest]: readonly Segment[]): Answer => {
  if (session.request.method !== "GET") {
    throw notImplemented(`${session.request.method} of table definitions`);
  }
  const key = set?.arguments;
  if (key === undefined) {
    if (member !== undefined) {
      throw notImplemented(`'${member.name}' of all table definitions`);
    }
    return answerTables(session);
  }
  const matches = parseDefinitionKey(key);
  const table = tablesOf(session).find((candidate) => matches(tableMetadata(candidate)));
  if (table === undefined) {
    throw notFound(key);
  }
  if (member === undefined) {
    return answerTable(session, table);
  }
  if (member.name !== "Attributes" || rest.length > 0) {
    throw notImplemented(`'${[member, ...rest].map(({ name }) => name).join("/")}' of a table definition`);
  }
  return answerColumns(session, table, member.arguments);
};
