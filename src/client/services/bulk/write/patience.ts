import type { Piece } from "./piece.ts";

/** Tells a piece that cannot be written from a service that cannot be reached. */
export interface Patience {
  /** Records were written or refused: the service is there. */
  readonly answered: () => void;
  /** The piece was sent in vain once more: whether to send it again, to look for the fault within it, or to give up all. */
  readonly afterFailure: (piece: Piece) => "again" | "divide" | "end";
}

/** How often a piece is sent for reasons that pass: about a minute with the pauses in between. */
const MOST_TRIES = 8;

/** How often a part of a piece is sent that was sent that often. */
const TRIES_OF_PARTS = 2;

/** After so many pieces in a row that were sent in vain, without any answer in between, the service is not there. */
const MOST_IN_VAIN = 3;

/** The number of tries with which the parts of a piece start that was sent in vain. */
export const TRIED_BEFORE = MOST_TRIES - TRIES_OF_PARTS;

export const createPatience = (): Patience => {
  let answers = 0;
  let inVain = 0;
  const answersAtFirst = new WeakMap<readonly number[], number>();
  return {
    answered: () => {
      answers += 1;
      inVain = 0;
    },
    afterFailure: ({ records, tries }) => {
      const before = answersAtFirst.get(records) ?? answers;
      answersAtFirst.set(records, before);
      if (tries < MOST_TRIES) {
        return "again";
      }
      inVain += 1;
      const isOwnFault = answers > before || (records.length === 1 && answers > 0 && inVain === 1);
      if (isOwnFault || (records.length > 1 && inVain < MOST_IN_VAIN)) {
        return "divide";
      }
      return "end";
    },
  };
};
