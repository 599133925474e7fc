import { DataverseError } from "../../../errors.ts";
import { errorSentence } from "../../../http/errorSentence.ts";
import { cannotTravelInUrl } from "../../../odata/recordPath.ts";
import type { JsonObject } from "../../jsonObject.ts";
import { readHeaders } from "../../requestOptions.ts";
import { changedMembers, columnsToCompare } from "../changes/changedMembers.ts";
import { readByKeys } from "../keys/readByKeys.ts";
import { identityOf } from "../keys/recordIdentity.ts";
import { type BulkRecord, recordNumber } from "../records/bulkRecord.ts";
import { wholeKey } from "../records/wholeKey.ts";
import type { Settlement } from "../report/ledger.ts";
import { recordError } from "../report/recordError.ts";
import { operationOnRecord, type Sending } from "../send/sending.ts";
import { type KnownRecord, type Piece, pieceOf } from "./piece.ts";

/**
 * Reads the records of a piece; what is left of the piece is to be written. Those in `asTheyAre` are not compared with what
 * is there: others of the same transaction change it.
 */
export type ReadFirst = (piece: Piece, asTheyAre?: ReadonlySet<number>) => Promise<ReadPiece>;

export interface ReadPiece {
  readonly settled: readonly Settlement[];
  readonly piece: Piece;
}

export interface ReadingFirst {
  readonly sending: Sending;
  readonly recordAt: (index: number) => BulkRecord;
  /** Leaves out what the record holds already. */
  readonly onlyChanged: boolean;
  /** Wants to know which records exist. */
  readonly tellCreated: boolean;
}

/**
 * Reads in order to send only what differs, to know which records an upsert creates, or because Dataverse does not take
 * the key of a record in a URL. It is one request for some hundreds of records, and none where nothing of this applies.
 */
export const createReadFirst =
  (reading: ReadingFirst): ReadFirst =>
  async (piece, asTheyAre = NONE) => {
    if (reading.sending.action === "create" || piece.known !== undefined) {
      return { settled: [], piece };
    }
    const all = piece.records.map(reading.recordAt);
    const isRead = reading.onlyChanged || reading.tellCreated;
    const wanted = all.filter((record) => needsId(record) || (isRead && !asTheyAre.has(record.index)));
    if (wanted.length === 0) {
      return { settled: [], piece };
    }
    const found = await readExisting(reading, wanted);
    const outcomes = wanted.map((record) => {
      const onlyChanged = reading.onlyChanged && !asTheyAre.has(record.index);
      return { record, outcome: compared({ ...reading, onlyChanged }, record, found) };
    });
    const settled = outcomes.flatMap(({ outcome }) => ("status" in outcome ? [outcome] : []));
    const done = new Set(settled.map(({ index }) => index));
    const known = new Map(
      outcomes.flatMap(({ record, outcome }): readonly [number, KnownRecord][] =>
        "status" in outcome ? [] : [[record.index, outcome]],
      ),
    );
    const records = piece.records.filter((index) => !done.has(index));
    return { settled, piece: { ...pieceOf(piece, { records, known }), isFresh: piece.isFresh } };
  };

const NONE: ReadonlySet<number> = new Set();

const needsId = ({ key }: BulkRecord): boolean => key !== undefined && cannotTravelInUrl(key);

type Found = ReadonlyMap<string, JsonObject>;

const readExisting = (
  { sending: { context, table, options }, onlyChanged }: ReadingFirst,
  records: readonly BulkRecord[],
): Promise<Found> => {
  const members = new Set(onlyChanged ? records.flatMap(({ values }) => Object.keys(values)) : []);
  return readByKeys(context, {
    table,
    keys: records.flatMap((record) => wholeKey(table, record) ?? []),
    select: columnsToCompare(table, members),
    headers: readHeaders({ impersonate: options.impersonate }),
    operation: `Read ${records.length} records of ${table.entitySet} before they are written`,
  });
};

const compared = (reading: ReadingFirst, record: BulkRecord, found: Found): Settlement | KnownRecord => {
  const key = wholeKey(reading.sending.table, record);
  const existing = key === undefined ? undefined : found.get(identityOf(key));
  if (existing !== undefined) {
    return comparedWith(reading, record, existing);
  }
  return needsId(record) ? withoutPath(reading.sending, record) : { exists: false };
};

const comparedWith = (
  { sending, onlyChanged }: ReadingFirst,
  record: BulkRecord,
  existing: JsonObject,
): Settlement | KnownRecord => {
  const { table } = sending;
  const values = onlyChanged ? changedMembers(table, record.values, existing) : record.values;
  if (onlyChanged && Object.keys(values).length === 0) {
    const created = isUpsert(sending) ? false : undefined;
    return { index: record.index, status: "unchanged", id: record.name, created };
  }
  const id = String(existing[table.primaryId]);
  // The partition tells which row is meant, so it is sent in any case.
  const { partition } = record;
  const place = partition === undefined ? {} : { partitionid: partition };
  return {
    exists: true,
    instead: {
      ...(needsId(record) && { key: { kind: "id", id } }),
      // An upsert into an elastic table replaces the whole record (Microsoft, "Use elastic tables").
      ...(!(table.isElastic && isUpsert(sending)) && { values: { ...values, ...place } }),
    },
  };
};

const isUpsert = ({ action }: Sending): boolean => action === "upsert";

/** A record that is not there under a key that cannot be in a URL is created with the values of the key. */
const withoutPath = (sending: Sending, record: BulkRecord): Settlement | KnownRecord => {
  const columns = record.key?.kind === "alternate" ? record.key.columns : [];
  if (isUpsert(sending)) {
    const values = Object.fromEntries(columns.map(({ column, value }) => [column, value]));
    return { exists: false, instead: { key: undefined, values: { ...record.values, ...values } } };
  }
  const operation = operationOnRecord(sending, recordNumber(record.index));
  const message = errorSentence({ operation, what: `no record has the key ${record.name}` });
  const error = new DataverseError(message, { kind: "notFound", operation });
  return {
    index: record.index,
    status: "failed",
    id: record.name,
    error: recordError(error, record, sending.table),
  };
};
