import type { RecordTimes } from "../pace/pace.ts";
import { halvesOf, type Piece, pieceOf } from "./piece.ts";

/**
 * What a request weighs, in milliseconds of execution: service protection allows 6000 requests or 1,200,000 ms in a window
 * (Microsoft, "Service protection API limits"), so that one is as dear as 200 of the others.
 */
const REQUEST_MS = 1_200_000 / 6_000;

/**
 * How to find the bad records of a piece that was taken back because of them. One batch finds all of them in one request,
 * where halving takes two for every level, so small pieces go into a batch at once. But in a batch a record takes about
 * four times as long (Microsoft's sample of bulk operations): large pieces are halved first, as long as what that saves
 * outweighs its two requests. Halving once lets one half through, and the other fails after half of its records on average.
 */
export const narrowed = (piece: Piece, { together, singly }: RecordTimes): readonly Piece[] => {
  const { length } = piece.records;
  const inBatch = REQUEST_MS + length * singly;
  const halved = 2 * REQUEST_MS + 0.75 * length * together + REQUEST_MS + (length / 2) * singly;
  return length > 1 && halved < inBatch ? halvesOf(piece) : [pieceOf(piece, { singly: true })];
};
