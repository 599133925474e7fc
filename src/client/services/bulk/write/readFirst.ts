import { cannotTravelInUrl } from "../../../odata/recordPath.ts";
import type { JsonObject } from "../../jsonObject.ts";
import type { ServiceContext } from "../../serviceContext.ts";
import { changedMembers, columnsToCompare } from "../changes/changedMembers.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import type { Settlement } from "../report/ledger.ts";
import type { Sending } from "../send/sending.ts";
import { type Existing, readExisting } from "./existingRecords.ts";
import { type KnownRecord, type Piece, pieceOf } from "./piece.ts";
import { written } from "./settlements.ts";
import { withoutPath } from "./withoutPath.ts";

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
  /** Remembers what was looked up in the definitions. */
  readonly lookups: ServiceContext;
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
    const isCompared = ({ index }: BulkRecord): boolean => reading.onlyChanged && !asTheyAre.has(index);
    const wanted = all.filter((record) => needsId(record) || reading.tellCreated || isCompared(record));
    if (wanted.length === 0) {
      return { settled: [], piece };
    }
    const found = await readBefore(reading, wanted);
    const outcomes = await Promise.all(
      wanted.map(async (record) => {
        const own = { ...reading, onlyChanged: isCompared(record) };
        return { record, outcome: await compared(own, piece, { record, found }) };
      }),
    );
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

const readBefore = (
  { sending, onlyChanged }: ReadingFirst,
  records: readonly BulkRecord[],
): Promise<Existing> => {
  const { table } = sending;
  const members = new Set(onlyChanged ? records.flatMap(({ values }) => Object.keys(values)) : []);
  return readExisting(sending, records, {
    columns: columnsToCompare(table, members),
    operation: `Read ${records.length} records of ${table.entitySet} before they are written`,
  });
};

interface Compared {
  readonly record: BulkRecord;
  readonly found: Existing;
}

const compared = async (
  reading: ReadingFirst,
  piece: Piece,
  { record, found }: Compared,
): Promise<Settlement | KnownRecord> => {
  const { sending, lookups } = reading;
  const existing = found(record);
  if (existing !== undefined) {
    return comparedWith(reading, piece, { record, existing });
  }
  return needsId(record) ? withoutPath(sending, piece, { record, lookups }) : { exists: false };
};

interface Pair {
  readonly record: BulkRecord;
  readonly existing: JsonObject;
}

const comparedWith = (
  { sending, onlyChanged }: ReadingFirst,
  piece: Piece,
  { record, existing }: Pair,
): Settlement | KnownRecord => {
  const { table } = sending;
  const values = onlyChanged ? changedMembers(table, record.values, existing) : record.values;
  if (onlyChanged && Object.keys(values).length === 0) {
    const created = isUpsert(sending) ? false : undefined;
    // After an attempt without an answer, it may hold them because of that attempt.
    return piece.history === "inDoubt"
      ? written(sending, piece, record)
      : { index: record.index, status: "unchanged", id: record.name, created };
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
