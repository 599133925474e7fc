import { operationError } from "../../batch/itemOutcome.ts";
import { chunksOf } from "../../chunks.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import { idsIn } from "../send/bulkMessage.ts";
import { type AnsweredMessage, sendInGroups } from "../send/inGroups.ts";
import { meaningOf } from "./failures.ts";
import { type Piece, type PieceOutcome, pieceOf } from "./piece.ts";
import { writtenTogether } from "./writeTogether.ts";
import { narrowed, type Writing } from "./writing.ts";

/** Sends the records of a piece in one batch of bulk messages: what a bad record takes back is narrowed down further. */
export const writeInGroups = async (
  writing: Writing,
  piece: Piece,
  records: readonly BulkRecord[],
): Promise<PieceOutcome> => {
  const groups = chunksOf(records, piece.perOperation);
  const answers = await sendInGroups(writing.sending, groups, piece.isFresh);
  const refused = answers.filter(isRefused);
  if (refused.some((group) => isNotTogether(writing, group))) {
    writing.grouping.notTogether();
  }
  writing.grouping.answered(answers.length, refused.length);
  const rest = refused.flatMap((group) => group.records.map(({ index }) => index));
  return {
    settled: answers
      .filter((group) => !isRefused(group))
      .flatMap(({ message, records: own, answer }) =>
        writtenTogether(writing, piece, { records: own, ids: idsIn(message, answer, own.length) }),
      ),
    again: rest.length > 0 ? [narrowed(writing, pieceOf(piece, { records: rest }))] : [],
  };
};

const isRefused = ({ answer }: AnsweredMessage): boolean => answer.status >= 300;

const isNotTogether = (writing: Writing, { message, answer }: AnsweredMessage): boolean =>
  meaningOf(operationError(message.operation, answer), writing) === "notTogether";
