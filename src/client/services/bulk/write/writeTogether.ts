import type { DataverseError } from "../../../errors.ts";
import { SINGLY } from "../pace/perOperation.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import type { Settlement } from "../report/ledger.ts";
import { sendTogether } from "../send/together.ts";
import { doubtful, type Piece, type PieceOutcome, pieceOf } from "./piece.ts";
import { written } from "./settlements.ts";
import { recordsOf, type Writing } from "./writing.ts";

/** Sends the records of a piece in one bulk message. */
export const writeTogether = async (
  writing: Writing,
  piece: Piece,
  records: readonly BulkRecord[],
): Promise<PieceOutcome> => {
  const ids = await sendTogether(writing.sending, records, piece.isFresh);
  return { settled: writtenTogether(writing, piece, { records, ids }), again: [] };
};

export interface WrittenTogether {
  readonly records: readonly BulkRecord[];
  /** Of new records, in their order. */
  readonly ids: readonly string[] | undefined;
}

/** The settlements of records that a bulk message wrote. */
export const writtenTogether = (
  writing: Writing,
  piece: Piece,
  { records, ids }: WrittenTogether,
): readonly Settlement[] => {
  const named = records.map((record, place) => ({ ...record, name: ids?.[place] ?? record.name }));
  if (named.some(({ name, key }) => writing.sending.action === "create" && !isNamedBy(key, name))) {
    writing.withholdIds();
  }
  return named.map((record) => written(writing.sending, piece, record));
};

/** False where Dataverse made another id than the one it was given. */
const isNamedBy = (key: BulkRecord["key"], name: string | undefined): boolean =>
  key?.kind !== "id" || key.id === name;

/** A bulk message on an elastic table is no transaction: what it did is kept, and the rest is sent once more, one by one. */
export const afterPartialSuccess = (writing: Writing, piece: Piece, error: DataverseError): PieceOutcome => {
  const statuses = new Map(error.recordStatuses?.map(({ index, status }) => [index, status]));
  const went = (place: number): boolean => (statuses.get(place) ?? Number.POSITIVE_INFINITY) < 300;
  const records = recordsOf(writing, piece);
  const untold = piece.records.filter((_, place) => !statuses.has(place));
  const refused = piece.records.filter((_, place) => statuses.has(place) && !went(place));
  return {
    settled: records
      .filter((_, place) => went(place))
      .map((record) => written(writing.sending, piece, record)),
    again: [
      pieceOf(piece, { records: refused, perOperation: SINGLY }),
      doubtful(writing.sending.action, pieceOf(piece, { records: untold, perOperation: SINGLY })),
    ].filter(({ records: some }) => some.length > 0),
  };
};
