import type { RecordKey } from "../../../odata/recordKey.ts";
import type { JsonObject } from "../../jsonObject.ts";

/** One record of a call, read and ready to be sent. */
export interface BulkRecord {
  /** Its place in the list, counted from 0. */
  readonly index: number;
  /** What names it; of a new record the id it will have, unless its table makes ids itself. */
  readonly key: RecordKey | undefined;
  /** The key as results show it: the GUID, or the alternate key as it was given. */
  readonly name: string | undefined;
  /** Of an elastic table: the partition it is in, where it was given. */
  readonly partition: string | undefined;
  /** What to write, without the key. */
  readonly values: JsonObject;
  /** A new record whose id the caller gave: it may have been there before. */
  readonly hasGivenId: boolean;
  /** An earlier call sent it, and no answer came. */
  readonly mayBeDone: boolean;
  /** When that call began, by the server's clock, in milliseconds; for a new record with an id of the caller. */
  readonly sentSince: number | undefined;
  /** It cannot go in a bulk message: it brings related records, or a key that they do not take. */
  readonly onlySingly: boolean;
}

/**
 * The mark of a record that an earlier call, or an earlier run of the step, may have dealt with: see `BulkReport.remaining`.
 * Of a new record whose id the caller gave it tells when that call began, since a record that is older was there before;
 * otherwise it is true.
 */
export const MAY_BE_DONE = "@mayBeDone";

/** When the call that left the mark began, in milliseconds; undefined where the mark does not tell. */
export const sentSince = (mark: unknown): number | undefined => {
  const time = typeof mark === "string" ? Date.parse(mark) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
};

/** The mark is there, as it was given back or as text. */
export const isMarked = (mark: unknown): boolean =>
  mark === true || mark === "true" || sentSince(mark) !== undefined;

/** What sentences call the record. */
export const recordNumber = (index: number): string => `record ${index + 1}`;
