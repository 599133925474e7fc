import { DataverseError } from "../../errors.ts";
import { decodePagingAnnotation, type PageStart } from "../../fetchXml/pageStart.ts";
import { errorSentence } from "../../http/errorSentence.ts";
import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest } from "../../http/message.ts";
import { type JsonObject, jsonObjects } from "../jsonObject.ts";
import type { ServiceContext } from "../serviceContext.ts";

export interface FetchPage {
  /** The answer as Dataverse sent it. */
  readonly body: JsonObject;
  readonly value: readonly JsonObject[];
  /** Where the next page begins; undefined on the last one. */
  readonly next: PageStart | undefined;
}

/** What paging goes by; both are absent on the last page (Microsoft, "Page results using FetchXml"). */
const COOKIE = "Microsoft.Dynamics.CRM.fetchxmlpagingcookie";
const MORE = "Microsoft.Dynamics.CRM.morerecords";
export const pagingAnnotations: readonly string[] = [COOKIE, MORE];

/** Reads one page. The page number is counted here, as the one in the annotation is not to be relied on. */
export const readFetchPage = async (
  context: ServiceContext,
  request: DataverseRequest,
  start: PageStart,
): Promise<FetchPage> => {
  const body = jsonObject(request, await context.send(request));
  const cookie = decodePagingAnnotation(body[`@${COOKIE}`]);
  return {
    body,
    value: jsonObjects(request, body),
    next: body[`@${MORE}`] === true ? { ...start, page: start.page + 1, cookie } : undefined,
  };
};

export interface FetchPagesOptions {
  /** What the pages are read for, as the start of an error sentence. */
  readonly operation: string;
  readonly from: PageStart;
  /** The page size that the query names itself. */
  readonly count: number | undefined;
}

/** Yields pages until the server says that no more records follow. A server that repeats a page is an error. */
export async function* fetchPages(
  getPage: (start: PageStart) => Promise<FetchPage>,
  { operation, from, count }: FetchPagesOptions,
): AsyncGenerator<FetchPage, void, undefined> {
  let page = await getPage(from);
  for (;;) {
    yield page;
    const { next, value } = page;
    if (next === undefined) {
      return;
    }
    if (next.cookie === undefined && next.page * (next.count ?? count ?? value.length) > MOST_ROWS) {
      throw beyondSimplePaging(operation);
    }
    const following = await getPage(next);
    if (repeats(page, following)) {
      throw noProgress(operation, next.page);
    }
    page = following;
  }
}

/** Microsoft, "Page results using FetchXml": how far Dataverse counts rows for queries without paging cookies. */
const MOST_ROWS = 50_000;

const beyondSimplePaging = (operation: string): DataverseError =>
  new DataverseError(
    errorSentence({
      operation,
      what: "Dataverse has no paging cookie for it, and without one it reads no further than 50,000 rows",
      hint: "Narrow the filter, or order by columns of the table itself instead of those of a linked table. To get the first 50,000 rows, set Maximum Records to 50000.",
    }),
    { kind: "tooLarge", operation },
  );

/**
 * True when the server sent the page before once more: with the same cookie, or beginning and ending with the same rows.
 * A page of equal rows proves nothing: a join can give one row many times.
 */
const repeats = (before: FetchPage, page: FetchPage): boolean => {
  if (page.next?.cookie !== undefined && page.next.cookie === before.next?.cookie) {
    return true;
  }
  const [first, last] = endsOf(page);
  const [firstBefore, lastBefore] = endsOf(before);
  const isEmpty = first === undefined && page.next?.cookie === undefined && page.next !== undefined;
  return first === firstBefore && last === lastBefore && (first !== last || isEmpty);
};

const endsOf = ({ value }: FetchPage) => [JSON.stringify(value.at(0)), JSON.stringify(value.at(-1))];

const noProgress = (operation: string, page: number): DataverseError =>
  new DataverseError(
    errorSentence({
      operation,
      what: `Dataverse sent page ${page - 1} once more instead of page ${page}, so the remaining records cannot be reached`,
      hint: "End the order of the query with a unique column, such as the table's id.",
    }),
    { kind: "unexpectedAnswer", operation },
  );

/** The pages up to the first rows that a query's `top` asks for; the last one is cut there, and nothing leads on from it. */
export async function* firstRows(
  pages: AsyncIterable<FetchPage>,
  top: number,
): AsyncGenerator<FetchPage, void, undefined> {
  let left = top;
  for await (const page of pages) {
    if (page.value.length >= left) {
      yield { ...page, value: page.value.slice(0, left), next: undefined };
      return;
    }
    left -= page.value.length;
    yield page;
  }
}
