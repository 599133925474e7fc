import { pageSizeOf, wherePartition } from "../elastic/reading.ts";
import { DataverseError } from "../errors/dataverseError.ts";
import { badSyntax } from "../errors/refusals.ts";
import { isNested, parseExpand } from "../odata/expand.ts";
import { bindFilter } from "../odata/filterBinding.ts";
import { parseOrderBy } from "../odata/orderBy.ts";
import { largestPage } from "../odata/prefer.ts";
import type { QueryOptions } from "../odata/queryOptions.ts";
import { parseSelect } from "../odata/select.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import { countRows, readPage } from "../query/execute.ts";
import type { Condition, Page, Query } from "../query/model.ts";
import type { Writer } from "../representation/columnWriter.ts";
import { contextOf } from "../representation/context.ts";
import { nextLink, skipTokenAfter, startOf } from "../representation/nextLink.ts";
import type { RecordShape } from "../representation/recordShape.ts";
import { recordWriter } from "../representation/recordWriter.ts";
import type { Table } from "../schema/schema.ts";
import { type Answer, jsonAnswer } from "../server/message.ts";
import { answerApply } from "./apply.ts";
import { scopeOf } from "./queryScope.ts";
import type { RecordSet } from "./recordSet.ts";

/** Microsoft, Count number of rows: a count goes no further. */
const countCap = 5000;

const allowed = ["$select", "$filter", "$orderby", "$top", "$count", "$expand", "$skiptoken"];

const whereOf = (session: Session, table: Table): Condition | undefined => {
  const text = session.request.options.get("$filter");
  const where = text === undefined ? undefined : bindFilter(scopeOf(session, table), text);
  return wherePartition(session.request, table, where);
};

const parseTop = (options: QueryOptions): number | undefined => {
  const text = options.get("$top")?.trim();
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d{1,9}$/.test(text)) {
    throw badSyntax(
      `Invalid value '${text}' for $top query option found. The $top query option requires a non-negative integer value.`,
    );
  }
  return Number(text);
};

/** Whether `$count` asks for the number of all matching rows. */
export const parseCount = (options: QueryOptions): boolean => {
  const text = options.get("$count")?.trim() ?? "false";
  if (text !== "true" && text !== "false") {
    throw badSyntax(
      `Invalid value '${text}' for $count query option found. Valid values are 'true' or 'false'.`,
    );
  }
  return text === "true";
};

interface PageWindow {
  readonly limit: number;
  /** Whether this page is the last one `$top` allows. */
  readonly reachesTop: boolean;
}

/** `$top` counts over all pages, and is ignored next to maxpagesize (Microsoft, Page results using OData). */
const windowOf = ({ request }: Session, pageSize: number, pageNumber: number): PageWindow => {
  const top = request.prefer.maxPageSize === undefined ? parseTop(request.options) : undefined;
  if (top === undefined) {
    return { limit: pageSize, reachesTop: false };
  }
  const before = (pageNumber - 1) * pageSize;
  const limit = Math.max(0, Math.min(pageSize, top - before));
  return { limit, reachesTop: before + limit >= top };
};

interface Read {
  readonly query: Query;
  readonly page: Page;
  readonly number: number;
  readonly hasNext: boolean;
}

const readRows = (session: Session, { table, within }: RecordSet): Read => {
  const { request, dataverse } = session;
  const order = parseOrderBy(dataverse.schema, table, request.options.get("$orderby"));
  const pageSize = pageSizeOf(request, table);
  const token = request.options.get("$skiptoken");
  const { number, from } = startOf(dataverse.store, { table, order }, { token, pageSize });
  const { limit, reachesTop } = windowOf(session, pageSize, number);
  const query = { table: table.name, within, where: whereOf(session, table), order, from, limit };
  const page = readPage(dataverse.store, query);
  return { query, page, number, hasNext: page.more && !reachesTop };
};

