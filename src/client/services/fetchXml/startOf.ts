import { invalidInput } from "../../errors.ts";
import type { FetchQuery } from "../../fetchXml/fetchQuery.ts";
import { type GivenPageStart, type PageStart, parsePageStart } from "../../fetchXml/pageStart.ts";

/** Which page a caller asks for, beside what the query says itself. */
export interface AskedPage {
  readonly pageNumber?: number | undefined;
  /** The Next Page Id of an earlier result, as `parsePageStart` reads it. */
  readonly nextPage?: GivenPageStart | undefined;
}

/** The page to read first. The inputs win over the attributes of the query; a cookie tells its page by itself. */
export const startOf = (query: FetchQuery, { pageNumber, nextPage }: AskedPage): PageStart =>
  pageNumber === undefined && nextPage === undefined
    ? ofQuery(query)
    : combined(nextPage, pageNumber, { cookie: "Next Page Id", page: "Page Number" });

const ofQuery = ({ cookie, page }: FetchQuery): PageStart => {
  const given = cookie === undefined ? undefined : parsePageStart(cookie);
  if (cookie !== undefined && given === undefined) {
    throw invalidInput(
      "XML Query has a paging-cookie that is not one of Dataverse's. Remove it, and enter the PagingInfo.cookie of an earlier result as Next Page Id.",
    );
  }
  return combined(given, page, { cookie: "the paging-cookie in XML Query", page: "the page in XML Query" });
};

interface Names {
  readonly cookie: string;
  readonly page: string;
}

/** Dataverse ignores a cookie beside any but the page it leads to, and starts over: a loop that never ends. */
const combined = (given: GivenPageStart | undefined, asked: number | undefined, names: Names): PageStart => {
  if (given === undefined) {
    return { page: asked ?? 1 };
  }
  if (asked !== undefined && given.page !== undefined && asked !== given.page) {
    throw invalidInput(
      `${upperFirst(names.page)} is ${asked}, but ${names.cookie} leads to page ${given.page}. Leave ${names.page} out: the cookie tells the page.`,
    );
  }
  const page = given.page ?? asked;
  if (page === undefined) {
    throw invalidInput(
      `${upperFirst(names.cookie)} does not tell which page it leads to. Enter the PagingInfo.cookie of the earlier result, or its PagingInfo.nextPage as Page Number as well.`,
    );
  }
  return { ...given, page };
};

const upperFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
