import type { DataverseError } from "../../errors.ts";
import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest } from "../../http/message.ts";
import { allOf, idIn, ownCondition, versionBetween } from "../../odata/changeFilter.ts";
import { queryString, type RecordQuery } from "../../odata/query.ts";
import { type DeltaPage, parseDeltaPage, versionOfEtag } from "../../paging/deltaPage.ts";
import { chunksOf } from "../chunks.ts";
import { type JsonObject, jsonObjects, unexpectedShape } from "../jsonObject.ts";
import { LARGEST_PAGE } from "../queries/collectPages.ts";
import { parseNextLink } from "../queries/nextLink.ts";
import { type ReadOptions, readHeaders } from "../requestOptions.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { withNameSuggestions } from "../tables/columnNames.ts";
import type { FollowedTable } from "./checkpoint.ts";

/** What the caller wants of the changed records. */
export interface ChangeQuery extends ReadOptions {
  /** Columns to return beside the record's id and its times; all when absent or empty. */
  readonly select?: readonly string[] | undefined;
  readonly filter?: string | undefined;
  /** 1 to 5000. */
  readonly pageSize: number;
}

export interface ChangeReading {
  readonly context: ServiceContext;
  readonly query: ChangeQuery;
}

/** A record as it is now, with what the feed needs of it. */
export interface Row {
  readonly id: string;
  readonly version: number;
  readonly record: JsonObject;
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
  /** When the server answered, in milliseconds since 1970. */
  readonly at: number;
}

interface Asked {
  readonly table: FollowedTable;
  readonly query: RecordQuery;
  readonly pageSize: number;
}

/** `In` with 150 ids takes 6500 characters, so that with a usual filter the URL needs no batch to travel in. */
const IDS_AT_A_TIME = 150;

const operationOf = ({ entitySet }: FollowedTable): string => `Read the changes of ${entitySet}`;

const serverTime = (request: DataverseRequest, date: string | undefined): number => {
  const time = Date.parse(date ?? "");
  if (Number.isNaN(time)) {
    throw unexpectedShape(request, "an answer that says when it was sent (Date header)");
  }
  return time;
};

const readBody = async ({ context }: ChangeReading, request: DataverseRequest) => {
  const response = await context.send(request);
  const body = jsonObject(request, response);
  return {
    body: { ...body, value: jsonObjects(request, body) },
    at: serverTime(request, response.headers["date"]),
  };
};

/** One page of records. Cursors are times and versions of the server, never the clock of the caller. */
const readRows = async (reading: ChangeReading, { table, query, pageSize }: Asked): Promise<Rows> => {
  const request: DataverseRequest = {
    operation: operationOf(table),
    method: "GET",
    path: `${table.entitySet}${queryString(query)}`,
    repeat: "read",
    headers: readHeaders(reading.query, { maxPageSize: pageSize }),
  };
  const { body, at } = await readBody(reading, request);
  const rows = body.value.map((record) => rowOf(request, table, record));
  return { rows, hasMore: "@odata.nextLink" in body, at };
};

const rowOf = (request: DataverseRequest, { idColumn }: FollowedTable, record: JsonObject): Row => {
  const id = record[idColumn];
  const version = versionOfEtag(record["@odata.etag"]);
  if (typeof id !== "string" || version === undefined) {
    throw unexpectedShape(request, `a list of records with the id ${idColumn} and a version`);
  }
  return { id, version, record };
};

/** Columns for the feed itself: enough to tell a new record from an updated one. */
const ownColumns = ({ idColumn, stamps }: FollowedTable): readonly string[] => [idColumn, ...stamps];

const wantedColumns = (table: FollowedTable, { select = [] }: ChangeQuery): readonly string[] => {
  const named = select.filter((column) => column.trim() !== "");
  return named.length === 0 ? [] : [...new Set([...ownColumns(table), ...named])];
};

/** The newest version of the table, 0 when it is empty, and the time of the server. */
export const newestVersion = async (
  reading: ChangeReading,
  table: FollowedTable,
): Promise<{ readonly version: number; readonly at: number }> => {
  const query = { select: [table.idColumn], orderBy: ["versionnumber desc"] };
  const { rows, at } = await readRows(reading, { table, query, pageSize: 1 });
  return { version: rows[0]?.version ?? 0, at };
};

