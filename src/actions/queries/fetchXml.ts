import { z } from "zod";
import { connection } from "../../inputs/connection.ts";
import { entityType } from "../../inputs/entityType.ts";
import { fetchAll } from "../../inputs/fetchAll.ts";
import { impersonateUserId } from "../../inputs/impersonation.ts";
import { includeAnnotations } from "../../inputs/includeAnnotations.ts";
import { maximumRecords } from "../../inputs/maximumRecords.ts";
import { nextPageCookie } from "../../inputs/nextPageCookie.ts";
import { fetchOptions, readOptions } from "../../inputs/options.ts";
import { pageNumber } from "../../inputs/pageNumber.ts";
import { xmlQuery } from "../../inputs/xmlQuery.ts";
import { dataverseAction } from "../dataverseAction.ts";
import { recordSchema } from "../records/record.ts";

const outputSchema = z.looseObject({
  "@odata.context": z.string().optional().describe("Where the records' type is described."),
  value: z
    .array(recordSchema)
    .describe(
      "The records. Columns without a value are left out; those of linked tables are named alias.column.",
    ),
  moreRecords: z.boolean().describe("Whether more records match than were read."),
  PagingInfo: z
    .object({
      cookie: z.string().describe("The Next Page Id of the page that follows."),
      page: z.number().describe("The page that was read last."),
      nextPage: z.number().describe("The Page Number of the page that follows."),
    })
    .optional()
    .describe("What leads on to the next page; absent on the last page."),
  maximumReached: z
    .boolean()
    .optional()
    .describe("With Fetch All: true when Maximum Records was reached and more records are left."),
});

export const fetchXml = dataverseAction({
  display: {
    label: "[CRM] Run Fetch XML Query",
    description: "Execute a fetch XML query against your Microsoft Dynamics 365 CRM instance.",
  },
  inputs: {
    entityType,
    xmlQuery,
    includeAnnotations,
    fetchAll,
    maximumRecords,
    pageNumber,
    nextPageId: nextPageCookie,
    impersonateUserId,
    connection,
    options: fetchOptions,
  },
  run: (
    { fetchXml },
    { entityType, xmlQuery, includeAnnotations, impersonateUserId, options, ...inputs },
  ) => {
    const paging = { pageNumber: inputs.pageNumber, nextPage: inputs.nextPageId };
    const asked = { ...paging, ...readOptions({ includeAnnotations, impersonateUserId, ...options }) };
    return inputs.fetchAll
      ? fetchXml.all(entityType, xmlQuery, { ...asked, maximumRecords: inputs.maximumRecords })
      : fetchXml.page(entityType, xmlQuery, asked);
  },
  effect: "read",
  output: outputSchema,
  example: {
    "@odata.context":
      "https://my-org.crm.dynamics.com/api/data/v9.2/$metadata#accounts(name,revenue,accountid)",
    "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie":
      '<cookie pagenumber="2" pagingcookie="%253ccookie%2520page%253d%25221%2522%253e%253caccountid%2520last%253d%2522%257b00000000-0000-0000-0000-000000000001%257d%2522%2520first%253d%2522%257b00000000-0000-0000-0000-000000000001%257d%2522%2520%252f%253e%253c%252fcookie%253e" istracking="False" />',
    "@Microsoft.Dynamics.CRM.morerecords": true,
    value: [
      {
        "@odata.etag": 'W/"80649578"',
        name: "Contoso Ltd.",
        revenue: 5_000_000,
        accountid: "00000000-0000-0000-0000-000000000001",
      },
    ],
    moreRecords: true,
    PagingInfo: {
      cookie:
        "&lt;cookie page=&quot;1&quot;&gt;&lt;accountid last=&quot;{00000000-0000-0000-0000-000000000001}&quot; first=&quot;{00000000-0000-0000-0000-000000000001}&quot; /&gt;&lt;/cookie&gt;",
      page: 1,
      nextPage: 2,
    },
  },
});
