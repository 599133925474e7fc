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

/** `now` in milliseconds. */
export const createPatience = (now: () => number): Patience => {
  let answers = 0;
  let inVain = 0;
  const outage = createOutage(now);
  const answersAtFirst = new WeakMap<readonly number[], number>();
  return {
    answered: () => {
      answers += 1;
      inVain = 0;
      outage.answered();
    },
    afterFailure: ({ records, tries }) => {
      const before = answersAtFirst.get(records) ?? answers;
      answersAtFirst.set(records, before);
      if (outage.isLasting()) {
        return "end";
      }
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

/** Many small pieces may be sent in vain by turns: so many failures in a row, over so long a time, say the same. */
const FAILURES_IN_A_ROW = MOST_TRIES * MOST_IN_VAIN;
const LONG_MS = 90_000;

const createOutage = (now: () => number) => {
  let failures = 0;
  let since = 0;
  return {
    answered: (): void => {
      failures = 0;
    },
    /** Counts one more failure. */
    isLasting: (): boolean => {
      since = failures === 0 ? now() : since;
      failures += 1;
      return failures >= FAILURES_IN_A_ROW && now() - since >= LONG_MS;
    },
  };
};
