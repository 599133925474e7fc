import { DataverseError, invalidInput } from "../../../errors.ts";
import type { Clock } from "../../../http/clock.ts";
import { backoff } from "../../../http/policies/retryStrategies.ts";
import type { BulkStop } from "../bulkCall.ts";
import { identityOf } from "../keys/recordIdentity.ts";
import { SINGLY, TOGETHER } from "../pace/perOperation.ts";
import type { Ledger } from "../report/ledger.ts";
import { numeral } from "../report/progress.ts";
import { type ChangeSetRefusal, sendChangeSet } from "../send/changeSet.ts";
import { type FailureMeaning, meaningOf } from "../write/failures.ts";
import { freshPiece, type Piece, pieceOf } from "../write/piece.ts";
import { written } from "../write/settlements.ts";
import { failed } from "../write/writeSingly.ts";
import { writeTogether } from "../write/writeTogether.ts";
import { recordsOf, type Writing } from "../write/writing.ts";

export interface AllOrNothing {
  readonly writing: Writing;
  readonly ledger: Ledger;
  /** Places of the records that can be sent. */
  readonly records: readonly number[];
  readonly together: boolean;
  readonly clock: Clock;
  readonly endsBy: number;
  readonly stopped: AbortSignal;
}

/** A change set takes no more (Microsoft, "Execute batch operations using the Web API"), and a bulk message is to be no larger. */
const MOST_RECORDS = 1000;

const NOTHING = "Nothing was written, because the call runs all or nothing.";

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
export const writeAllOrNothing = async (all: AllOrNothing): Promise<BulkStop | undefined> => {
  const { writing, ledger, records } = all;
  if (ledger.count("failed") > 0) {
    return { kind: "invalidInput", message: `${NOTHING} Some records cannot be sent.` };
  }
  const { settled, piece } = await writing.readFirst(
    freshPiece(records, canGoTogether(all) ? TOGETHER : SINGLY),
  );
  settled.forEach(ledger.settle);
  if (ledger.count("failed") > 0) {
    return { kind: "notFound", message: `${NOTHING} Some records do not exist.` };
  }
  let next: Attempt = { piece };
  while ("piece" in next && next.piece.records.length > 0) {
    next = await attempt(all, next.piece);
  }
  return "stop" in next ? next.stop : undefined;
};

/** UpdateMultiple passes over a record that comes twice, and UpsertMultiple refuses it. */
const canGoTogether = ({ writing: { recordAt }, records, together }: AllOrNothing): boolean => {
  const identities = records
    .map(recordAt)
    .map(({ key }) => (key === undefined ? undefined : identityOf(key)));
  return (
    together &&
    new Set(identities).size === identities.length &&
    !records.some((index) => recordAt(index).onlySingly)
  );
};

type Attempt = { readonly piece: Piece } | { readonly stop: BulkStop | undefined };

const attempt = async (all: AllOrNothing, piece: Piece): Promise<Attempt> => {
  try {
    return await (piece.isLost ? look(all, piece) : send(all, piece));
  } catch (error) {
    if (error instanceof DataverseError) {
      return afterFailure(all, piece, error);
    }
    throw error;
  }
};

const send = async ({ writing, ledger }: AllOrNothing, piece: Piece): Promise<Attempt> => {
  const records = recordsOf(writing, piece);
  const isChangeSet = piece.perOperation === SINGLY;
  const refusal = isChangeSet ? await sendChangeSet(writing.sending, records) : undefined;
  if (refusal !== undefined) {
    return afterRefusal({ writing, ledger }, piece, refusal);
  }
  const settled = isChangeSet
    ? records.map((record) => written(writing.sending, piece, record))
    : (await writeTogether(writing, piece, records)).settled;
  settled.forEach(ledger.settle);
  return { stop: undefined };
};

/** DuplicateRecord: of a new record that was sent before, it may be the record itself. */
const DUPLICATE = "0x80040237";

const afterRefusal = async (
  { writing, ledger }: Pick<AllOrNothing, "writing" | "ledger">,
  piece: Piece,
  { record, error }: ChangeSetRefusal,
): Promise<Attempt> => {
  if (writing.sending.action === "create" && error.code === DUPLICATE && !piece.isMissing) {
    return { piece: pieceOf(piece, { isLost: true }) };
  }
  const settlement = record === undefined ? undefined : await failed(writing, record, error);
  if (settlement !== undefined) {
    ledger.settle(settlement);
  }
  const { kind } = error;
  return { stop: { kind, message: `${NOTHING} ${settlement?.error?.message ?? error.message}` } };
};

/** All of the records were written, or none: a transaction leaves nothing in between. */
const look = async ({ writing, ledger }: AllOrNothing, piece: Piece): Promise<Attempt> => {
  const { settled, again } = await writing.lookForLost(piece);
  const [missing] = again;
  if (missing === undefined) {
    settled.forEach(ledger.settle);
    return { stop: undefined };
  }
  return { piece: pieceOf(piece, { isLost: false, isMissing: true }) };
};

/** How often it is tried, when something stands in the way that passes. */
const MOST_TRIES = 8;

const afterFailure = async (all: AllOrNothing, piece: Piece, error: DataverseError): Promise<Attempt> => {
  const { writing, ledger, clock, endsBy, stopped } = all;
  const meaning = meaningOf(error, false);
  if (piece.perOperation !== SINGLY && !piece.isLost && FOR_A_CHANGE_SET.has(meaning)) {
    return { piece: pieceOf(piece, { perOperation: SINGLY }) };
  }
  const next = meaning === "lost" ? inDoubt(all, piece) : pieceOf(piece, {});
  const tries = piece.tries + 1;
  const pauseMs = error.retryAfterMs ?? backoff({ number: tries, random: writing.random() });
  const isLasting = LASTING.has(meaning) || tries >= MOST_TRIES;
  if (isLasting || stopped.aborted || clock.now() + pauseMs > endsBy) {
    const isKnown = ledger.count("unknown") === 0;
    return { stop: { kind: error.kind, message: isKnown ? `${NOTHING} ${error.message}` : error.message } };
  }
  await clock.sleep(pauseMs, stopped);
  return { piece: pieceOf(next, { tries }) };
};

/** A change set may do where a bulk message does not, and tells more. */
const FOR_A_CHANGE_SET: ReadonlySet<FailureMeaning> = new Set(["notTogether", "tooMuch", "refused"]);

const LASTING: ReadonlySet<FailureMeaning> = new Set(["hopeless", "notTogether", "tooMuch", "refused"]);

const inDoubt = ({ writing, ledger }: AllOrNothing, piece: Piece): Piece => {
  for (const index of piece.records) {
    ledger.doubt(index, writing.recordAt(index).name);
  }
  const isLost = writing.sending.action === "create";
  return pieceOf(piece, { isLost, isDoubtful: true, isMissing: false });
};
