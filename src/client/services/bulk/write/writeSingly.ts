import type { DataverseError } from "../../../errors.ts";
import { idIn, operationError } from "../../batch/itemOutcome.ts";
import type { BatchedResponse } from "../../batch/sendBatch.ts";
import { type BulkRecord, recordNumber } from "../records/bulkRecord.ts";
import type { Settlement } from "../report/ledger.ts";
import { recordError } from "../report/recordError.ts";
import { operationOnRecord } from "../send/sending.ts";
import { sendSingly } from "../send/singly.ts";
import { type Piece, type PieceOutcome, pieceOf } from "./piece.ts";
import { written } from "./settlements.ts";
import type { Writing } from "./writing.ts";

/** How often a record is sent again that Dataverse failed on, rather than refused. */
const MOST_TRIES = 3;

/** How often a new record that is refused as a duplicate is looked for. */
const MOST_LOOKS = 4;

/** DuplicateRecord: a record with this primary key, or with other unique values, exists (Microsoft, "Web service error codes"). */
const DUPLICATE = "0x80040237";

/** Sends the records of a piece one by one in a batch, where each succeeds or fails by itself. */
export const writeSingly = async (
  writing: Writing,
  piece: Piece,
  records: readonly BulkRecord[],
): Promise<PieceOutcome> => {
  const answers = await sendSingly(writing.sending, records, piece.isFresh);
  const parts = await Promise.all(
    records.map((record, place) => partOutcome(writing, { piece, record, answer: answers[place] })),
  );
  return {
    settled: parts.flatMap(({ settled }) => (settled === undefined ? [] : [settled])),
    again: gathered(parts.flatMap(({ again }) => (again === undefined ? [] : [again]))),
    ...(parts.some(({ again }) => again !== undefined && !again.isLost) && { pauseMs: PAUSE_MS }),
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
  readonly again?: Piece;
}

const partOutcome = async (writing: Writing, part: Part): Promise<PartOutcome> => {
  const { piece, record, answer } = part;
  if (answer === undefined || answer.status < 300) {
    const name = record.name ?? (answer === undefined ? undefined : idIn(answer));
    return { settled: written(writing.sending, piece, { ...record, name }) };
  }
  const operation = operationOnRecord(writing.sending, recordNumber(record.index));
  const error = operationError(operation, answer);
  const records = [record.index];
  if (wasDeletedBefore(writing, part, error)) {
    return { settled: written(writing.sending, piece, record) };
  }
  if (mayBeThere(writing, part, error)) {
    return { again: pieceOf(piece, { records, isLost: true, tries: piece.tries + 1 }) };
  }
  if (appeared(writing, part, error)) {
    return { again: pieceOf(piece, { records, known: undefined, tries: piece.tries + 1 }) };
  }
  if ((error.kind === "serverError" || error.kind === "throttled") && piece.tries + 1 < MOST_TRIES) {
    return { again: pieceOf(piece, { records, tries: piece.tries + 1 }) };
  }
  return { settled: await failed(writing, record, error) };
};

/** A record that is missing after an attempt that may have deleted it was deleted by that attempt. */
const wasDeletedBefore = ({ sending }: Writing, { piece, record }: Part, { kind }: DataverseError): boolean =>
  sending.action === "delete" && kind === "notFound" && (piece.isDoubtful || record.mayBeDone);

/**
 * A new record whose id was chosen here, or that was sent before, may be the duplicate itself: then it has been written.
 * One that was looked for and not found can only turn up when it was sent before.
 */
const mayBeThere = ({ sending }: Writing, { piece, record }: Part, { code }: DataverseError): boolean =>
  sending.action === "create" &&
  code === DUPLICATE &&
  (piece.isDoubtful || record.mayBeDone ? piece.tries < MOST_LOOKS : !record.hasGivenId && !piece.isMissing);

/** How often an upsert looks again for a record that it did not find and could not create. */
const MOST_TURNS = 10;

/** DuplicateRecordEntityKey: a record that an upsert did not find has been created since it looked. */
const KEY_IS_TAKEN = "0x80060892";

const appeared = ({ sending }: Writing, { piece, record }: Part, { code }: DataverseError): boolean =>
  sending.action === "upsert" &&
  piece.known?.get(record.index)?.exists === false &&
  (code === KEY_IS_TAKEN || code === DUPLICATE) &&
  piece.tries < MOST_TURNS;

/** The settlement of a record that was refused. */
export const failed = async (
  { sending, suggest }: Pick<Writing, "sending" | "suggest">,
  record: BulkRecord,
  error: DataverseError,
): Promise<Settlement> => ({
  index: record.index,
  status: "failed",
  ...(sending.action !== "create" && { id: record.name }),
  error: recordError(await suggest(error), record, sending.table),
});

/** Pieces in the same circumstances become one. */
const gathered = (pieces: readonly Piece[]): readonly Piece[] => {
  const byCircumstances = new Map<string, Piece>();
  for (const piece of pieces) {
    const { records, known: _, ...circumstances } = piece;
    const key = JSON.stringify(circumstances);
    const others = byCircumstances.get(key)?.records ?? [];
    byCircumstances.set(key, { ...piece, records: [...others, ...records] });
  }
  return [...byCircumstances.values()];
};
