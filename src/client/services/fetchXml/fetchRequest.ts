import { fetchPath } from "../../fetchXml/fetchPath.ts";
import type { FetchQuery } from "../../fetchXml/fetchQuery.ts";
import type { DataverseRequest } from "../../http/message.ts";
import { withAnnotations } from "../../odata/prefer.ts";
import { countAnnotations } from "../queries/recordPage.ts";
import { type ReadOptions, readHeaders } from "../requestOptions.ts";
import { pagingAnnotations } from "./fetchPages.ts";

/** A query on the set that it is sent to. */
export interface AskedFetch {
  readonly entitySet: string;
  readonly query: FetchQuery;
  readonly options: ReadOptions;
}

/** The request for the query itself, or for one of its pages as `withPage` words it. */
export const fetchRequest = ({ entitySet, query, options }: AskedFetch, xml: string): DataverseRequest => {
  const needed = [...pagingAnnotations, ...(query.returnsTotal ? countAnnotations : [])];
  return {
    operation: `Run the FetchXML query for ${query.entity} on ${entitySet}`,
    method: "GET",
    path: fetchPath(entitySet, xml),
    repeat: "read",
    headers: readHeaders({
      ...options,
      includeAnnotations: withAnnotations(options.includeAnnotations, needed),
    }),
  };
};
