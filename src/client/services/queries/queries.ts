import type { DataverseRequest } from "../../http/message.ts";
import { withAnnotations } from "../../odata/prefer.ts";
import { queryString, type RecordQuery } from "../../odata/query.ts";
import { type ReadOptions, readHeaders } from "../requestOptions.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { withNameSuggestions } from "../tables/columnNames.ts";
import { createEntitySets, type EntitySets } from "../tables/entitySets.ts";
import { type AllRecords, collectRecords } from "./allRecords.ts";
import { wholePageSize } from "./collectPages.ts";
import { parseNextLink } from "./nextLink.ts";
import { countAnnotations, type RecordPage, readPage } from "./recordPage.ts";

export interface PageOptions extends ReadOptions {
  /** 1 to 5000; Dataverse's own maximum when absent. */
  readonly pageSize?: number | undefined;
  /** The next link of an earlier result. It holds the whole query, so the query given beside it is not used. */
  readonly nextLink?: string | undefined;
}

export interface AllOptions extends ReadOptions {
  /** At least 1. */
  readonly maximumRecords: number;
  readonly nextLink?: string | undefined;
}

export interface Queries {
  readonly page: (entityType: string, query: RecordQuery, options?: PageOptions) => Promise<RecordPage>;
  /** Reads page after page. The maximum is rounded down to whole pages, so that no record is skipped afterwards. */
  readonly all: (entityType: string, query: RecordQuery, options: AllOptions) => Promise<AllRecords>;
}

export const createQueries = (
  context: ServiceContext,
  entitySets: EntitySets = createEntitySets(context),
): Queries => {
  const from = <Result>(
    { entityType, query, options }: Asked,
    read: (request: DataverseRequest) => Promise<Result>,
  ): Promise<Result> =>
    options.nextLink === undefined
      ? entitySets.run(entityType, (entitySet) =>
          withNameSuggestions(context, () => read(firstRequest(entitySet, query, options))),
        )
      : read(nextRequest(context, query, { ...options, nextLink: options.nextLink }));
  return {
    page: async (entityType, query, options = {}) =>
      from({ entityType, query, options }, (request) => readPage(context, request)),
    all: async (entityType, query, { maximumRecords, ...others }) => {
      const options = { ...others, pageSize: wholePageSize(maximumRecords) };
      return from({ entityType, query, options }, (request) =>
        collectRecords(context, request, maximumRecords),
      );
    },
  };
};

interface Asked {
  readonly entityType: string;
  readonly query: RecordQuery;
  readonly options: PageOptions;
}

const firstRequest = (entitySet: string, query: RecordQuery, options: PageOptions): DataverseRequest => ({
  operation: `Query the records of ${entitySet}`,
  method: "GET",
  path: `${entitySet}${queryString(query)}`,
  repeat: "read",
  headers: pageHeaders(query, options),
});

const nextRequest = (
  context: ServiceContext,
  query: RecordQuery,
  options: PageOptions & { readonly nextLink: string },
): DataverseRequest => ({
  operation: "Query the next page of records",
  method: "GET",
  path: parseNextLink(context.serviceRoot, options.nextLink),
  repeat: "read",
  headers: pageHeaders(query, options),
});

/** The same for every page of a query: page size and annotations are not part of a next link. */
const pageHeaders = (query: RecordQuery, { pageSize, ...options }: PageOptions) => {
  const needed = query.includeCount === true ? countAnnotations : [];
  const includeAnnotations = withAnnotations(options.includeAnnotations, needed);
  return readHeaders({ ...options, includeAnnotations }, { maxPageSize: pageSize });
};
