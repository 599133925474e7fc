import { DataverseError, type DataverseErrorKind } from "../../../errors.ts";
import { errorSentence } from "../../../http/errorSentence.ts";
import type { DataverseRequest, HeaderMap } from "../../../http/message.ts";
import { definitionQuery } from "../../../odata/definitionQuery.ts";
import type { RecordKey } from "../../../odata/recordKey.ts";
import { keyFilter } from "../../../odata/recordPath.ts";
import { pages } from "../../../paging/pages.ts";
import type { JsonObject } from "../../jsonObject.ts";
import { readPage } from "../../queries/recordPage.ts";
import type { ServiceContext } from "../../serviceContext.ts";
import type { BulkTable } from "../table/bulkTable.ts";
import type { KeyColumns } from "./keyFilter.ts";
import { type KeyGroup, keyGroups } from "./keyGroups.ts";
import { keyPortions } from "./keyPortions.ts";
import { identityOf } from "./recordIdentity.ts";

export interface KeyedRead {
  readonly table: BulkTable;
  readonly keys: readonly RecordKey[];
  /** Columns to read beside those of the keys. */
  readonly select: readonly string[];
  /** Who reads: the headers for impersonation. */
  readonly headers?: HeaderMap;
  readonly operation: string;
}

/** A longer URL would go through still, inside of a batch (`longUrls`); this leaves room for characters not counted. */
const LONGEST_URL = 24_000;

/**
 * Reads the records that keys name, by `identityOf` of the key; a key that names none is absent. All requests are made at
 * once: the client's lane lets through as many as it should.
 */
export const readByKeys = async (
  context: ServiceContext,
  read: KeyedRead,
): Promise<ReadonlyMap<string, JsonObject>> => {
  const distinct = new Map(read.keys.map((key) => [identityOf(key), key]));
  const reads = keyGroups(read.table, [...distinct.values()]).flatMap((group) => {
    const room = LONGEST_URL - context.serviceRoot.length - pathOf(read, group, []).length;
    return keyPortions(group, room).map(async (keys) => {
      const records = await readPortion(context, read, { ...group, keys });
      return { group, records };
    });
  });
  const found = new Map<string, JsonObject>();
  for (const { group, records } of await Promise.all(reads)) {
    for (const record of records) {
      const identity = group.identityIn(record);
      if (identity !== undefined && distinct.has(identity)) {
        refuseSecond(read, found.get(identity), record);
        found.set(identity, record);
      }
    }
  }
  return found;
};

/** Between two pages a record can move from one to the other, and then it is on both. */
const refuseSecond = (
  { table, operation }: KeyedRead,
  known: JsonObject | undefined,
  record: JsonObject,
): void => {
  if (known === undefined || known[table.primaryId] === record[table.primaryId]) {
    return;
  }
  throw new DataverseError(
    errorSentence({
      operation,
      what: `the records ${known[table.primaryId]} and ${record[table.primaryId]} of ${table.entitySet} have the same key`,
      hint: "Name records by their GUID, or by a key that is unique.",
    }),
    { kind: "conflict", operation },
  );
};

/**
 * Whether a filter may be as long as this one is documented nowhere. So keys that are refused are asked for in halves, down
 * to single ones. One after the other: should all be refused, the first single one ends it.
 */
const readPortion = async (
  context: ServiceContext,
  read: KeyedRead,
  group: KeyGroup,
): Promise<readonly JsonObject[]> => {
  const { keys } = group;
  try {
    return await readRecords(context, read, pathOf(read, group, keys));
  } catch (error) {
    if (keys.length < 2 || !isRefusal(error)) {
      throw error;
    }
    context.log.debug(`A filter for ${keys.length} keys was refused; they are read in halves.`, {
      reason: error.message,
    });
    const middle = Math.ceil(keys.length / 2);
    const first = await readPortion(context, read, { ...group, keys: keys.slice(0, middle) });
    return [...first, ...(await readPortion(context, read, { ...group, keys: keys.slice(middle) }))];
  }
};

const refusals: ReadonlySet<DataverseErrorKind> = new Set(["badRequest", "tooLarge", "notSupported"]);

const isRefusal = (error: unknown): error is DataverseError =>
  error instanceof DataverseError && refusals.has(error.kind);

const pathOf = ({ table, select }: KeyedRead, group: KeyGroup, keys: readonly KeyColumns[]): string => {
  const [only, ...others] = keys;
  const filter = only !== undefined && others.length === 0 ? keyFilter(only) : group.filter.condition(keys);
  const columns = new Set([table.primaryId, ...group.select, ...select]);
  return `${table.entitySet}${definitionQuery({ select: [...columns], filter })}`;
};

const readRecords = async (
  context: ServiceContext,
  { operation, headers }: KeyedRead,
  path: string,
): Promise<readonly JsonObject[]> => {
  const request: DataverseRequest = {
    operation,
    method: "GET",
    path,
    repeat: "read",
    ...(headers !== undefined && { headers }),
  };
  const getPage = (link: string | undefined) => readPage(context, { ...request, path: link ?? path });
  const records: JsonObject[] = [];
  for await (const page of pages(getPage, { operation })) {
    records.push(...page.value);
  }
  return records;
};
