import type { Clock } from "../../../http/clock.ts";
import type { BulkStop } from "../bulkCall.ts";
import type { Piece, PieceOutcome } from "../write/piece.ts";
import { createPieces, type PieceSource } from "./pieces.ts";

/** What keeps a run going. */
export interface Dispatch extends PieceSource {
  readonly write: (piece: Piece) => Promise<PieceOutcome>;
  readonly clock: Clock;
  /** Until when Dataverse asks to send nothing, in the clock's milliseconds. */
  readonly pausedUntil: () => number;
  /** Asked after each outcome whether the run is to end. */
  readonly limit: () => BulkStop | undefined;
  /** When nothing more is begun, in the clock's milliseconds. */
  readonly endsBy: number;
  /** Aborted at that time. */
  readonly stopped: AbortSignal;
  /** Aborts it: nothing waits any longer. */
  readonly end: () => void;
}

/**
 * Sends the records of the queue, as many requests at once as may be, until all are settled, the time is up or nothing
 * more can be done. What is under way then may end. Gives why it stopped before the end.
 */
export const dispatchRecords = async (dispatch: Dispatch): Promise<BulkStop | undefined> => {
  const { write, width, stopped, clock, pausedUntil, endsBy, limit, end } = dispatch;
  const pieces = createPieces(dispatch);
  const underWay = new Set<Promise<void>>();
  let stop = limit();
  const isOver = (): boolean => stop !== undefined || stopped.aborted || pausedUntil() > endsBy;

  const work = async (piece: Piece): Promise<void> => {
    const { pauseMs = 0, ...outcome } = await write(piece).catch((error: unknown) => defect(piece, error));
    stop ??= outcome.stop;
    pieces.enter(piece, outcome);
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
  if (isOver()) {
    end();
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
