import { DataverseError } from "../../errors.ts";
import { errorSentence } from "../../http/errorSentence.ts";
import type { JsonObject } from "../jsonObject.ts";

/** Microsoft, "Page results using OData" and "Page results using FetchXml": at most 5000 records a page. */
export const LARGEST_PAGE = 5000;

/**
 * The largest page size of which as few pages as possible make up the maximum, or a little less: then the maximum falls
 * between two pages, where the server's own next link or paging cookie leads on from.
 */
export const wholePageSize = (maximumRecords: number, largest = LARGEST_PAGE): number =>
  Math.floor(maximumRecords / Math.ceil(maximumRecords / largest));

interface SomePage {
  readonly value: readonly JsonObject[];
}

interface CollectOptions<P, Next> {
  /** What the pages are read for, as the start of an error sentence. */
  readonly operation: string;
  readonly maximumRecords: number;
  /** What leads on from a page; undefined on the last one. */
  readonly nextOf: (page: P) => Next | undefined;
}

export interface Collected<P, Next> {
  readonly first: P | undefined;
  readonly value: readonly JsonObject[];
  /** What leads on to the records that are left; undefined when there are none. */
  readonly next: Next | undefined;
}

/**
 * Reads whole pages while another one fits, counting it as large as the largest so far: some tables send smaller pages
 * than asked for (elastic ones at most 500 records). A page that does not fit after all is left to what leads on to it.
 */
export const collectPages = async <P extends SomePage, Next>(
  pages: AsyncIterable<P>,
  { operation, maximumRecords, nextOf }: CollectOptions<P, Next>,
): Promise<Collected<P, Next>> => {
  const value: JsonObject[] = [];
  let first: P | undefined;
  let next: Next | undefined;
  let largest = 0;
  for await (const page of pages) {
    const size = page.value.length;
    if (value.length + size > maximumRecords) {
      if (next === undefined) {
        throw doesNotFit(operation, size, maximumRecords);
      }
      break;
    }
    first ??= page;
    next = nextOf(page);
    largest = Math.max(largest, size);
    for (const record of page.value) {
      value.push(record);
    }
    if (value.length + largest > maximumRecords) {
      break;
    }
  }
  return { first, value, next };
};

/** Some virtual tables do not page. To cut their answer off would lose records that nothing leads to. */
const doesNotFit = (operation: string, size: number, maximumRecords: number): DataverseError =>
  new DataverseError(
    errorSentence({
      operation,
      what: `Dataverse sent ${size} records at once, which is more than Maximum Records (${maximumRecords})`,
      hint: "Raise Maximum Records.",
    }),
    { kind: "unexpectedAnswer", operation },
  );

/** What the first page says of the whole query: its context and its count, which the pages after it do not repeat. */
export const ofWholeQuery = (page: object | undefined): JsonObject =>
  Object.fromEntries(Object.entries(page ?? {}).filter(([name]) => !ofOnePage.has(name)));

const ofOnePage: ReadonlySet<string> = new Set([
  "value",
  "@odata.nextLink",
  "@Microsoft.Dynamics.CRM.morerecords",
  "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie",
]);
