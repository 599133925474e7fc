import { DataverseError } from "../../../errors.ts";
import { backoff } from "../../../http/policies/retryStrategies.ts";
import { chunksOf } from "../../chunks.ts";
import type { BulkStop } from "../bulkCall.ts";
import { SINGLY } from "../pace/perOperation.ts";
import { type FailureMeaning, meaningOf } from "./failures.ts";
import { halvesOf, type Piece, type PieceOutcome, pieceOf } from "./piece.ts";
import { writeInGroups } from "./writeInGroups.ts";
import { failed, writeSingly } from "./writeSingly.ts";
import { afterPartialSuccess, writeTogether } from "./writeTogether.ts";
import { narrowed, recordsOf, type Writing } from "./writing.ts";

/** How often a piece is sent that is neither carried out nor refused: about a minute with the pauses in between. */
const MOST_TRIES = 8;

/** Sends a piece, and says what became of its records and what is left to do. */
export const writePiece = async (writing: Writing, piece: Piece): Promise<PieceOutcome> => {
  try {
    if (piece.isLost) {
      return await writing.lookForLost(piece);
    }
    const { settled, piece: ready } = await writing.readFirst(piece);
    if (ready.records.length === 0) {
      return { settled, again: [] };
    }
    const [now = ready, ...later] = sized(writing, ready);
    const outcome = await sendPiece(writing, now);
    for (const { status } of outcome.settled) {
      writing.grouping.settled(status === "failed");
    }
    return { ...outcome, settled: [...settled, ...outcome.settled], again: [...later, ...outcome.again] };
  } catch (error) {
    if (error instanceof DataverseError) {
      return afterFailure(writing, piece, error);
    }
    throw error;
  }
};

/** More records are read at once than written. */
const sized = ({ mostRecords }: Writing, piece: Piece): readonly Piece[] => {
  const most = mostRecords(piece.perOperation);
  return piece.records.length <= most
    ? [piece]
    : chunksOf(piece.records, most).map((records) => pieceOf(piece, { records }));
};

const sendPiece = async (writing: Writing, piece: Piece): Promise<PieceOutcome> => {
  try {
    const records = recordsOf(writing, piece);
    return await wayOf(piece)(writing, piece, records);
  } catch (error) {
    if (error instanceof DataverseError) {
      return afterFailure(writing, piece, error);
    }
    throw error;
  }
};

/** A batch of one bulk message is that message. */
const wayOf = ({ records, perOperation }: Piece): typeof writeSingly => {
  if (perOperation === SINGLY) {
    return writeSingly;
  }
  return records.length > perOperation ? writeInGroups : writeTogether;
};

const afterFailure = (
  writing: Writing,
  piece: Piece,
  error: DataverseError,
): PieceOutcome | Promise<PieceOutcome> => {
  if (error.recordStatuses !== undefined) {
    return afterPartialSuccess(writing, piece, error);
  }
  return AFTER[meaningOf(error, writing.isFirst())](writing, piece, error);
};

type After = (writing: Writing, piece: Piece, error: DataverseError) => PieceOutcome | Promise<PieceOutcome>;

const stopFor = ({ kind, message }: DataverseError): BulkStop => ({ kind, message });

const left = (again: readonly Piece[], more: Partial<PieceOutcome> = {}): PieceOutcome => ({
  settled: [],
  again,
  ...more,
});

const AFTER: Readonly<Record<FailureMeaning, After>> = {
  notNow: (writing, piece, { retryAfterMs, code }) => {
    if (retryAfterMs !== undefined) {
      writing.throttled(retryAfterMs, code);
    }
    return left([pieceOf(piece, {})], retryAfterMs === undefined ? {} : { pauseMs: retryAfterMs });
  },
  lost: (writing, piece, error) => {
    const unnamed = piece.records.filter((index) => writing.recordAt(index).key === undefined);
    if (unnamed.length > 0) {
      return afterUnnamed(writing, piece, { error, unnamed });
    }
    const doubtful = pieceOf(piece, {
      isLost: writing.sending.action === "create",
      isDoubtful: true,
      isMissing: false,
    });
    const doubted = { doubted: piece.records };
    return error.kind === "timeout" && piece.records.length > 1
      ? tooMuch(writing, doubtful, doubted)
      : triedAgain(writing, doubtful, { error, ...doubted });
  },
  hopeless: (_, piece, error) =>
    left([pieceOf(piece, {})], {
      stop: stopFor(error),
      ...(error.mayHaveWritten && { doubted: piece.records }),
    }),
  notTogether: (writing, piece, error) => {
    if (piece.perOperation === SINGLY) {
      return AFTER.refused(writing, piece, error);
    }
    writing.grouping.notTogether();
    return left([pieceOf(piece, { perOperation: SINGLY })]);
  },
  tooMuch: (writing, piece, error) =>
    piece.records.length > 1 ? tooMuch(writing, piece, {}) : AFTER.passing(writing, piece, error),
  passing: (writing, piece, error) => triedAgain(writing, piece, { error }),
  refused: (writing, piece, error) => {
    if (piece.isLost) {
      return AFTER.passing(writing, piece, error);
    }
    return piece.perOperation === SINGLY
      ? afterRefusedBatch(writing, piece, error)
      : left([narrowed(writing, piece)]);
  },
};

/** A new record without an id can neither be looked for nor sent again: it stays in doubt. */
const afterUnnamed = async (
  writing: Writing,
  piece: Piece,
  { error, unnamed }: { readonly error: DataverseError; readonly unnamed: readonly number[] },
): Promise<PieceOutcome> => {
  const named = piece.records.filter((index) => !unnamed.includes(index));
  const others =
    named.length === 0 ? left([]) : await AFTER.lost(writing, pieceOf(piece, { records: named }), error);
  return { ...others, doubted: [...(others.doubted ?? []), ...unnamed] };
};

/** Whoever may not send a batch at all can do nothing; otherwise something in it keeps it from being read. */
const afterRefusedBatch = async (
  writing: Writing,
  piece: Piece,
  error: DataverseError,
): Promise<PieceOutcome> => {
  const [first, ...others] = piece.records;
  if (error.kind === "forbidden") {
    return AFTER.hopeless(writing, piece, error);
  }
  return first === undefined || others.length > 0
    ? left(halvesOf(piece))
    : { settled: [await failed(writing, writing.recordAt(first), error)], again: [] };
};

const tooMuch = (writing: Writing, piece: Piece, more: Partial<PieceOutcome>): PieceOutcome => {
  writing.tooMuch(piece);
  return left(halvesOf(piece), more);
};

interface Trial {
  readonly error: DataverseError;
  readonly doubted?: readonly number[];
}

/** Whoever cannot be reached that often is not there. */
const triedAgain = (writing: Writing, piece: Piece, { error, ...doubted }: Trial): PieceOutcome => {
  const tries = piece.tries + 1;
  return tries >= MOST_TRIES
    ? left([piece], { ...doubted, stop: stopFor(error) })
    : left([pieceOf(piece, { tries })], {
        ...doubted,
        pauseMs: backoff({ number: tries, random: writing.random() }),
      });
};
