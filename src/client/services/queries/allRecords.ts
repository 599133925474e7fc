import type { DataverseRequest } from "../../http/message.ts";
import { pages } from "../../paging/pages.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { collectPages, ofWholeQuery } from "./collectPages.ts";
import { type RecordPage, readPage } from "./recordPage.ts";

export interface AllRecords extends RecordPage {
  /** True when there are more records; `@odata.nextLink` then leads on to them. */
  readonly maximumReached: boolean;
}

/** All records of a query, or whole pages of them up to the maximum. */
export const collectRecords = async (
  context: ServiceContext,
  request: DataverseRequest,
  maximumRecords: number,
): Promise<AllRecords> => {
  const getPage = (link: string | undefined) => readPage(context, { ...request, path: link ?? request.path });
  const { first, value, next } = await collectPages(pages(getPage, request), {
    operation: request.operation,
    maximumRecords,
    nextOf: (page) => page["@odata.nextLink"],
  });
  return {
    ...ofWholeQuery(first),
    value,
    ...(next !== undefined && { "@odata.nextLink": next }),
    maximumReached: next !== undefined,
  };
};
