import { z } from "zod";
import type { RecordPage } from "../../client/services/queries/recordPage.ts";
import { recordSchema } from "../records/record.ts";

export const recordPageSchema = z.looseObject({
  "@odata.context": z.string().optional().describe("Where the records' type is described."),
  "@odata.count": z
    .number()
    .optional()
    .describe("With Include Count: how many records match, counted to 5000 at most."),
  "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": z
    .boolean()
    .optional()
    .describe("With Include Count: true when more than 5000 records match."),
  value: z.array(recordSchema).describe("The records."),
  "@odata.nextLink": z.string().optional().describe("The link to the next page; absent on the last page."),
  oDataNextLink: z.string().optional().describe("The same link, for the Next Page Id input."),
  maximumReached: z
    .boolean()
    .optional()
    .describe("With Fetch All: true when Maximum Records was reached and more records are left."),
});

/** A page with its next link under both of the names that flows use. */
export const withNextLinkAlias = <T extends RecordPage>(page: T): T & { readonly oDataNextLink?: string } => {
  const nextLink = page["@odata.nextLink"];
  return nextLink === undefined ? page : { ...page, oDataNextLink: nextLink };
};
