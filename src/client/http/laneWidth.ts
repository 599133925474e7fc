import type { LatencyGauge } from "./latencyGauge.ts";

/** How many requests may be under way at once, as it is learnt from answers. */
export interface LaneWidth {
  readonly now: () => number;
  /** The recommended width is not reached, and nothing has spoken against it yet. */
  readonly isStarting: () => boolean;
  /** What Dataverse recommends. */
  readonly recommend: (requests: number) => void;
  /** A request ended whose time the gauge has been told. */
  readonly answered: () => void;
  /** The execution time of a window is used up: requests that wait for others inside of the service use it up for nothing. */
  readonly exhausted: () => void;
  /** Dataverse refused a request for being one too many. */
  readonly refused: (at: number) => void;
}

/** What it starts with, and keeps to while nothing is recommended. */
const FIRST_WIDTH = 8;

/** Requests that were refused for one and the same crowd. */
const SAME_CROWD_MS = 1_000;

/** After so many calm rounds, a width that was too much once is tried again: others may have left. */
const CALM_ROUNDS = 20;

/**
 * Steps of half of the width, as long as there never was a crowd: by one a round it would take minutes to get to 40. The
 * answers of a round were mostly begun in the round before, so that every other one is let pass.
 */
const createStart = (gauge: LatencyGauge) => {
  let isOver = false;
  let isSettling = false;
  return {
    end: (): void => {
      isOver = true;
    },
    isOver: (): boolean => isOver,
    step: (width: number): number | undefined => {
      isOver ||= !gauge.hasRoom(width);
      isSettling = !isSettling;
      return isOver ? undefined : isSettling ? 0 : Math.ceil(width / 2);
    },
  };
};

/** One more or less, as requests wait for each other. */
const calmStep = (gauge: LatencyGauge, width: number): number =>
  gauge.isCrowded(width) ? -1 : gauge.hasRoom(width) ? 1 : 0;

/**
 * Widens by one each round (as many answers as it is wide) up to the recommended parallelism, as long as records do not
 * take longer than when it was calm: above what an environment can take, "performance becomes worse" (Microsoft, "Send
 * parallel requests") long before the first 429. It narrows by one when they do, and to one half when Dataverse refuses.
 */
export const createLaneWidth = (gauge: LatencyGauge, widest: number): LaneWidth => {
  const start = createStart(gauge);
  let recommended = FIRST_WIDTH;
  let width = Math.min(FIRST_WIDTH, widest);
  let tooMuch = Number.POSITIVE_INFINITY;
  let refusedAt = Number.NEGATIVE_INFINITY;
  let answers = 0;
  let calmRounds = 0;

  const ceiling = (): number => Math.max(1, Math.min(widest, recommended, tooMuch - 1));

  const endRound = (): void => {
    const step = start.step(width) ?? calmStep(gauge, width);
    width = Math.max(1, Math.min(width + step, ceiling()));
    answers = 0;
    calmRounds += 1;
    if (calmRounds >= CALM_ROUNDS) {
      tooMuch += 1;
      calmRounds = 0;
    }
  };

  const now = (): number => Math.min(width, ceiling());

  return {
    now,
    isStarting: () => !start.isOver() && width < ceiling(),
    recommend: (requests) => {
      recommended = Math.max(1, requests);
    },
    answered: () => {
      answers += 1;
      if (answers >= width) {
        endRound();
      }
    },
    exhausted: () => {
      start.end();
      width = Math.max(1, width - Math.floor(gauge.waiting(width)));
      tooMuch = width + 1;
      calmRounds = 0;
    },
    refused: (at) => {
      if (at - refusedAt >= SAME_CROWD_MS) {
        start.end();
        const crowd = now();
        tooMuch = Math.max(2, crowd);
        width = Math.max(1, Math.floor(crowd / 2));
        refusedAt = at;
        answers = 0;
        calmRounds = 0;
      }
    },
  };
};
