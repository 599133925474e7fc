import { DataverseError } from "../../errors.ts";
import type { PageStart } from "../../fetchXml/pageStart.ts";
import { withPage } from "../../fetchXml/withPage.ts";
import { type Collected, collectPages } from "../queries/collectPages.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { type FetchPage, fetchPages, firstRows, readFetchPage } from "./fetchPages.ts";
import { type AskedFetch, fetchRequest } from "./fetchRequest.ts";
import { type FetchRange, sizedStarts } from "./pageSize.ts";

/** Reads the pages from the start on. A query's own `top` ends them exactly, the maximum between two pages. */
export const fetchAll = (
  context: ServiceContext,
  asked: AskedFetch,
  range: FetchRange,
): Promise<Collected<FetchPage, PageStart>> => {
  const { query } = asked;
  const { top, count } = query;
  const { operation } = fetchRequest(asked, query.xml);
  const { from, elastic } = sizedStarts(query, range);
  const read = (start: PageStart) =>
    readFetchPage(context, fetchRequest(asked, withPage(query, start)), start);
  const getPage = (start: PageStart): Promise<FetchPage> =>
    start !== from || elastic === undefined
      ? read(start)
      : read(start).catch((error: unknown) => {
          if (isInvalidArgument(error)) {
            return read(elastic);
          }
          throw error;
        });
  const pages = fetchPages(getPage, { operation, from, count });
  return collectPages(top === undefined ? pages : firstRows(pages, top), {
    operation,
    maximumRecords: top === undefined ? range.maximumRecords : Number.POSITIVE_INFINITY,
    nextOf: ({ next }) => next,
  });
};

/** Microsoft, "Web service error codes": the answer to a page size that the table does not have. */
const isInvalidArgument = (error: unknown): boolean =>
  error instanceof DataverseError && error.code === "0x80040203";
