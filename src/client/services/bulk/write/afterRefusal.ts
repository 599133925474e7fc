import { parted } from "../../parted.ts";
import { givenUp, UNRESOLVED } from "./givenUp.ts";
import type { Piece, PieceOutcome } from "./piece.ts";
import { isReason, mayBeDone, type Refusal } from "./refusal.ts";
import { lookAgain } from "./secondLook.ts";
import { failed } from "./settlements.ts";
import type { Writing } from "./writing.ts";

/**
 * What becomes of records that were refused each by itself. After an attempt without an answer, in this call or in an earlier
 * one, that is not all there is to know: that attempt may have written the record, and it may be the reason why a second one
 * is refused.
 */
export const afterRefusal = async (
  writing: Writing,
  piece: Piece,
  refusals: readonly Refusal[],
): Promise<Required<Pick<PieceOutcome, "settled" | "givenUp">>> => {
  const { sending } = writing;
  const look = await lookAgain(writing, piece, refusals);
  const found = new Set([...look.settled, ...look.givenUp].map(({ index }) => index));
  const others = refusals.filter(({ record }) => !found.has(record.index));
  const isUnclear = (refusal: Refusal): boolean =>
    look.failedFor(refusal.record) || (!isReason(refusal.error) && mayBeDone(refusal));
  const [unclear, clear] = parted(others, isUnclear);
  return {
    settled: [
      ...look.settled,
      ...(await Promise.all(clear.map(({ record, error }) => failed(writing, record, error)))),
    ],
    givenUp: [
      ...look.givenUp,
      ...unclear.map(({ record, error }) => givenUp(sending, record, { what: UNRESOLVED, cause: error })),
    ],
  };
};
