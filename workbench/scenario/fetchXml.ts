import { equals, holds } from "./expectation.ts";
import type { PagedTable } from "./paging.ts";
import { read, recordsIn } from "./read.ts";
import type { Step } from "./step.ts";

/** With a comment in front, as people paste it from other tools. */
const xmlOf = ({ logicalName, nameColumn, primaryId }: FetchedTable, paging = ""): string =>
  `
<!-- ${logicalName}s by name -->
<fetch${paging}>
  <entity name="${logicalName}">
    <attribute name="${nameColumn}" />
    <order attribute="${nameColumn}" />
    <order attribute="${primaryId}" />
  </entity>
</fetch>`;

const pagedXml = (table: FetchedTable): string => xmlOf(table, ` count="${table.pageSize}"`);

export type FetchedTable = PagedTable & { readonly logicalName: string };

const firstNames = (data: unknown, { nameColumn, pageSize }: FetchedTable): readonly unknown[] =>
  recordsIn(data)
    .slice(0, pageSize)
    .map((record) => read(record, nameColumn));

/** Two pages by cookie, then Fetch All; the pages must be those of the OData query before. */
export const fetchXml = (table: FetchedTable): readonly Step[] => [
  {
    name: "fetchFirstPage",
    title: `Run a FetchXML query over ${table.entitySet}, ${table.pageSize} a page`,
    action: "fetchXml",
    inputs: () => ({ entityType: table.entitySet, xmlQuery: pagedXml(table) }),
    expect: (data, earlier) => [
      equals("records", recordsIn(data).length, table.pageSize),
      equals("names", firstNames(data, table), firstNames(earlier("firstPage"), table)),
      equals("next page", read(data, "PagingInfo", "nextPage"), 2),
      equals("more records", read(data, "moreRecords"), true),
    ],
  },
  {
    name: "fetchSecondPage",
    title: "Ask for page 2 with the cookie from that result",
    action: "fetchXml",
    inputs: (earlier) => ({
      entityType: table.entitySet,
      xmlQuery: pagedXml(table),
      pageNumber: String(read(earlier("fetchFirstPage"), "PagingInfo", "nextPage")),
      nextPageId: read(earlier("fetchFirstPage"), "PagingInfo", "cookie"),
    }),
    expect: (data, earlier) => [
      equals("names", firstNames(data, table), firstNames(earlier("secondPage"), table)),
    ],
  },
  {
    name: "fetchEveryPage",
    title: "Fetch all of them by FetchXML",
    action: "fetchXml",
    inputs: () => ({
      entityType: table.entitySet,
      xmlQuery: xmlOf(table),
      fetchAll: "true",
      ...(table.maximumRecords !== undefined && { maximumRecords: String(table.maximumRecords) }),
    }),
    expect: (data) => {
      const ids = recordsIn(data).map((record) => read(record, table.primaryId));
      return [
        holds("records", ids.length > table.pageSize, {
          seen: ids.length,
          wanted: `more than ${table.pageSize}`,
        }),
        equals("more than once", ids.length - new Set(ids).size, 0),
      ];
    },
  },
];
