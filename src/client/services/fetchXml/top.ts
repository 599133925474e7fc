import { invalidInput } from "../../errors.ts";
import type { FetchQuery } from "../../fetchXml/fetchQuery.ts";
import type { PageStart } from "../../fetchXml/pageStart.ts";
import { LARGEST_PAGE } from "../queries/collectPages.ts";

/** `top` excludes paging (Microsoft, "Page results using FetchXml"). */
export const refuseTopBesidePaging = ({ top }: FetchQuery, { page, cookie }: PageStart): void => {
  if (top !== undefined && (page > 1 || cookie !== undefined)) {
    throw invalidInput(
      `XML Query has top="${top}", which excludes paging. Remove top from the query, or leave Page Number and Next Page Id empty.`,
    );
  }
};

/** A request gives no more (Microsoft, "fetch element"). */
export const refuseTopBeyondPage = ({ top }: FetchQuery): void => {
  if (top !== undefined && top > LARGEST_PAGE) {
    throw invalidInput(
      `XML Query has top="${top}", but Dataverse returns at most ${LARGEST_PAGE} records at once. Lower it, or switch Fetch All on to read them page by page.`,
    );
  }
};

/** With both limits it would not be clear which records are left: `top` begins anew on every call. */
export const refuseTopBeyondMaximum = ({ top }: FetchQuery, maximumRecords: number): void => {
  if (top !== undefined && top > maximumRecords) {
    throw invalidInput(
      `XML Query has top="${top}", which is more than Maximum Records (${maximumRecords}). Raise Maximum Records, or lower top.`,
    );
  }
};
