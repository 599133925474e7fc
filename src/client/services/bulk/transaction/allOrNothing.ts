import { invalidInput } from "../../../errors.ts";
import type { BulkStop } from "../bulkCall.ts";
import { SINGLY, TOGETHER } from "../pace/perOperation.ts";
import { numeral } from "../report/progress.ts";
import { freshPiece } from "../write/piece.ts";
import { attempt } from "./attempt.ts";
import { type Next, nothingWritten, type Transaction } from "./transaction.ts";
import { type Twins, twinsIn } from "./twins.ts";

/** A change set takes no more (Microsoft, "Execute batch operations using the Web API"), and a bulk message is to be no larger. */
const MOST_RECORDS = 1000;

/** Refuses what no single transaction can do, before anything is sent. */
export const checkAllOrNothing = (isElastic: boolean, records: number): void => {
  if (isElastic) {
    throw invalidInput(
      "All or Nothing cannot be used with this table: it is an elastic table, and those have no transactions. Set it to false, and look at the status of each record in the result.",
    );
  }
  if (records > MOST_RECORDS) {
    throw invalidInput(
      `All or Nothing takes up to ${numeral(MOST_RECORDS)} records, because Dataverse carries out no more in one transaction, but Records holds ${numeral(records)}. Set it to false, or hand over fewer records at a time.`,
    );
  }
};

/**
 * Writes all records in one transaction: in a bulk message where the table takes it, otherwise, or when that is refused, in
 * a change set, which tells what record it failed on. Gives why nothing was written.
 */
export const writeAllOrNothing = async (all: Transaction): Promise<BulkStop | undefined> => {
  const { ledger, records } = all;
  if (ledger.count("failed") > 0) {
    return stopIn(
      nothingWritten({ ledger, records }, [], {
        kind: "invalidInput",
        message: "Some records cannot be sent.",
      }),
    );
  }
  const twins = twinsIn(records.map(all.writing.recordAt));
  let next: Next = { piece: freshPiece(records, canGoTogether(all, twins) ? TOGETHER : SINGLY) };
  while ("piece" in next && next.piece.records.length > 0) {
    next = await attempt(all, next.piece, twins);
  }
  return stopIn(next);
};

const stopIn = (next: Next): BulkStop | undefined => ("stop" in next ? next.stop : undefined);

/** UpdateMultiple passes over a record that comes twice, and UpsertMultiple refuses it. */
const canGoTogether = ({ together, records, writing: { recordAt } }: Transaction, twins: Twins): boolean =>
  together && twins.size === 0 && !records.some((index) => recordAt(index).onlySingly);
