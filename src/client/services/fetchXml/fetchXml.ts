import type { FetchQuery } from "../../fetchXml/fetchQuery.ts";
import { type PageStart, printPageStart } from "../../fetchXml/pageStart.ts";
import { withPage } from "../../fetchXml/withPage.ts";
import type { JsonObject } from "../jsonObject.ts";
import { ofWholeQuery } from "../queries/collectPages.ts";
import type { ReadOptions } from "../requestOptions.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { withNameSuggestions } from "../tables/columnNames.ts";
import { createEntitySets, type EntitySets } from "../tables/entitySets.ts";
import { fetchAll } from "./fetchAll.ts";
import { readFetchPage } from "./fetchPages.ts";
import { fetchRequest } from "./fetchRequest.ts";
import { type AskedPage, startOf } from "./startOf.ts";
import { refuseTopBesidePaging, refuseTopBeyondMaximum, refuseTopBeyondPage } from "./top.ts";

export interface PagingInfo {
  /** Leads on to the next page by itself. XML-escaped. */
  readonly cookie: string;
  /** The page that was read last, counted from 1. */
  readonly page: number;
  readonly nextPage: number;
}

/** The records of a FetchXML query, with what Dataverse annotated them with. */
export interface FetchedRecords {
  readonly "@odata.context"?: string;
  readonly value: readonly JsonObject[];
  readonly moreRecords: boolean;
  /** Present when there are more records. */
  readonly PagingInfo?: PagingInfo;
  readonly [annotation: `@Microsoft.Dynamics.CRM.${string}`]: unknown;
}

export interface AllFetchedRecords extends FetchedRecords {
  /** True when there are more records; `PagingInfo` then leads on to them. */
  readonly maximumReached: boolean;
}

export interface FetchOptions extends ReadOptions, AskedPage {}

export interface FetchAllOptions extends FetchOptions {
  /** At least 1. */
  readonly maximumRecords: number;
}

export interface FetchXml {
  readonly page: (entityType: string, query: FetchQuery, options?: FetchOptions) => Promise<FetchedRecords>;
  /** Reads page after page. The maximum is rounded down to whole pages, so that no record is skipped afterwards. */
  readonly all: (
    entityType: string,
    query: FetchQuery,
    options: FetchAllOptions,
  ) => Promise<AllFetchedRecords>;
}

export const createFetchXml = (
  context: ServiceContext,
  entitySets: EntitySets = createEntitySets(context),
): FetchXml => {
  const run = <Result>(entityType: string, call: (entitySet: string) => Promise<Result>): Promise<Result> =>
    entitySets.run(entityType, (entitySet) => withNameSuggestions(context, () => call(entitySet)));
  return {
    page: async (entityType, query, options = {}) => {
      const start = startOf(query, options);
      refuseTopBesidePaging(query, start);
      refuseTopBeyondPage(query);
      return run(entityType, async (entitySet) => {
        const xml = query.top === undefined ? withPage(query, start) : query.xml;
        const request = fetchRequest({ entitySet, query, options }, xml);
        const { body, value, next } = await readFetchPage(context, request, start);
        return { ...body, value, ...paging(query.top === undefined ? next : undefined) };
      });
    },
    all: async (entityType, query, options) => {
      const range = { start: startOf(query, options), maximumRecords: options.maximumRecords };
      refuseTopBesidePaging(query, range.start);
      refuseTopBeyondMaximum(query, range.maximumRecords);
      return run(entityType, async (entitySet) => {
        const { first, value, next } = await fetchAll(context, { entitySet, query, options }, range);
        return { ...ofWholeQuery(first?.body), value, ...paging(next), maximumReached: next !== undefined };
      });
    },
  };
};

const paging = (next: PageStart | undefined): Pick<FetchedRecords, "moreRecords" | "PagingInfo"> =>
  next === undefined
    ? { moreRecords: false }
    : {
        moreRecords: true,
        PagingInfo: { cookie: printPageStart(next), page: next.page - 1, nextPage: next.page },
      };