/** `@odata.count` and the annotations that say whether it was cut (Microsoft, Count number of rows). */
export const countMembers = (
  { presentation }: Session,
  isAsked: boolean,
  countUpTo: (cap: number) => number,
): string[] => {
  const matching = isAsked ? countUpTo(countCap + 1) : -1;
  const count = Math.min(matching, countCap);
  const members = isAsked ? [`"@odata.count":${count}`] : [];
  if (presentation.wantsAnnotation("Microsoft.Dynamics.CRM.totalrecordcount")) {
    members.push(`"@Microsoft.Dynamics.CRM.totalrecordcount":${count}`);
  }
  if (presentation.wantsAnnotation("Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded")) {
    members.push(`"@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded":${matching > countCap}`);
  }
  return members;
};

/** How the rows of a page are written. */
interface Printing {
  readonly context: string;
  readonly write: Writer;
}

const answerPage = (session: Session, set: RecordSet, { context, write }: Printing): Answer => {
  const { request, dataverse } = session;
  const { table } = set;
  const read = readRows(session, set);
  const members = [
    `"@odata.context":${JSON.stringify(context)}`,
    ...countMembers(session, parseCount(request.options), (cap) =>
      countRows(dataverse.store, { ...read.query, from: undefined }, cap),
    ),
    `"value":[${read.page.slots.map(write).join(",")}]`,
  ];
  if (read.hasNext) {
    const sequence = { table, order: read.query.order };
    const token = skipTokenAfter(dataverse.store, sequence, { page: read.page, number: read.number });
    members.push(`"@odata.nextLink":${JSON.stringify(nextLink(set.url, request.options, token))}`);
  }
  return jsonAnswer(200, `{${members.join(",")}}`);
};

/** Answers GET of a record set with one page of records. */
export const answerRecords = (session: Session, set: RecordSet): Answer => {
  const { request, presentation } = session;
  const apply = request.options.get("$apply");
  if (apply !== undefined) {
    return answerApply(session, set, apply);
  }
  requireOptions(request.options, allowed);
  const { table } = set;
  const columns = parseSelect(table, request.options.get("$select"));
  const expand = parseExpand(scopeOf(session, table), request.options.get("$expand"));
  const expandedPage = isNested(expand) ? (request.prefer.maxPageSize ?? largestPage) : undefined;
  const shape: RecordShape = { table, columns, expand, etag: true, inList: true, expandedPage };
  return answerPage(session, set, {
    context: contextOf(request.root, shape),
    write: recordWriter(presentation, shape),
  });
};

/** Answers GET of `…/$ref` after a set: the addresses of its records (OData 4.0, Requesting entity references). */
export const answerReferences = (session: Session, set: RecordSet): Answer => {
  const { request, dataverse } = session;
  requireOptions(request.options, ["$filter", "$orderby", "$top", "$count", "$skiptoken"]);
  const { idOf } = dataverse.store.table(set.table.name);
  const url = `${request.root}${set.table.entitySet}`;
  return answerPage(session, set, {
    context: `${request.root}$metadata#Collection($ref)`,
    write: (slot) => JSON.stringify({ "@odata.id": `${url}(${idOf(slot)})` }),
  });
};

/** As users report it. */
const countOfStoredQuery = () =>
  new DataverseError(
    400,
    "",
    "Count Segment is not supported when SavedQuery or UserQuery or FetchXml option is provided",
  );

/** Answers GET of `…/$count`: digits after a byte order mark (Microsoft, Retrieve a table row using the Web API). */
export const answerCount = (session: Session, { table, within }: RecordSet): Answer => {
  if (
    ["savedQuery", "userQuery", "fetchXml"].some((name) => session.request.options.get(name) !== undefined)
  ) {
    throw countOfStoredQuery();
  }
  requireOptions(session.request.options, ["$filter"]);
  const query: Query = { table: table.name, within, where: whereOf(session, table), order: [], limit: 0 };
  const count = countRows(session.dataverse.store, query, countCap);
  return { status: 200, headers: { "Content-Type": "text/plain" }, body: `\ufeff${count}` };
};
