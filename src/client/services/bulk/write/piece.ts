import type { BulkAction, BulkRecordError, BulkStop } from "../bulkCall.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import type { Settlement } from "../report/ledger.ts";

/**
 * What became of the records of a piece so far:
 * - `unsent`: nothing; what was sent of them was certainly not carried out;
 * - `inDoubt`: they were sent and no answer came, so they may have been written; sending them again does no harm;
 * - `lost`: the same of new records, which are looked for before they are sent again;
 * - `missing`: new records that were looked for and not found; an earlier request may still be carried out late.
 */
export type History = "unsent" | "inDoubt" | "lost" | "missing";

/** Records that travel in one request, and what is known of them. */
export interface Piece {
  /** Their places in the list. */
  readonly records: readonly number[];
  /** How many of them one operation holds: `SINGLY`, `TOGETHER`, or in between. */
  readonly perOperation: number;
  /** Straight from the list: it has the size that is being tried out. */
  readonly isFresh: boolean;
  readonly history: History;
  /** How often it was sent in vain for reasons that pass. */
  readonly tries: number;
  /** How often its records were looked for. */
  readonly looks: number;
  /** Pieces of one chain share a group of records: only one of them may be under way. */
  readonly chain?: number | undefined;
  /** What reading the records found, where they were read first. */
  readonly known?: ReadonlyMap<number, KnownRecord> | undefined;
}

/** A record as it was found in Dataverse. */
export interface KnownRecord {
  readonly exists: boolean;
  /** What to send in place of what was given: less, or under another key. */
  readonly instead?: Partial<Pick<BulkRecord, "key" | "values">> | undefined;
}

/** What came of a piece: each of its records is settled, in one of the pieces that are left to do, or given up. */
export interface PieceOutcome {
  readonly settled: readonly Settlement[];
  readonly again: readonly Piece[];
  /** Records that may have been written, until more is known. */
  readonly doubted?: readonly number[];
  /** Records of which it cannot be found out whether they were written. */
  readonly givenUp?: readonly GivenUp[];
  /** How long to wait before what is left is sent. */
  readonly pauseMs?: number;
  /** Why nothing more can be done. */
  readonly stop?: BulkStop;
}

/** A record that stays in doubt, and why. */
export interface GivenUp {
  readonly index: number;
  readonly error: BulkRecordError;
}

export const freshPiece = (records: readonly number[], perOperation: number): Piece => ({
  records,
  perOperation,
  isFresh: true,
  history: "unsent",
  tries: 0,
  looks: 0,
});

/** A part of a piece, or the piece with other circumstances. */
export const pieceOf = (piece: Piece, changes: Partial<Piece>): Piece => ({
  ...piece,
  isFresh: false,
  ...changes,
});

/** The two halves of a piece. */
export const halvesOf = (piece: Piece): readonly Piece[] => {
  const middle = Math.ceil(piece.records.length / 2);
  return [piece.records.slice(0, middle), piece.records.slice(middle)].map((records) =>
    pieceOf(piece, { records }),
  );
};

/** A piece that was sent without an answer. */
export const doubtful = (action: BulkAction, piece: Piece): Piece =>
  pieceOf(piece, { history: action === "create" ? "lost" : "inDoubt" });
