import type { DataverseError } from "../../../errors.ts";
import type { Clock } from "../../../http/clock.ts";
import { backoff } from "../../../http/policies/retryStrategies.ts";
import type { BulkStop } from "../bulkCall.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import type { Ledger, Settlement } from "../report/ledger.ts";
import { recordError } from "../report/recordError.ts";
import { type Piece, pieceOf } from "../write/piece.ts";
import { failed, written } from "../write/settlements.ts";
import { recordsOf, type Writing } from "../write/writing.ts";

/** All records of a call, to be written in one transaction. */
export interface Transaction {
  readonly writing: Writing;
  readonly ledger: Ledger;
  /** Places of the records that can be sent. */
  readonly records: readonly number[];
  /** Whether the table takes bulk messages. */
  readonly together: boolean;
  readonly clock: Clock;
  readonly endsBy: number;
  readonly stopped: AbortSignal;
}

/** What comes next: the piece is sent, again or in another way; or it is over, and why nothing was written. */
export type Next = { readonly piece: Piece } | { readonly stop: BulkStop | undefined };

const NOTHING = "Nothing was written, because the call runs all or nothing.";
const IN_DOUBT = "An earlier attempt got no answer, so it is not known whether the records were written.";

/** A transaction leaves nothing in between: either all of its records were written or none. `ids` are in their order. */
export const allWritten = (
  { writing, ledger }: Transaction,
  piece: Piece,
  ids: readonly (string | undefined)[] = [],
): Next => {
  for (const [place, record] of recordsOf(writing, piece).entries()) {
    const isNew = writing.sending.action === "create";
    const name = isNew ? (ids[place] ?? record.name) : record.name;
    ledger.settle(written(writing.sending, piece, { ...record, name }));
  }
  return { stop: undefined };
};

/** Ends because of these records; all others were certainly not written. */
export const nothingWritten = (
  { ledger, records }: Pick<Transaction, "ledger" | "records">,
  settled: readonly Settlement[],
  { kind, message }: BulkStop,
): Next => {
  for (const index of records) {
    ledger.clear(index);
  }
  settled.forEach(ledger.settle);
  return { stop: { kind, message: `${NOTHING} ${message}` } };
};

/** Ends because Dataverse refuses the records, or one of them. */
export const refused = async (
  all: Transaction,
  piece: Piece,
  { error, record }: { readonly error: DataverseError; readonly record?: BulkRecord | undefined },
): Promise<Next> => {
  const { writing, ledger } = all;
  const settlement = record === undefined ? undefined : await failed(writing, record, error);
  const stop = { kind: error.kind, message: settlement?.error?.message ?? error.message };
  if (piece.history !== "inDoubt") {
    return nothingWritten(all, settlement === undefined ? [] : [settlement], stop);
  }
  if (record !== undefined) {
    const { table } = writing.sending;
    ledger.doubt(record.index, { id: record.name, error: recordError(error, record, table) });
  }
  return { stop: { ...stop, message: `${stop.message} ${IN_DOUBT}` } };
};

/** How often it is tried, when something stands in the way that passes. */
const MOST_TRIES = 8;

/** Sends the piece again after a pause, unless that is in vain or there is no time for it. */
export const later = async (all: Transaction, piece: Piece, error: DataverseError): Promise<Next> => {
  const { writing, clock, endsBy, stopped } = all;
  const tries = piece.tries + 1;
  const pauseMs = error.retryAfterMs ?? backoff({ number: tries, random: writing.random() });
  if (tries >= MOST_TRIES || stopped.aborted || clock.now() + pauseMs > endsBy) {
    return ended(all, error);
  }
  await clock.sleep(pauseMs, stopped);
  return { piece: pieceOf(piece, { tries }) };
};

/** An earlier call may have written some of the records, and left the others. */
const nothing = (ledger: Ledger): string =>
  ledger.count("succeeded") === 0 ? NOTHING : NOTHING.replace("Nothing was", "Nothing more was");

/** Ends because of something that is not in the records. */
export const ended = ({ ledger }: Pick<Transaction, "ledger">, { kind, message }: DataverseError): Next => ({
  stop: { kind, message: ledger.count("unknown") === 0 ? `${nothing(ledger)} ${message}` : message },
});
