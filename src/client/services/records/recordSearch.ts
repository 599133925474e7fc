import { DataverseError } from "../../errors.ts";
import { errorSentence } from "../../http/errorSentence.ts";
import type { DataverseRequest, HeaderMap } from "../../http/message.ts";
import { parseGuid } from "../../odata/guid.ts";
import { queryString } from "../../odata/query.ts";
import { type AlternateKey, formatRecordKey, type RecordId, type RecordKey } from "../../odata/recordKey.ts";
import { cannotTravelInUrl, keyFilter } from "../../odata/recordPath.ts";
import { pages } from "../../paging/pages.ts";
import { type JsonObject, unexpectedShape } from "../jsonObject.ts";
import { readPage } from "../queries/recordPage.ts";
import type { ServiceContext } from "../serviceContext.ts";

export interface RecordSearch {
  readonly entitySet: string;
  readonly key: AlternateKey;
  /** Who searches: the headers for impersonation. */
  readonly headers: HeaderMap;
}

/** True for a key whose values Dataverse takes in a filter but not in a path. */
export const needsSearch = (key: RecordKey): key is AlternateKey =>
  key.kind === "alternate" && cannotTravelInUrl(key);

/** Finds the record that a key names by a filter, for keys that cannot be part of a path. Undefined when there is none. */
export const searchRecord = async (
  context: ServiceContext,
  search: RecordSearch,
): Promise<RecordId | undefined> => {
  const { entitySet, key, headers } = search;
  const columns = key.columns.map(({ column }) => column);
  const request: DataverseRequest = {
    operation: operationOf(search),
    method: "GET",
    path: `${entitySet}${queryString({ select: columns, filter: keyFilter(key.columns) })}`,
    repeat: "read",
    headers,
  };
  const getPage = (link: string | undefined) => readPage(context, { ...request, path: link ?? request.path });
  const found: JsonObject[] = [];
  for await (const page of pages(getPage, request)) {
    found.push(...page.value.filter((record) => isNamedBy(key, record)));
    if (found.length > 1) {
      throw ambiguous(request.operation);
    }
  }
  const [record] = found;
  return record === undefined ? undefined : { kind: "id", id: primaryKeyOf(request, record, columns) };
};

/** Like `searchRecord`, for calls that need the record to exist. */
export const findRecord = async (context: ServiceContext, search: RecordSearch): Promise<RecordId> => {
  const found = await searchRecord(context, search);
  if (found === undefined) {
    const operation = operationOf(search);
    throw new DataverseError(
      errorSentence({ operation, what: "no record has this key", hint: "Check Entity ID." }),
      { kind: "notFound", operation },
    );
  }
  return found;
};

const operationOf = ({ entitySet, key }: RecordSearch): string =>
  `Find the record ${entitySet}(${formatRecordKey(key)})`;

const ambiguous = (operation: string): DataverseError =>
  new DataverseError(
    errorSentence({
      operation,
      what: "several records have this key",
      hint: "Set Entity ID to the record's GUID, or to a key that is unique.",
    }),
    { kind: "conflict", operation },
  );

/** `%`, `_` and `[` in a text can act as wildcards in a filter (Microsoft, "Use wildcard characters in conditions"). */
const wildcard = /[%_[]/;

const isNamedBy = (key: AlternateKey, record: JsonObject): boolean =>
  key.columns.every(
    ({ column, value }) =>
      typeof value !== "string" || !wildcard.test(value) || sameText(value, record[column]),
  );

/** Dataverse compares text without regard to case, and does not see spaces at its end. */
const sameText = (wanted: string, found: unknown): boolean =>
  typeof found === "string" && comparable(found) === comparable(wanted);

const comparable = (text: string): string => text.normalize("NFC").trimEnd().toLowerCase();

/**
 * A record always holds its primary key beside the selected columns. Rows of systemuser and team also hold `ownerid`,
 * under which OData knows them too (Microsoft, "Join tables using OData").
 */
const primaryKeyOf = (request: DataverseRequest, record: JsonObject, selected: readonly string[]): string => {
  const keys = Object.entries(record).flatMap(([name, value]) => {
    const isOther = name.includes("@") || name.startsWith("_") || selected.includes(name);
    const id = isOther || typeof value !== "string" ? undefined : parseGuid(value);
    return id === undefined ? [] : [{ name, id }];
  });
  const own = keys.filter(({ name }) => name !== "ownerid");
  const [key, ...others] = own.length === 0 ? keys : own;
  if (key === undefined || others.length > 0) {
    throw unexpectedShape(request, "a record with its primary key");
  }
  return key.id;
};
