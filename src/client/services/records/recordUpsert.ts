import { DataverseError, invalidInput } from "../../errors.ts";
import { isLookupColumn, type KeyColumn } from "../../odata/keyPredicate.ts";
import { type AlternateKey, formatRecordKey, type RecordId } from "../../odata/recordKey.ts";
import type { JsonObject } from "../jsonObject.ts";
import { readHeaders, type WriteOptions } from "../requestOptions.ts";
import { isUnknownSegment } from "../tables/entitySets.ts";
import { wasCreated } from "./creation.ts";
import type { RecordContext } from "./recordContext.ts";
import { createRecord } from "./recordCreate.ts";
import { needsSearch, searchRecord } from "./recordSearch.ts";
import { checkRecord, type RecordValues, withoutColumns } from "./recordValues.ts";
import { createOrUpdateRecord, type RecordChange, updateRecord } from "./recordWrites.ts";

/** A record with the answer to whether the upsert created it; null when an interrupted attempt leaves it open. */
export type UpsertedRecord = JsonObject & { readonly "@created": boolean | null };

/** Creates or updates the record that the key names: by one PATCH, or by a search where the key cannot be in a path. */
export const upsertRecord = async (
  context: RecordContext,
  upsert: RecordChange,
  options: WriteOptions,
): Promise<UpsertedRecord> => {
  checkRecord(upsert.record);
  const { entitySet, key } = upsert;
  const record = withoutKey(context, upsert);
  if (needsSearch(key)) {
    return upsertFound(context, { entitySet, key, record }, options);
  }
  const written = await createOrUpdateRecord(context, { entitySet, key, record }, options);
  return { ...written.record, "@created": wasCreated(written.response, written.record) };
};

/**
 * The values without the columns of the key: Dataverse ignores them on update, but on create takes them even if they
 * differ from the key that was asked for (Microsoft, "Use Upsert to create or update a record").
 */
const withoutKey = (context: RecordContext, { key, record }: RecordChange): RecordValues => {
  if (key.kind === "id") {
    return record;
  }
  const given: JsonObject = { ...record.values, ...record.textValues };
  for (const { column, value } of key.columns) {
    if (given[column] !== undefined && String(given[column]) !== String(value)) {
      context.log.warn(
        `The value for ${column} was left out, because it differs from the one in Entity ID. To change a key column, use an update by the record's GUID.`,
      );
    }
  }
  return withoutColumns(
    record,
    key.columns.map(({ column }) => column),
  );
};

interface SearchedUpsert extends RecordChange {
  readonly key: AlternateKey;
}

/**
 * Between the search and the write somebody else may create or delete the record. Then the other way is taken, once.
 */
const upsertFound = async (
  context: RecordContext,
  upsert: SearchedUpsert,
  options: WriteOptions,
): Promise<UpsertedRecord> => {
  const { entitySet, key, record } = upsert;
  const headers = readHeaders({ impersonate: options.impersonate });
  const search = () => searchRecord(context, { entitySet, key, headers });
  const update = async (found: RecordId): Promise<UpsertedRecord> => ({
    ...(await updateRecord(context, { entitySet, key: found, record }, options)),
    "@created": false,
  });
  const create = () => createWithKey(context, upsert, options);

  const found = await search();
  try {
    return found === undefined ? await create() : await update(found);
  } catch (error) {
    if (found !== undefined && isGone(error)) {
      return create();
    }
    const appeared = found === undefined && isTaken(error) ? await search() : undefined;
    if (appeared === undefined) {
      throw error;
    }
    return update(appeared);
  }
};

const createWithKey = async (
  context: RecordContext,
  { entitySet, key, record }: SearchedUpsert,
  options: WriteOptions,
): Promise<UpsertedRecord> => {
  const lookup = key.columns.find(({ column }) => isLookupColumn(column));
  if (lookup !== undefined) {
    throw invalidInput(
      `There is no record with ${formatRecordKey(key)} in ${entitySet}, and it cannot be created from this key, because ${lookup.column} is a lookup. Use Create Entity with the lookup's @odata.bind instead.`,
    );
  }
  const created = await createRecord(
    context,
    {
      entitySet,
      record: { ...record, values: { ...record.values, ...keyValues(key.columns) } },
      exact: exactNumbers(key.columns),
    },
    options,
  );
  return { ...created, "@created": true };
};

const keyValues = (columns: readonly KeyColumn[]): JsonObject =>
  Object.fromEntries(columns.map(({ column, value }) => [column, value]));

/** A number goes with the digits it was given with. */
const exactNumbers = (columns: readonly KeyColumn[]): ReadonlyMap<string, string> =>
  new Map(
    columns
      .filter(({ value }) => typeof value === "number")
      .map(({ column, literal }) => [column, plainJsonNumber(literal)]),
  );

/** OData allows zeros in front of a number, JSON does not. */
const plainJsonNumber = (literal: string): string => literal.replace(/^(-?)0+(?=\d)/, "$1");

/** DuplicateRecordEntityKey and DuplicateRecord (Microsoft, "Web service error codes"). */
const keyIsTaken: ReadonlySet<string | undefined> = new Set(["0x80060892", "0x80040237"]);

const isTaken = (error: unknown): boolean => error instanceof DataverseError && keyIsTaken.has(error.code);

const isGone = (error: unknown): boolean =>
  error instanceof DataverseError && error.kind === "notFound" && !isUnknownSegment(error);