/** The records changed last that match the user's filter, newest first. */
export const newestRows = async (
  reading: ChangeReading,
  table: FollowedTable,
  count: number,
): Promise<readonly Row[]> => {
  const query = {
    select: wantedColumns(table, reading.query),
    filter: ownCondition(reading.query.filter),
    orderBy: ["versionnumber desc"],
  };
  return (await readRows(reading, { table, query, pageSize: count })).rows;
};

/** Asks for one record as the feed will ask for many, so that a mistake in the filter or a column shows at once. */
export const tryQuery = async (reading: ChangeReading, table: FollowedTable): Promise<void> => {
  const query = { select: wantedColumns(table, reading.query), filter: ownCondition(reading.query.filter) };
  await withNameSuggestions(reading.context, () => readRows(reading, { table, query, pageSize: 1 }));
};

export interface VersionRange {
  readonly after: number;
  readonly until?: number | undefined;
  readonly condition?: string | undefined;
}

/** A page of the records that match the user's filter, by version. */
export const rowsByVersion = (
  reading: ChangeReading,
  table: FollowedTable,
  range: VersionRange & { readonly onlyStamps?: boolean },
): Promise<Rows> => {
  const { after, until, condition, onlyStamps = false } = range;
  const filter = allOf(ownCondition(reading.query.filter), versionBetween(after, until), condition);
  const select = onlyStamps ? ownColumns(table) : wantedColumns(table, reading.query);
  const pageSize = onlyStamps ? LARGEST_PAGE : reading.query.pageSize;
  return readRows(reading, {
    table,
    query: { select, filter, orderBy: ["versionnumber asc"] },
    pageSize,
  });
};

/** The records with these ids as they are now, by version; without those that are gone or do not match the user's filter. */
export const rowsById = async (
  reading: ChangeReading,
  table: FollowedTable,
  ids: readonly string[],
): Promise<readonly Row[]> => {
  const select = wantedColumns(table, reading.query);
  const found = await Promise.all(
    chunksOf(ids, IDS_AT_A_TIME).map((chunk) => {
      const filter = allOf(ownCondition(reading.query.filter), idIn(table.idColumn, chunk));
      return readRows(reading, { table, query: { select, filter }, pageSize: LARGEST_PAGE });
    }),
  );
  return found.flatMap(({ rows }) => rows).sort((left, right) => left.version - right.version);
};

/**
 * A page of a tracked list: the first one without a link. It holds ids alone, because `$select` is all that Dataverse
 * takes here, and because the link keeps the columns of its beginning for ever, while those of a flow may change
 * (Microsoft, "Use change tracking to synchronize data with external systems").
 */
export const readDeltaPage = async (
  reading: ChangeReading,
  table: FollowedTable,
  from: { readonly link: string | undefined; readonly pageSize: number },
): Promise<DeltaPage & { readonly at: number }> => {
  const { impersonate } = reading.query;
  const request: DataverseRequest = {
    operation: operationOf(table),
    method: "GET",
    path:
      from.link === undefined
        ? `${table.entitySet}${queryString({ select: [table.idColumn] })}`
        : parseNextLink(reading.context.serviceRoot, from.link),
    repeat: "read",
    headers: readHeaders({ impersonate }, { trackChanges: true, maxPageSize: from.pageSize }),
  };
  const { body, at } = await readBody(reading, request);
  const page = parseDeltaPage(table.idColumn, body);
  if (page === undefined) {
    throw unexpectedShape(request, "a list of changes with a link to go on from");
  }
  return { ...page, at };
};

/**
 * ExpiredVersionStamp after seven days, unless the organization keeps changes longer or shorter; other refusals of a
 * link as a bad request (data was restored, the table's columns changed) leave nothing else to do either.
 */
export const isUnusableLink = ({ code, kind }: DataverseError): boolean =>
  code === "0x80044352" || kind === "badRequest";
