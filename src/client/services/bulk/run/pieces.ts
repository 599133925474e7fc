import { parted } from "../../parted.ts";
import type { BulkRecordError } from "../bulkCall.ts";
import type { ChunkSize } from "../pace/chunkSize.ts";
import { SINGLY } from "../pace/perOperation.ts";
import type { RecordQueue } from "../queue/recordQueue.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import type { Ledger } from "../report/ledger.ts";
import { freshPiece, type Piece, type PieceOutcome } from "../write/piece.ts";

/** Where pieces come from, and what decides about their size. */
export interface PieceSource {
  readonly queue: RecordQueue;
  readonly ledger: Ledger;
  readonly recordAt: (index: number) => BulkRecord;
  /** How many requests may be under way at once, at the moment. */
  readonly width: () => number;
  readonly chunkSize: (perOperation: number) => ChunkSize;
  /** How many records one operation should hold, at the moment. */
  readonly perOperation: () => number;
  /** Records of a group share a chain of pieces. */
  readonly isGrouped: boolean;
  /** How many records to take at least, where they are read before they are written. */
  readonly fewest: number;
}

/** What is to be sent next, and what became of what was. */
export interface Pieces {
  /** Undefined while all that is left has to wait for what is under way. */
  readonly next: () => Piece | undefined;
  /** Notes what became of a piece. */
  readonly enter: (piece: Piece, outcome: PieceOutcome) => void;
  /** Has what is left of a piece sent. */
  readonly goOn: (again: readonly Piece[]) => void;
}

/** Pieces that are left over go first, so that their records, and those that wait for them, are done with. */
export const createPieces = (source: PieceSource): Pieces => {
  let isFirst = true;
  const takeFresh = createTaking(source, () => isFirst);
  const left: Piece[] = [];
  const busyChains = new Set<number>();
  const leftOver = (): Piece | undefined => {
    const place = left.findIndex(({ chain }) => chain === undefined || !busyChains.has(chain));
    return place < 0 ? undefined : left.splice(place, 1)[0];
  };
  const fresh = (): Piece | undefined => {
    const [first, ...others] = takeFresh();
    left.push(...others);
    return first;
  };
  return {
    next: () => {
      const piece = leftOver() ?? fresh();
      if (piece?.chain !== undefined) {
        busyChains.add(piece.chain);
      }
      return piece;
    },
    enter: ({ chain }, outcome) => {
      isFirst = false;
      if (chain !== undefined) {
        busyChains.delete(chain);
      }
      enter(source, outcome);
    },
    goOn: (again) => {
      left.push(...again);
    },
  };
};

/** Takes records from the queue: none, those of one request, or those of two that cannot share one. */
const createTaking = (source: PieceSource, isFirst: () => boolean): (() => readonly Piece[]) => {
  const { queue, recordAt, width, chunkSize, perOperation, fewest, isGrouped } = source;
  let chain = 0;
  return () => {
    // At first all lanes are free and take equal shares; later those that become free leave some to the others.
    const left = isFirst() ? queue.unsettled() : queue.untaken();
    const held = perOperation();
    const size = chunkSize(held).next({ left, atOnce: width() });
    const records = queue.take(Math.max(fewest, size));
    const [singly, others] =
      held === SINGLY ? [records, []] : parted(records, (index) => recordAt(index).onlySingly);
    chain += 1;
    return [
      freshPiece(others, held),
      { ...freshPiece(singly, SINGLY), isFresh: others.length === 0 },
    ].flatMap((piece) => (piece.records.length === 0 ? [] : [isGrouped ? { ...piece, chain } : piece]));
  };
};

const enter = (
  { queue, ledger, recordAt }: PieceSource,
  { settled, doubted = [], givenUp = [] }: PieceOutcome,
): void => {
  const doubt = (index: number, error?: BulkRecordError): void =>
    ledger.doubt(index, { id: recordAt(index).name, error });
  for (const index of doubted) {
    doubt(index);
  }
  for (const { index, error } of givenUp) {
    doubt(index, error);
    queue.settle(index);
  }
  for (const settlement of settled) {
    ledger.settle(settlement);
    queue.settle(settlement.index);
  }
};
