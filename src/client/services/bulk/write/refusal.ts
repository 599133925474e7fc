import type { DataverseError } from "../../../errors.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import type { Piece } from "./piece.ts";

/** A record that was refused by itself. */
export interface Refusal {
  readonly piece: Piece;
  readonly record: BulkRecord;
  readonly error: DataverseError;
}

/** That Dataverse failed, or that something in between refused, says nothing about an earlier attempt. */
export const isReason = ({ kind, code }: DataverseError): boolean =>
  kind !== "serverError" && code !== undefined;

/** An earlier attempt, in this call or in another one, may have done what was asked. */
export const mayBeDone = ({ piece, record }: Pick<Refusal, "piece" | "record">): boolean =>
  piece.history !== "unsent" || record.mayBeDone;
