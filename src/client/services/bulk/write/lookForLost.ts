import { DataverseError } from "../../../errors.ts";
import { errorSentence } from "../../../http/errorSentence.ts";
import type { JsonObject } from "../../jsonObject.ts";
import { readHeaders } from "../../requestOptions.ts";
import { readByKeys } from "../keys/readByKeys.ts";
import { identityOf } from "../keys/recordIdentity.ts";
import { type BulkRecord, recordNumber } from "../records/bulkRecord.ts";
import { wholeKey } from "../records/wholeKey.ts";
import type { Settlement } from "../report/ledger.ts";
import { recordError } from "../report/recordError.ts";
import { operationOnRecord, type Sending } from "../send/sending.ts";
import { type Piece, type PieceOutcome, pieceOf } from "./piece.ts";
import { written } from "./settlements.ts";

/** Says of the new records of a piece which were written after all, and which are to be sent again. */
export type LookForLost = (piece: Piece) => Promise<PieceOutcome>;

export interface LostRecords {
  readonly sending: Sending;
  readonly recordAt: (index: number) => BulkRecord;
  /** When the call began, by the server's clock, in milliseconds. */
  readonly begun: () => number | undefined;
}

/** Dates of answers are whole seconds, and the servers' clocks are not one. */
const CLOCKS_MS = 5_000;

/**
 * A new record has an id that was chosen here, so that whether it exists says whether it was written. An id that the caller
 * gave may have been there before: then the record is older than the call. What is not found is sent again under its id,
 * so that an earlier request that is carried out late leaves no second record: one of both is refused.
 */
export const createLookForLost =
  ({ sending, recordAt, begun }: LostRecords): LookForLost =>
  async (piece) => {
    const { context, table, options } = sending;
    const records = piece.records.map(recordAt);
    const found = await readByKeys(context, {
      table,
      keys: records.flatMap((record) => wholeKey(table, record) ?? []),
      select: table.columnTypes.has(CREATED_ON) ? [CREATED_ON] : [],
      headers: readHeaders({ impersonate: options.impersonate }),
      operation: `Look which of ${records.length} records exist in ${table.entitySet}`,
    });
    const foundOf = (record: BulkRecord): JsonObject | undefined => {
      const key = wholeKey(table, record);
      return key === undefined ? undefined : found.get(identityOf(key));
    };
    const missing = records.filter((record) => foundOf(record) === undefined);
    const settled = records.flatMap((record) => {
      const existing = foundOf(record);
      return existing === undefined ? [] : [settlement({ sending, piece, record, existing, begun: begun() })];
    });
    if (settled.length > 0) {
      context.log.info(
        `${settled.length} of ${records.length} new records are there already: they were written although no answer came.`,
      );
    }
    return { settled, again: missing.length === 0 ? [] : [missingPiece(piece, missing)] };
  };

const CREATED_ON = "createdon";

const missingPiece = (piece: Piece, missing: readonly BulkRecord[]): Piece =>
  pieceOf(piece, { records: missing.map(({ index }) => index), isLost: false, isMissing: true });

interface Existing {
  readonly sending: Sending;
  readonly piece: Piece;
  readonly record: BulkRecord;
  readonly existing: JsonObject;
  readonly begun: number | undefined;
}

const settlement = (found: Existing): Settlement =>
  found.record.hasGivenId && isOlder(found)
    ? duplicate(found)
    : written(found.sending, found.piece, found.record);

/** `overriddencreatedon` sets the date of creation to any other. */
const isOlder = ({ record, existing, begun }: Existing): boolean => {
  const created = Date.parse(String(existing[CREATED_ON]));
  return begun !== undefined && record.values["overriddencreatedon"] == null && created < begun - CLOCKS_MS;
};

const duplicate = ({ sending, record }: Existing): Settlement => {
  const operation = operationOnRecord(sending, recordNumber(record.index));
  const message = errorSentence({
    operation,
    what: `a record with the ${sending.table.primaryId} ${record.name} existed before`,
    hint: "Leave the id out, or use Upsert Entities.",
  });
  const error = new DataverseError(message, { kind: "duplicate", operation });
  return { index: record.index, status: "failed", error: recordError(error, record, sending.table) };
};
