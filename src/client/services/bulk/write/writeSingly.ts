import { retryAfterMs } from "../../../http/retryAfter.ts";
import { idIn, operationError } from "../../batch/itemOutcome.ts";
import type { BatchedResponse } from "../../batch/sendBatch.ts";
import { type BulkRecord, recordNumber } from "../records/bulkRecord.ts";
import type { Settlement } from "../report/ledger.ts";
import { operationOnRecord } from "../send/sending.ts";
import { sendSingly } from "../send/singly.ts";
import { afterRefusal } from "./afterRefusal.ts";
import { type Piece, type PieceOutcome, pieceOf } from "./piece.ts";
import type { Refusal } from "./refusal.ts";
import { written } from "./settlements.ts";
import { sentAgain, verdictOn } from "./verdict.ts";
import type { Writing } from "./writing.ts";

/** Sends the records of a piece one by one in a batch, where each succeeds or fails by itself. */
export const writeSingly = async (
  writing: Writing,
  piece: Piece,
  records: readonly BulkRecord[],
): Promise<PieceOutcome> => {
  const answers = await sendSingly(writing.sending, records, piece.isFresh);
  const parts = records.map((record, place) =>
    partOutcome(writing, { piece, record, answer: answers[place] }),
  );
  const refusals = parts.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal]));
  const { settled, givenUp } = await afterRefusal(writing, piece, refusals);
  return {
    settled: [...parts.flatMap((part) => (part.settled === undefined ? [] : [part.settled])), ...settled],
    givenUp,
    again: gathered(parts.flatMap(({ again }) => (again === undefined ? [] : [again]))),
    ...(parts.some(({ again }) => again !== undefined && again.history !== "lost") && { pauseMs: PAUSE_MS }),
  };
};

/** Dataverse fails on a record that others write at the same moment: they are done a moment later. */
const PAUSE_MS = 1_000;

interface Part {
  readonly piece: Piece;
  readonly record: BulkRecord;
  readonly answer: BatchedResponse | undefined;
}

interface PartOutcome {
  readonly settled?: Settlement;
  readonly refusal?: Refusal;
  readonly again?: Piece;
}

const partOutcome = (writing: Writing, part: Part): PartOutcome => {
  const { piece, record, answer } = part;
  if (answer === undefined || answer.status < 300) {
    return { settled: writtenSingly(writing, part) };
  }
  const error = operationError(operationOnRecord(writing.sending, recordNumber(record.index)), answer);
  const verdict = verdictOn(writing.sending, { piece, record, error });
  switch (verdict) {
    case "isDone":
      return { settled: written(writing.sending, piece, record) };
    case "refused":
      return { refusal: { piece, record, error } };
    default:
      if (verdict === "notNow") {
        writing.throttled(askedFor(answer), error.code);
      }
      return { again: sentAgain(pieceOf(piece, { records: [record.index] }), verdict) };
  }
};

const writtenSingly = (writing: Writing, { piece, record, answer }: Part): Settlement => {
  const isNew = writing.sending.action === "create";
  const id = answer === undefined ? undefined : idIn(answer);
  if (isNew && id !== undefined && record.name !== undefined && id !== record.name) {
    writing.withholdIds();
  }
  const name = isNew ? (id ?? record.name) : (record.name ?? id);
  return written(writing.sending, piece, { ...record, name });
};

/** How long Dataverse asks to wait, in milliseconds; a second where it does not tell. */
const askedFor = ({ headers }: BatchedResponse): number =>
  retryAfterMs(headers, Date.parse(headers["date"] ?? "")) || PAUSE_MS;

/** Pieces in the same circumstances become one. */
const gathered = (pieces: readonly Piece[]): readonly Piece[] => {
  const byCircumstances = new Map<string, Piece>();
  for (const piece of pieces) {
    const { records, known, ...circumstances } = piece;
    const key = JSON.stringify({ ...circumstances, isKnown: known !== undefined });
    const others = byCircumstances.get(key)?.records ?? [];
    byCircumstances.set(key, { ...piece, records: [...others, ...records] });
  }
  return [...byCircumstances.values()];
};
