import type { Clock } from "../../../http/clock.ts";
import type { BulkStop } from "../bulkCall.ts";
import type { ChunkSize } from "../pace/chunkSize.ts";
import { SINGLY } from "../pace/perOperation.ts";
import type { RecordQueue } from "../queue/recordQueue.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import type { Ledger } from "../report/ledger.ts";
import { freshPiece, type Piece, type PieceOutcome, pieceOf } from "../write/piece.ts";

/** What keeps a run going. */
export interface Dispatch {
  readonly queue: RecordQueue;
  readonly ledger: Ledger;
  readonly recordAt: (index: number) => BulkRecord;
  readonly write: (piece: Piece) => Promise<PieceOutcome>;
  /** How many requests may be under way at once, at the moment. */
  readonly width: () => number;
  readonly chunkSize: (perOperation: number) => ChunkSize;
  /** How many records one operation should hold, at the moment. */
  readonly perOperation: () => number;
  /** How many records to take at least, where they are read before they are written. */
  readonly fewest: number;
  readonly clock: Clock;
  /** Until when Dataverse asks to send nothing, in the clock's milliseconds. */
  readonly pausedUntil: () => number;
  /** Asked after each outcome whether the run is to end. */
  readonly limit: () => BulkStop | undefined;
  /** When nothing more is begun, in the clock's milliseconds. */
  readonly endsBy: number;
  /** Aborted at that time. */
  readonly stopped: AbortSignal;
}

/**
 * Sends the records of the queue, as many requests at once as may be, until all are settled, the time is up or nothing
 * more can be done. What is under way then may end. Pieces that are left over go first, so that their records, and those
 * that wait for them, are done with. Gives why it stopped before the end.
 */
export const dispatchRecords = async (dispatch: Dispatch): Promise<BulkStop | undefined> => {
  const { write, width, stopped, clock, pausedUntil, endsBy, limit } = dispatch;
  const pieces = createPieces(dispatch);
  const underWay = new Set<Promise<void>>();
  let stop = limit();
  const isOver = (): boolean => stop !== undefined || stopped.aborted || pausedUntil() > endsBy;

  const work = async (piece: Piece): Promise<void> => {
    const { pauseMs = 0, ...outcome } = await write(piece).catch((error: unknown) => defect(piece, error));
    stop ??= outcome.stop;
    pieces.enter(outcome);
    stop ??= limit();
    if (pauseMs > 0 && !isOver()) {
      await clock.sleep(pauseMs, stopped);
    }
    pieces.goOn(outcome.again);
  };

  const start = (piece: Piece): void => {
    const job = work(piece).finally(() => underWay.delete(job));
    underWay.add(job);
  };

  while (!isOver()) {
    const piece = underWay.size < width() ? pieces.next() : undefined;
    if (piece !== undefined) {
      start(piece);
    } else if (underWay.size > 0) {
      await Promise.race(underWay);
    } else {
      break;
    }
  }
  await Promise.all(underWay);
  return stop;
};

/** A mistake of this connector must not take along what is known of hundreds of thousands of records. */
const defect = ({ records }: Piece, error: unknown): PieceOutcome => {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    settled: [],
    again: [],
    doubted: records,
    stop: {
      kind: "unexpectedAnswer",
      message: `The run ended for a reason that this connector does not know: ${reason}. Please report this.`,
    },
  };
};

/** What is to be sent next, and what became of what was. */
const createPieces = ({ queue, ledger, recordAt, width, chunkSize, perOperation, fewest }: Dispatch) => {
  const left: Piece[] = [];
  let isFirst = true;

  const fresh = (): Piece | undefined => {
    // At first all lanes are free and take equal shares; later those that become free leave some to the others.
    const rest = isFirst ? queue.unsettled() : queue.untaken();
    const held = perOperation();
    const size = chunkSize(held).next({ left: rest, atOnce: width() });
    const records = queue.take(Math.max(fewest, size));
    const [singly, others] = held === SINGLY ? [records, []] : parted(records, recordAt);
    if (singly.length > 0 && others.length > 0) {
      left.push(pieceOf(freshPiece(singly, SINGLY), {}));
    }
    const taken = others.length > 0 ? freshPiece(others, held) : freshPiece(singly, SINGLY);
    return taken.records.length === 0 ? undefined : taken;
  };

  return {
    next: (): Piece | undefined => left.shift() ?? fresh(),
    enter: ({ settled, doubted = [] }: PieceOutcome): void => {
      isFirst = false;
      for (const index of doubted) {
        ledger.doubt(index, recordAt(index).name);
      }
      for (const settlement of settled) {
        ledger.settle(settlement);
        queue.settle(settlement.index);
      }
    },
    goOn: (again: readonly Piece[]): void => {
      left.push(...again);
    },
  };
};

/** Those that cannot go in a bulk message, and the others. */
const parted = (
  records: readonly number[],
  recordAt: Dispatch["recordAt"],
): readonly [readonly number[], readonly number[]] => {
  const isSingle = records.map((index) => recordAt(index).onlySingly);
  return [records.filter((_, place) => isSingle[place]), records.filter((_, place) => !isSingle[place])];
};
