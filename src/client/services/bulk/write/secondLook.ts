import { DataverseError } from "../../../errors.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import { compareWithSent } from "./existingRecords.ts";
import { type Piece, type PieceOutcome, pieceOf } from "./piece.ts";
import { isReason, type Refusal } from "./refusal.ts";
import { written } from "./settlements.ts";
import type { Writing } from "./writing.ts";

/** What reading says about records that were refused. */
export interface SecondLook extends Required<Pick<PieceOutcome, "settled" | "givenUp">> {
  /** Records that were to be read and could not be. */
  readonly failedFor: (record: BulkRecord) => boolean;
}

/** Reads those records that an earlier attempt may have written: in this call, in an earlier one, or when the step ran before. */
export const lookAgain = async (
  writing: Writing,
  piece: Piece,
  refusals: readonly Refusal[],
): Promise<SecondLook> => {
  const { action } = writing.sending;
  if (action === "delete") {
    return NOTHING;
  }
  const wanted = refusals.filter(action === "create" ? mayExist : mayBeChanged);
  if (wanted.length === 0) {
    return NOTHING;
  }
  const records = wanted.map(({ record }) => record.index);
  try {
    return await (action === "create" ? lookForNew : lookForChanges)(writing, pieceOf(piece, { records }));
  } catch (error) {
    if (error instanceof DataverseError) {
      const { log } = writing.sending.context;
      log.debug("It could not be looked what became of refused records.", { reason: error.message });
      const unread = new Set(records);
      return { ...NOTHING, failedFor: ({ index }) => unread.has(index) };
    }
    throw error;
  }
};

const NOTHING: SecondLook = { settled: [], givenUp: [], failedFor: () => false };

/** The id of a new record is chosen anew for each execution, but not when a step runs again. */
const mayExist = ({ piece, record, error }: Refusal): boolean => {
  if (record.key === undefined || record.mayBeDone) {
    return record.mayBeDone;
  }
  const wasSent = piece.history !== "unsent";
  return isReason(error) ? wasSent && error.kind === "duplicate" : wasSent || !record.hasGivenId;
};

const mayBeChanged = ({ piece }: Refusal): boolean => piece.history === "inDoubt";

const lookForNew = async ({ lookForLost }: Writing, piece: Piece): Promise<SecondLook> => {
  const { settled, givenUp = [] } = await lookForLost(piece);
  return { ...NOTHING, settled, givenUp };
};

/** A record that holds what was sent was written after all, or needed no writing. */
const lookForChanges = async ({ sending, recordAt }: Writing, piece: Piece): Promise<SecondLook> => {
  const records = piece.records.map(recordAt);
  const isAsSent = await compareWithSent(sending, records);
  const settled = records.filter(isAsSent).map((record) => written(sending, piece, record));
  return { ...NOTHING, settled };
};
