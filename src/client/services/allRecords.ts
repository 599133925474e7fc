import { DataverseError } from "../errors.ts";
import { errorSentence } from "../http/errorSentence.ts";
import type { DataverseRequest } from "../http/message.ts";
import { pages } from "../paging/pages.ts";
import type { JsonObject } from "./jsonObject.ts";
import { type RecordPage, readPage } from "./recordPage.ts";
import type { ServiceContext } from "./serviceContext.ts";

export interface AllRecords extends RecordPage {
  /** True when there are more records; `@odata.nextLink` then leads on to them. */
  readonly maximumReached: boolean;
}

/** Microsoft, "Page results using OData": at most 5000 records a page. */
export const LARGEST_PAGE = 5000;

/**
 * The largest page size of which as few pages as possible make up the maximum, or a little less: then the maximum falls
 * between two pages, where the server's own next link leads on from.
 */
export const wholePageSize = (maximumRecords: number): number =>
  Math.floor(maximumRecords / Math.ceil(maximumRecords / LARGEST_PAGE));

/**
 * Reads whole pages while another one fits, counting it as large as the largest so far: some tables send smaller pages
 * than asked for (elastic ones at most 500 records). A page that does not fit after all is left to its link.
 */
export const collectRecords = async (
  context: ServiceContext,
  request: DataverseRequest,
  maximumRecords: number,
): Promise<AllRecords> => {
  const getPage = (link: string | undefined) => readPage(context, { ...request, path: link ?? request.path });
  const value: JsonObject[] = [];
  let first: RecordPage | undefined;
  let nextLink: string | undefined;
  let largest = 0;
  for await (const page of pages(getPage, request)) {
    const size = page.value.length;
    if (value.length + size > maximumRecords) {
      refuseWithoutLink(request, { nextLink, size, maximumRecords });
      break;
    }
    first ??= page;
    nextLink = page["@odata.nextLink"];
    largest = Math.max(largest, size);
    for (const record of page.value) {
      value.push(record);
    }
    if (value.length + largest > maximumRecords) {
      break;
    }
  }
  return {
    ...ofWholeQuery(first),
    value,
    ...(nextLink !== undefined && { "@odata.nextLink": nextLink }),
    maximumReached: nextLink !== undefined,
  };
};

/** Some virtual tables do not page. To cut their answer off would lose records that no link leads to. */
const refuseWithoutLink = (
  { operation }: DataverseRequest,
  page: {
    readonly nextLink: string | undefined;
    readonly size: number;
    readonly maximumRecords: number;
  },
): void => {
  if (page.nextLink === undefined) {
    throw new DataverseError(
      errorSentence({
        operation,
        what: `Dataverse sent ${page.size} records at once, which is more than Maximum Records (${page.maximumRecords})`,
        hint: "Raise Maximum Records.",
      }),
      { kind: "unexpectedAnswer", operation },
    );
  }
};

/** What the first page says of the whole query: its context and its count, which the pages after it do not repeat. */
const ofWholeQuery = (page: RecordPage | undefined): JsonObject =>
  Object.fromEntries(Object.entries(page ?? {}).filter(([name]) => !ofOnePage.has(name)));

const ofOnePage: ReadonlySet<string> = new Set([
  "@odata.nextLink",
  "@Microsoft.Dynamics.CRM.morerecords",
  "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie",
]);
