import { DataverseError } from "../../../errors.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import { compareWithSent } from "./existingRecords.ts";
import { givenUp, UNRESOLVED } from "./givenUp.ts";
import type { Piece, PieceOutcome } from "./piece.ts";
import { failed, written } from "./settlements.ts";
import type { Refusal } from "./verdict.ts";
import type { Writing } from "./writing.ts";

/**
 * What becomes of records that were refused each by itself. After an attempt without an answer that is not all there is to
 * know: that attempt may have changed the record, and it may be the reason why a second one is refused.
 */
export const afterRefusal = async (
  writing: Writing,
  piece: Piece,
  refusals: readonly Refusal[],
): Promise<Pick<PieceOutcome, "settled" | "givenUp">> => {
  const { sending } = writing;
  const isAsSent = await holdsWhatWasSent(writing, piece, refusals);
  const done = refusals.filter(({ record }) => isAsSent(record));
  const others = refusals.filter(({ record }) => !isAsSent(record));
  const [inDoubt, clear] = [others.filter(isUnclear), others.filter((refusal) => !isUnclear(refusal))];
  return {
    settled: [
      ...done.map(({ record }) => written(sending, piece, record)),
      ...(await Promise.all(clear.map(({ record, error }) => failed(writing, record, error)))),
    ],
    givenUp: inDoubt.map(({ record, error }) => givenUp(sending, record, { what: UNRESOLVED, cause: error })),
  };
};

/** That Dataverse failed on a record says nothing about an earlier attempt. */
const isUnclear = ({ piece, error }: Refusal): boolean =>
  piece.history !== "unsent" && error.kind === "serverError";

/** Whether changes without an answer were made after all. */
const holdsWhatWasSent = async (
  { sending, recordAt }: Writing,
  { history }: Piece,
  refusals: readonly Refusal[],
): Promise<(record: BulkRecord) => boolean> => {
  const changes = sending.action === "update" || sending.action === "upsert";
  if (history !== "inDoubt" || !changes) {
    return () => false;
  }
  try {
    const isAsSent = await compareWithSent(
      sending,
      refusals.map(({ record }) => recordAt(record.index)),
    );
    return ({ index }) => isAsSent(recordAt(index));
  } catch (error) {
    if (error instanceof DataverseError) {
      sending.context.log.debug("It could not be looked whether refused records hold what was sent.", {
        reason: error.message,
      });
      return () => false;
    }
    throw error;
  }
};
