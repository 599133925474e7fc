import { DataverseError } from "../../../errors.ts";
import { errorSentence } from "../../../http/errorSentence.ts";
import type { JsonObject } from "../../jsonObject.ts";
import type { BulkStatus } from "../bulkCall.ts";
import { type BulkRecord, recordNumber } from "../records/bulkRecord.ts";
import type { Settlement } from "../report/ledger.ts";
import { recordError } from "../report/recordError.ts";
import { operationOnRecord, type Sending } from "../send/sending.ts";
import { compareWithSent, MIGRATED_ON, readExisting } from "./existingRecords.ts";
import { givenUp, NO_ID } from "./givenUp.ts";
import { type Piece, type PieceOutcome, pieceOf } from "./piece.ts";
import { written } from "./settlements.ts";

/** Says of the new records of a piece which were written after all, and which are to be sent again. */
export type LookForLost = (piece: Piece) => Promise<PieceOutcome>;

export interface LostRecords {
  readonly sending: Sending;
  readonly recordAt: (index: number) => BulkRecord;
  /** When the call began, by the server's clock, in milliseconds. */
  readonly begun: () => number | undefined;
  /** What became of earlier records of the list that have the same id. */
  readonly twins: (index: number) => readonly BulkStatus[];
}

/**
 * A new record has an id that was chosen here, so that whether it exists says whether it was written. An id that the caller
 * gave may have been there before: see `origin`. What is not found is sent again under its id, so that an earlier request
 * that is carried out late leaves no second record: one of both is refused. Records without an id are given up.
 */
export const createLookForLost =
  (lost: LostRecords): LookForLost =>
  async (piece) => {
    const { sending, recordAt } = lost;
    const all = piece.records.map(recordAt);
    const records = all.filter(({ key }) => key !== undefined);
    const found = await readExisting(sending, records, { columns: CREATION });
    const missing = records.filter((record) => found(record) === undefined);
    const outcomes = records.flatMap((record) => {
      const existing = found(record);
      return existing === undefined ? [] : [{ record, origin: originOf(lost, record, existing) }];
    });
    const unclear = outcomes.flatMap(({ record, origin }) => (origin === "unclear" ? [record] : []));
    const isAsSent = await compareWithSent(sending, unclear);
    const settled = outcomes.flatMap(({ record, origin }): readonly Settlement[] => {
      if (origin === "earlier") {
        return [duplicate(sending, record)];
      }
      return origin === "thisCall" || isAsSent(record) ? [written(sending, piece, record)] : [];
    });
    tell(sending, settled, records);
    return {
      settled,
      again: missing.length === 0 ? [] : [missingPiece(piece, missing)],
      givenUp: [
        ...all
          .filter(({ key }) => key === undefined)
          .map((record) => givenUp(sending, record, { what: NO_ID })),
        ...unclear
          .filter((record) => !isAsSent(record))
          .map((record) => givenUp(sending, record, { what: SOMEONES })),
      ],
    };
  };

const SOMEONES =
  "no answer came, and a record with its id but other values exists, which may have been there before";

const missingPiece = (piece: Piece, missing: readonly BulkRecord[]): Piece =>
  pieceOf(piece, {
    records: missing.map(({ index }) => index),
    history: "missing",
    looks: piece.looks + 1,
  });

const tell = ({ context }: Sending, settled: readonly Settlement[], records: readonly BulkRecord[]): void => {
  const there = settled.filter(({ status }) => status === "succeeded").length;
  if (there > 0) {
    context.log.info(
      `${there} of ${records.length} new records are there already: they were written although no answer came.`,
    );
  }
};

const CREATED_ON = "createdon";
const CREATION = [CREATED_ON, MIGRATED_ON];

/** Dates of answers are whole seconds, and the servers' clocks are not one. */
const CLOCKS_MS = 5_000;
const SECOND_MS = 1_000;

/**
 * Who created a record that exists. A chosen id is no one else's. With an id that the caller gave, a record that is older
 * than the call was there before; so was one whose id an earlier record of the list has already taken. Of one that was made
 * in the second in which this call began, or at any time since the earlier one that left the mark, its values have to tell.
 */
const originOf = (
  { begun, twins }: LostRecords,
  record: BulkRecord,
  existing: JsonObject,
): "thisCall" | "earlier" | "unclear" => {
  if (!record.hasGivenId) {
    return "thisCall";
  }
  const earlier = new Set(twins(record.index));
  if (earlier.has("succeeded")) {
    return "earlier";
  }
  const created = Date.parse(String(existing[MIGRATED_ON] ?? existing[CREATED_ON]));
  const since = record.sentSince ?? begun() ?? Number.NaN;
  if (created < since - CLOCKS_MS) {
    return "earlier";
  }
  const isYounger = record.sentSince === undefined && created >= since + SECOND_MS;
  return isYounger && !earlier.has("unknown") ? "thisCall" : "unclear";
};

const duplicate = (sending: Sending, record: BulkRecord): Settlement => {
  const operation = operationOnRecord(sending, recordNumber(record.index));
  const message = errorSentence({
    operation,
    what: `a record with the ${sending.table.primaryId} ${record.name} existed before`,
    hint: "Leave the id out, or use Upsert Entities.",
  });
  const error = new DataverseError(message, { kind: "duplicate", operation });
  return { index: record.index, status: "failed", error: recordError(error, record, sending.table) };
};
