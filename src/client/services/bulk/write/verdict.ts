import type { Sending } from "../send/sending.ts";
import { type Piece, pieceOf } from "./piece.ts";
import { mayBeDone, type Refusal } from "./refusal.ts";

/**
 * What the refusal of a record by itself means, in the light of what was sent before:
 * - `isDone`: an earlier attempt has done what was asked;
 * - `mayBeThere`: a new record may be the duplicate itself, so it is looked for;
 * - `appeared`: a record that an upsert did not find has been created since, so it is read again;
 * - `passes`: Dataverse failed, which may pass;
 * - `notNow`: a limit was met, which passes;
 * - `refused`: it is to stay as it is.
 */
export type Verdict = "isDone" | "mayBeThere" | "appeared" | "passes" | "notNow" | "refused";

/** A verdict after which the record is sent again. */
type SecondChance = Exclude<Verdict, "isDone" | "refused">;

/** How often a record is sent that Dataverse fails on, rather than refuses. */
const MOST_TRIES = 3;

/** How often a new record that is refused as a duplicate is looked for. */
const MOST_LOOKS = 4;

/** How often an upsert looks again for a record that it did not find and could not create: it may be hidden from this user. */
const MOST_TURNS = 3;

/** DuplicateRecord: a record with this primary key, or with other unique values, exists (Microsoft, "Web service error codes"). */
const DUPLICATE = "0x80040237";

/** DuplicateRecordEntityKey: a record with these values of an alternate key exists (the same). */
const KEY_IS_TAKEN = "0x80060892";

export const verdictOn = ({ action }: Sending, refusal: Refusal): Verdict => {
  const { piece, error } = refusal;
  if (action === "delete" && wasDeletedBefore(refusal)) {
    return "isDone";
  }
  if (action === "create" && mayBeThere(refusal)) {
    return "mayBeThere";
  }
  if (action === "upsert" && appeared(refusal)) {
    return "appeared";
  }
  if (error.kind === "throttled") {
    return "notNow";
  }
  return error.kind === "serverError" && piece.tries + 1 < MOST_TRIES ? "passes" : "refused";
};

/** A record that is missing after an attempt that may have deleted it was deleted by that attempt. */
const wasDeletedBefore = (refusal: Refusal): boolean =>
  refusal.error.kind === "notFound" && mayBeDone(refusal);

/** An id that was chosen here is taken by nobody else; one of the caller may be, unless it was sent before. */
const mayBeThere = (refusal: Refusal): boolean => {
  const { piece, record, error } = refusal;
  const isChosen = !record.hasGivenId && record.key !== undefined;
  return error.code === DUPLICATE && piece.looks < MOST_LOOKS && (isChosen || mayBeDone(refusal));
};

const appeared = ({ piece, record, error }: Refusal): boolean =>
  piece.known?.get(record.index)?.exists === false &&
  (error.code === KEY_IS_TAKEN || error.code === DUPLICATE) &&
  piece.looks < MOST_TURNS;

/** The piece after such a verdict. */
export const sentAgain = (piece: Piece, verdict: SecondChance): Piece => {
  switch (verdict) {
    case "mayBeThere":
      return pieceOf(piece, { history: "lost" });
    case "appeared":
      return pieceOf(piece, { known: undefined, looks: piece.looks + 1 });
    case "passes":
      return pieceOf(piece, { tries: piece.tries + 1 });
    case "notNow":
      return pieceOf(piece, {});
  }
};
