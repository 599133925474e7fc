import type { ReadOptions } from "../requestOptions.ts";
import type { Queries } from "./queries.ts";

export interface NameQuery extends ReadOptions {
  readonly entitySet: string;
  readonly idColumn: string;
  readonly nameColumns: readonly string[];
  readonly filter?: string | undefined;
  /** At most 5000. */
  readonly limit: number;
}

export interface RecordName {
  readonly id: string;
  /** The values of the name columns that are not empty. */
  readonly names: readonly string[];
}

export interface RecordNames {
  readonly records: readonly RecordName[];
  /** True when there are more than the limit. */
  readonly hasMore: boolean;
}

/** The first records of a table in the order of their names, for people to choose from: one request. */
export const readRecordNames = async (queries: Queries, query: NameQuery): Promise<RecordNames> => {
  const { entitySet, idColumn, nameColumns, filter, limit } = query;
  const page = await queries.page(
    entitySet,
    { select: nameColumns, filter, orderBy: nameColumns.slice(0, 1) },
    { pageSize: limit },
  );
  return {
    records: page.value.map((record) => ({
      id: String(record[idColumn]),
      names: nameColumns.flatMap((column) => {
        const value = record[column];
        return value === null || value === undefined || value === "" ? [] : [String(value)];
      }),
    })),
    hasMore: page["@odata.nextLink"] !== undefined,
  };
};
