import { DataverseError } from "../../../errors.ts";
import { idIn } from "../../batch/itemOutcome.ts";
import { SINGLY } from "../pace/perOperation.ts";
import { type ChangeSetRefusal, sendChangeSet } from "../send/changeSet.ts";
import { readExisting } from "../write/existingRecords.ts";
import { type FailureMeaning, meaningOf } from "../write/failures.ts";
import { doubtful, type GivenUp, type Piece, pieceOf } from "../write/piece.ts";
import { written } from "../write/settlements.ts";
import { sentAgain, verdictOn } from "../write/verdict.ts";
import { writeTogether } from "../write/writeTogether.ts";
import { recordsOf } from "../write/writing.ts";
import {
  allWritten,
  ended,
  later,
  type Next,
  nothingWritten,
  refused,
  type Transaction,
} from "./transaction.ts";
import { type Twins, unitedTwins, withFirsts } from "./twins.ts";

/** Takes the transaction a step further: finds out what became of it, or sends it. */
export const attempt = async (all: Transaction, piece: Piece, twins: Twins): Promise<Next> => {
  try {
    return await (piece.history === "lost" ? look(all, piece) : readAndSend(all, piece, twins));
  } catch (error) {
    if (error instanceof DataverseError) {
      return afterFailure(all, piece, error);
    }
    throw error;
  }
};

/** What one record changes, another of the same key may change back: they are sent as they are. */
const readAndSend = async (all: Transaction, given: Piece, twins: Twins): Promise<Next> => {
  const { settled, piece: read } = await all.writing.readFirst(given, withFirsts(twins));
  const missing = settled.filter(({ status }) => status === "failed");
  if (missing.length > 0) {
    return nothingWritten(all, missing, { kind: "notFound", message: "Some records do not exist." });
  }
  settled.forEach(all.ledger.settle);
  const piece = pieceOf(read, { known: knownWithTwins(read.known, twins) });
  return piece.records.length === 0 ? { stop: undefined } : send(all, piece, twins);
};

/** What the first record of a key has created exists when the next one comes. */
const knownWithTwins = (known: Piece["known"], twins: Twins): Piece["known"] =>
  known &&
  new Map([...known].map(([index, one]) => [index, twins.has(index) ? { ...one, exists: true } : one]));

const send = async (all: Transaction, piece: Piece, twins: Twins): Promise<Next> => {
  const { writing, ledger } = all;
  const records = recordsOf(writing, piece);
  try {
    if (piece.perOperation !== SINGLY) {
      const { settled } = await writeTogether(writing, piece, records);
      settled.forEach(ledger.settle);
      return { stop: undefined };
    }
    const outcome = await sendChangeSet(writing.sending, unitedTwins(records, twins));
    return "refusal" in outcome
      ? await afterRefusal(all, piece, outcome.refusal)
      : allWritten(all, piece, outcome.answers.map(idIn));
  } catch (error) {
    if (error instanceof DataverseError) {
      return afterFailure(all, piece, error);
    }
    throw error;
  }
};

const afterRefusal = async (
  all: Transaction,
  piece: Piece,
  { record, error }: ChangeSetRefusal,
): Promise<Next> => {
  const { sending } = all.writing;
  const verdict = record === undefined ? "refused" : verdictOn(sending, { piece, record, error });
  switch (verdict) {
    case "isDone":
      return afterDeleted(all, piece, { record, error });
    case "mayBeThere":
    case "appeared":
      return { piece: sentAgain(piece, verdict) };
    case "passes":
    case "notNow":
      return later(all, piece, error);
    case "refused":
      return meaningOf(error, inProgress(all)) === "passing"
        ? later(all, piece, error)
        : refused(all, piece, { error, record });
  }
};

/** A privilege that is missing ends it in any case. */
const inProgress = ({ writing: { sending } }: Transaction) => ({ sending, isFirst: () => false });

/**
 * A record that was to be deleted is not there: an earlier attempt of this transaction deleted all of them, or an earlier
 * call has deleted this one.
 */
const afterDeleted = async (
  all: Transaction,
  piece: Piece,
  { record, error }: ChangeSetRefusal,
): Promise<Next> => {
  const { writing, ledger } = all;
  if (piece.history === "inDoubt" && (await areGone(all, piece))) {
    return allWritten(all, piece);
  }
  if (record === undefined || !record.mayBeDone) {
    return refused(all, pieceOf(piece, { history: "unsent" }), { error, record });
  }
  ledger.settle(written(writing.sending, piece, record));
  const records = piece.records.filter((index) => index !== record.index);
  return { piece: pieceOf(piece, { records, history: "unsent" }) };
};

const areGone = async ({ writing }: Transaction, piece: Piece): Promise<boolean> => {
  const records = recordsOf(writing, piece);
  const existing = await readExisting(writing.sending, records);
  return records.every((record) => existing(record) === undefined);
};

/**
 * Whether the new records of a transaction without an answer are there: all of them or none. Those that an earlier call may
 * have created are there or not each by itself, so what is missing is sent without them.
 */
const look = async (all: Transaction, piece: Piece): Promise<Next> => {
  const { settled, again, givenUp = [] } = await all.writing.lookForLost(piece);
  const existing = settled.filter(({ status }) => status === "failed");
  if (existing.length > 0) {
    const message = existing[0]?.error?.message ?? "";
    return nothingWritten(all, existing, { kind: "duplicate", message });
  }
  settled.forEach(all.ledger.settle);
  if (givenUp.length > 0) {
    return inDoubt(all, givenUp);
  }
  const [missing] = again;
  return missing === undefined ? { stop: undefined } : { piece: missing };
};

const inDoubt = ({ writing, ledger }: Transaction, givenUp: readonly GivenUp[]): Next => {
  for (const { index, error } of givenUp) {
    ledger.doubt(index, { id: writing.recordAt(index).name, error });
  }
  const { kind = "unreachable", message = "" } = givenUp[0]?.error ?? {};
  return { stop: { kind, message } };
};

/** A change set may do where a bulk message does not, and tells more. */
const FOR_A_CHANGE_SET: ReadonlySet<FailureMeaning> = new Set(["notTogether", "tooMuch", "refused"]);

const afterFailure = async (all: Transaction, piece: Piece, error: DataverseError): Promise<Next> => {
  const { writing, ledger } = all;
  const meaning = meaningOf(error, inProgress(all));
  if (piece.perOperation !== SINGLY && piece.history !== "lost" && FOR_A_CHANGE_SET.has(meaning)) {
    return { piece: pieceOf(piece, { perOperation: SINGLY }) };
  }
  switch (meaning) {
    case "lost":
      for (const index of piece.records) {
        ledger.doubt(index, { id: writing.recordAt(index).name });
      }
      return later(all, doubtful(writing.sending.action, piece), error);
    case "notNow":
    case "passing":
      return later(all, piece, error);
    default:
      return piece.history === "lost" ? ended(all, error) : refused(all, piece, { error });
  }
};
