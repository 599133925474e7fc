import { equals, holds } from "./expectation.ts";
import { read, recordsIn } from "./read.ts";
import type { Step } from "./step.ts";

export interface PagedTable {
  readonly entitySet: string;
  readonly primaryId: string;
  readonly nameColumn: string;
  readonly pageSize: number;
  /** Where Fetch All stops; undefined reads every record there is. */
  readonly maximumRecords?: number;
}

/** Links work as `nextPageId` under both names that the result gives them. */
const nextLink = (data: unknown): unknown => read(data, "oDataNextLink") ?? read(data, "@odata.nextLink");

/** Names may be equal; only with the id after them is the order the same in every query. */
const query = ({ entitySet, nameColumn, primaryId, pageSize }: PagedTable) => ({
  entityType: entitySet,
  fieldNames: [nameColumn],
  orderByFieldNames: [nameColumn, primaryId],
  recordsPerPage: String(pageSize),
});

const ids = (data: unknown, { primaryId }: PagedTable): readonly unknown[] =>
  recordsIn(data).map((record) => read(record, primaryId));

const shared = (one: readonly unknown[], other: readonly unknown[]): number =>
  one.filter((id) => other.includes(id)).length;

const firstPage = (table: PagedTable): Step => ({
  name: "firstPage",
  title: `Query ${table.entitySet}, ${table.pageSize} a page`,
  action: "queryEntities",
  inputs: () => query(table),
  expect: (data) => [
    equals("records", recordsIn(data).length, table.pageSize),
    holds("next page", typeof nextLink(data) === "string", {
      seen: typeof nextLink(data) === "string" ? "offered" : nextLink(data),
      wanted: "a link to the next page",
    }),
  ],
});

const secondPage = (table: PagedTable): Step => ({
  name: "secondPage",
  title: "Ask for the next page with the id from that result",
  action: "queryEntities",
  inputs: (earlier) => ({ ...query(table), nextPageId: nextLink(earlier("firstPage")) }),
  expect: (data, earlier) => [
    equals("records", recordsIn(data).length, table.pageSize),
    equals("already on page 1", shared(ids(data, table), ids(earlier("firstPage"), table)), 0),
  ],
});

const everyPage = (table: PagedTable): Step => ({
  name: "everyPage",
  title:
    table.maximumRecords === undefined
      ? "Fetch all of them in one step"
      : `Fetch all of them in one step, ${table.maximumRecords} at most`,
  action: "queryEntities",
  inputs: () => ({
    ...query(table),
    fetchAll: "true",
    ...(table.maximumRecords !== undefined && { maximumRecords: String(table.maximumRecords) }),
  }),
  expect: (data, earlier) => {
    const found = ids(data, table);
    const pages = [...ids(earlier("firstPage"), table), ...ids(earlier("secondPage"), table)];
    const limit = table.maximumRecords ?? Number.POSITIVE_INFINITY;
    return [
      holds("records", found.length > table.pageSize && found.length <= limit, {
        seen: found.length,
        wanted: `more than ${table.pageSize}${Number.isFinite(limit) ? ` and at most ${limit}` : ""}`,
      }),
      equals("more than once", found.length - new Set(found).size, 0),
      equals("of those on pages 1 and 2", shared(pages, found), pages.length),
    ];
  },
});

/** Two pages by hand, then Fetch All, over a table that has more than two pages of records. */
export const paging = (table: PagedTable): readonly Step[] => [
  firstPage(table),
  secondPage(table),
  everyPage(table),
];
