import { DataverseError } from "../../../errors.ts";
import { backoff } from "../../../http/policies/retryStrategies.ts";
import { chunksOf } from "../../chunks.ts";
import { parted } from "../../parted.ts";
import type { BulkStop } from "../bulkCall.ts";
import { SINGLY } from "../pace/perOperation.ts";
import { afterRefusal } from "./afterRefusal.ts";
import { type FailureMeaning, meaningOf } from "./failures.ts";
import { givenUp, NO_ID, UNRESOLVED } from "./givenUp.ts";
import { TRIED_BEFORE } from "./patience.ts";
import { doubtful, halvesOf, type Piece, type PieceOutcome, pieceOf } from "./piece.ts";
import { writeInGroups } from "./writeInGroups.ts";
import { writeSingly } from "./writeSingly.ts";
import { afterPartialSuccess, writeTogether } from "./writeTogether.ts";
import { narrowed, recordsOf, type Writing } from "./writing.ts";

/** Sends a piece, and says what became of its records and what is left to do. */
export const writePiece = async (writing: Writing, piece: Piece): Promise<PieceOutcome> => {
  try {
    if (piece.history === "lost") {
      return await writing.lookForLost(piece);
    }
    const { settled, piece: ready } = await writing.readFirst(piece);
    if (ready.records.length === 0) {
      return { settled, again: [] };
    }
    const [now = ready, ...later] = sized(writing, ready);
    const outcome = await sendPiece(writing, now);
    return { ...outcome, settled: [...settled, ...outcome.settled], again: [...outcome.again, ...later] };
  } catch (error) {
    if (error instanceof DataverseError) {
      return afterFailedRead(writing, piece, error);
    }
    throw error;
  }
};

/** More records are read at once than written. */
const sized = ({ mostRecords }: Writing, piece: Piece): readonly Piece[] => {
  const most = mostRecords(piece.perOperation);
  return piece.records.length <= most
    ? [piece]
    : chunksOf(piece.records, most).map((records) => ({
        ...pieceOf(piece, { records }),
        isFresh: piece.isFresh && records.length === most,
      }));
};

const sendPiece = async (writing: Writing, piece: Piece): Promise<PieceOutcome> => {
  try {
    const outcome = await wayOf(piece)(writing, piece, recordsOf(writing, piece));
    if (outcome.settled.length > 0) {
      writing.patience.answered();
    }
    for (const { status } of outcome.settled) {
      writing.grouping.settled(status === "failed");
    }
    return outcome;
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

type After = (writing: Writing, piece: Piece, error: DataverseError) => PieceOutcome | Promise<PieceOutcome>;

const afterFailure: After = (writing, piece, error) => {
  if (error.recordStatuses !== undefined) {
    return afterPartialSuccess(writing, piece, error);
  }
  return AFTER[meaningOf(error, writing)](writing, piece, error);
};

/** Nothing was sent of the records: that Dataverse fails says nothing about them. */
const afterFailedRead: After = (writing, piece, error) => {
  const meaning = meaningOf(error, writing);
  if (meaning !== "refused" && meaning !== "tooMuch") {
    return AFTER[meaning](writing, piece, error);
  }
  return error.kind === "serverError" ? AFTER.passing(writing, piece, error) : divided(writing, piece, error);
};

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
    const { sending, recordAt } = writing;
    const [unnamed, named] = parted(piece.records, (index) => recordAt(index).key === undefined);
    const inDoubt = doubtful(sending.action, pieceOf(piece, { records: named }));
    const more = {
      doubted: named,
      givenUp: unnamed.map((index) => givenUp(sending, recordAt(index), { what: NO_ID, cause: error })),
    };
    if (named.length === 0) {
      return left([], more);
    }
    return error.kind === "timeout" && named.length > 1
      ? tooMuch(writing, inDoubt, more)
      : triedAgain(writing, inDoubt, { error, ...more });
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
  tooMuch: (writing, piece, error) => {
    if (piece.records.length > 1) {
      return tooMuch(writing, piece, {});
    }
    return piece.perOperation === SINGLY
      ? AFTER.passing(writing, piece, error)
      : left([pieceOf(piece, { perOperation: SINGLY })]);
  },
  passing: (writing, piece, error) => triedAgain(writing, piece, { error }),
  refused: (writing, piece, error) => {
    const { action, table } = writing.sending;
    if (piece.perOperation === SINGLY) {
      return error.kind === "forbidden"
        ? AFTER.hopeless(writing, piece, error)
        : divided(writing, piece, error);
    }
    // Elastic tables keep what they wrote before the error, and this one does not tell what that is.
    return left([table.isElastic ? doubtful(action, narrowed(writing, piece)) : narrowed(writing, piece)]);
  },
};

/** Something in it keeps a request from being read, or from ending: halves show where it is. */
const divided = async (writing: Writing, piece: Piece, error: DataverseError): Promise<PieceOutcome> => {
  const [first, ...others] = piece.records;
  if (first === undefined || others.length > 0) {
    return left(halvesOf(piece));
  }
  if (piece.perOperation !== SINGLY && piece.history !== "lost") {
    return left([pieceOf(piece, { perOperation: SINGLY })]);
  }
  const record = writing.recordAt(first);
  return piece.history === "unsent"
    ? { ...(await afterRefusal(writing, piece, [{ piece, record, error }])), again: [] }
    : left([], { givenUp: [givenUp(writing.sending, record, { what: UNRESOLVED, cause: error })] });
};

const tooMuch = (writing: Writing, piece: Piece, more: Partial<PieceOutcome>): PieceOutcome => {
  writing.tooMuch(piece);
  return left(halvesOf(piece), more);
};

interface Trial extends Pick<PieceOutcome, "doubted" | "givenUp"> {
  readonly error: DataverseError;
}

const triedAgain = async (
  writing: Writing,
  piece: Piece,
  { error, ...more }: Trial,
): Promise<PieceOutcome> => {
  const tries = piece.tries + 1;
  const next = pieceOf(piece, { tries });
  switch (writing.patience.afterFailure(next)) {
    case "again": {
      const pauseMs = error.retryAfterMs ?? backoff({ number: tries, random: writing.random() });
      return left([next], { ...more, pauseMs });
    }
    case "divide": {
      const parts = await divided(writing, pieceOf(piece, { tries: TRIED_BEFORE }), error);
      const givenUpToo = [...(more.givenUp ?? []), ...(parts.givenUp ?? [])];
      return { ...more, ...parts, givenUp: givenUpToo };
    }
    case "end":
      return left([pieceOf(piece, {})], { ...more, stop: stopFor(error) });
  }
};
