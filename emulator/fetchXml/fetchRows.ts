import type { Session } from "../organization/session.ts";
import { countRows, readPage } from "../query/execute.ts";
import { countJoinedRows, readJoinedPage } from "../query/joinedPage.ts";
import type { JoinedPage, JoinedQuery } from "../query/model.ts";
import { countMembers } from "../resources/collection.ts";
import { type BoundFetch, bindOrders } from "./bindQuery.ts";
import { contextOfRows } from "./context.ts";
import { metadataVersionMembers } from "./metadataVersion.ts";
import { cookieOf, pageSizeOf, type Sequence, startOfPage } from "./paging.ts";
import { printPagingAnnotation } from "./pagingAnnotation.ts";
import { rowWriter } from "./rowWriter.ts";
import { pathOf, type ShownColumn, shownColumns } from "./shownColumn.ts";
import type { FetchSyntax } from "./syntax.ts";

/** A query with everything that is known of it before it is run. */
interface RowFetch {
  readonly fetch: FetchSyntax;
  readonly bound: BoundFetch;
  readonly columns: readonly ShownColumn[];
  readonly sequence: Sequence;
  readonly query: JoinedQuery;
}

const showsKey = ({ root }: BoundFetch, columns: readonly ShownColumn[]): boolean =>
  columns.some(({ source, column }) => source === root && column.name === root.table.primaryId);

/**
 * A cookie says after which record a page ends. There is none where that does not say after which row: when a join
 * gives several rows for a record, when distinct rows do not hold the key, and when a link's column decides the order.
 */
const hasCookie = (
  { distinct }: FetchSyntax,
  bound: BoundFetch,
  { columns, order }: { readonly columns: readonly ShownColumn[]; readonly order: Sequence["order"] },
): boolean => {
  const isKeyed = !distinct || showsKey(bound, columns);
  const isSingle =
    !bound.multiplies || (distinct && columns.every(({ source }) => source.alias === undefined));
  return isKeyed && isSingle && order.every(({ path }) => path.source === undefined);
};

const prepare = ({ dataverse }: Session, fetch: FetchSyntax, bound: BoundFetch): RowFetch => {
  const { root, joins, where, sources } = bound;
  const columns = shownColumns(sources, fetch.distinct);
  const order = bindOrders(bound, fetch);
  const sequence = { table: root.table, order, hasCookie: hasCookie(fetch, bound, { columns, order }) };
  const limit = pageSizeOf(root.table, fetch);
  const isDistinctAnyway = showsKey(bound, columns) && !bound.multiplies;
  const query = {
    table: root.table.name,
    where,
    joins,
    order,
    limit,
    from: startOfPage(dataverse.store, sequence, { fetch, limit }),
    distinct: fetch.distinct && !isDistinctAnyway ? columns.map(pathOf) : undefined,
  };
  return { fetch, bound, columns, sequence, query };
};

const isPlain = ({ joins, distinct }: JoinedQuery): boolean => joins.length === 0 && distinct === undefined;

const readRows = ({ dataverse }: Session, query: JoinedQuery): JoinedPage => {
  if (!isPlain(query)) {
    return readJoinedPage(dataverse.store, query);
  }
  const { slots, more } = readPage(dataverse.store, query);
  return { rows: slots.map((slot) => [slot]), more };
};

const count = ({ dataverse }: Session, { from: _from, ...query }: JoinedQuery, cap: number): number =>
  isPlain(query) ? countRows(dataverse.store, query, cap) : countJoinedRows(dataverse.store, query, cap);

/** Only a page that is not the last one has them, and only for a client that asks. */
const pagingMembers = (session: Session, { fetch, sequence }: RowFetch, page: JoinedPage): string[] => {
  const { presentation, dataverse } = session;
  if (!page.more || fetch.top !== undefined) {
    return [];
  }
  const members: string[] = [];
  if (presentation.wantsAnnotation("Microsoft.Dynamics.CRM.fetchxmlpagingcookie")) {
    const cookie = cookieOf(dataverse.store, sequence, { rows: page.rows, page: fetch.page });
    const text = JSON.stringify(printPagingAnnotation(cookie));
    members.push(`"@Microsoft.Dynamics.CRM.fetchxmlpagingcookie":${text}`);
  }
  if (presentation.wantsAnnotation("Microsoft.Dynamics.CRM.morerecords")) {
    members.push('"@Microsoft.Dynamics.CRM.morerecords":true');
  }
  return members;
};

/** The body of the answer to a query that gives rows. */
export const answerRows = (
  session: Session,
  fetch: FetchSyntax,
  { bound, isCountAsked }: { readonly bound: BoundFetch; readonly isCountAsked: boolean },
): string => {
  const { request, presentation } = session;
  const prepared = prepare(session, fetch, bound);
  const { columns, query } = prepared;
  const page = readRows(session, query);
  const { table } = bound.root;
  const isRecord = showsKey(bound, columns);
  const write = rowWriter(presentation, { table: table.name, joins: bound.joins, columns, isRecord });
  const members = [
    `"@odata.context":${JSON.stringify(contextOfRows(request.root, table, columns))}`,
    ...countMembers(session, isCountAsked, (cap) => count(session, query, cap)),
    ...metadataVersionMembers(session),
    ...pagingMembers(session, prepared, page),
    `"value":[${page.rows.map(write).join(",")}]`,
  ];
  return `{${members.join(",")}}`;
};
