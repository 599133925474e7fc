import { damagedCookie } from "../odata/skipToken.ts";
import type { Session } from "../organization/session.ts";
import { aggregateRows } from "../query/aggregate.ts";
import { countMembers } from "../resources/collection.ts";
import { aggregateWriter } from "./aggregateWriter.ts";
import { aggregateColumns, aggregateOrder, aggregatesOf, groupsOf } from "./bindAggregate.ts";
import type { BoundFetch } from "./bindQuery.ts";
import { printPagingAnnotation } from "./pagingAnnotation.ts";
import { largestFetch } from "./readFetch.ts";
import type { FetchSyntax } from "./syntax.ts";

const pagingMembers = ({ presentation }: Session): string[] => [
  ...(presentation.wantsAnnotation("Microsoft.Dynamics.CRM.fetchxmlpagingcookie")
    ? [`"@Microsoft.Dynamics.CRM.fetchxmlpagingcookie":${JSON.stringify(printPagingAnnotation(undefined))}`]
    : []),
  ...(presentation.wantsAnnotation("Microsoft.Dynamics.CRM.morerecords")
    ? ['"@Microsoft.Dynamics.CRM.morerecords":true']
    : []),
];

/** The body of the answer to an aggregate query. Its groups are paged by counting them; there is no cookie. */
export const answerAggregates = (
  session: Session,
  fetch: FetchSyntax,
  { bound, isCountAsked }: { readonly bound: BoundFetch; readonly isCountAsked: boolean },
): string => {
  const { request, presentation, dataverse } = session;
  if (fetch.cookie !== undefined) {
    throw damagedCookie();
  }
  const columns = aggregateColumns(bound);
  const all = aggregateRows(dataverse.store, {
    table: bound.root.table.name,
    where: bound.where,
    joins: bound.joins,
    groups: groupsOf(columns),
    aggregates: aggregatesOf(columns),
    order: aggregateOrder(bound, columns),
    rowLimit: fetch.aggregateLimit,
  });
  const size = fetch.top ?? fetch.count ?? largestFetch;
  const last = fetch.page * size;
  const page = all.slice(last - size, last);
  const hasMore = fetch.top === undefined && all.length > last;
  const names = columns.map(({ alias }) => alias).join(",");
  const context = `${request.root}$metadata#${bound.root.table.entitySet}(${names})`;
  const members = [
    `"@odata.context":${JSON.stringify(context)}`,
    ...countMembers(session, isCountAsked, (cap) => Math.min(cap, all.length)),
    ...(hasMore ? pagingMembers(session) : []),
    `"value":[${page.map(aggregateWriter(presentation, columns)).join(",")}]`,
  ];
  return `{${members.join(",")}}`;
};
