import type { BulkStop } from "../bulkCall.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import type { Settlement } from "../report/ledger.ts";

/** Records that travel in one request, and what is known of them. */
export interface Piece {
  /** Their places in the list. */
  readonly records: readonly number[];
  /** How many of them one operation holds: `SINGLY`, `TOGETHER`, or in between. */
  readonly perOperation: number;
  /** Straight from the list: it has the size that is being tried out. */
  readonly isFresh: boolean;
  /** An answer got lost: new records are looked for before they are sent again. */
  readonly isLost: boolean;
  /** It was sent before, and may have been carried out. */
  readonly isDoubtful: boolean;
  /** Looked for already, and not found. */
  readonly isMissing: boolean;
  /** How often it was sent for reasons that pass. */
  readonly tries: number;
  /** What reading the records found, where they were read first. */
  readonly known?: ReadonlyMap<number, KnownRecord> | undefined;
}

/** A record as it was found in Dataverse. */
export interface KnownRecord {
  readonly exists: boolean;
  /** What to send in place of what was given: less, or under another key. */
  readonly instead?: Partial<Pick<BulkRecord, "key" | "values">> | undefined;
}

/** What came of a piece: each of its records is settled, or in one of the pieces that are left to do. */
export interface PieceOutcome {
  readonly settled: readonly Settlement[];
  readonly again: readonly Piece[];
  /** Records that may have been written, until more is known. */
  readonly doubted?: readonly number[];
  /** How long to wait before what is left is sent. */
  readonly pauseMs?: number;
  /** Why nothing more can be done. */
  readonly stop?: BulkStop;
}

export const freshPiece = (records: readonly number[], perOperation: number): Piece => ({
  records,
  perOperation,
  isFresh: true,
  isLost: false,
  isDoubtful: false,
  isMissing: false,
  tries: 0,
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
