/** Tells from the time that records take whether requests are waiting for each other in the service. */
export interface LatencyGauge {
  readonly add: (way: string, msPerRecord: number) => void;
  /** True when more requests than a few of `width` seem to wait for others. */
  readonly isCrowded: (width: number) => boolean;
  /** True when hardly any do. */
  readonly hasRoom: (width: number) => boolean;
  /** How many of so many requests seem to wait for others. */
  readonly waiting: (width: number) => number;
}

/** The weight of the newest answer in the averages, once there are enough of them. */
const NEWEST = 1 / 8;

/** How many requests may wait inside of the service: fewer leave it idle, more only wait (TCP Vegas, Brakmo and Peterson 1995). */
const FEW = 1;
const MANY = 3;

interface Reading {
  readonly answers: number;
  readonly now: number;
  /** How far single answers are from the average. */
  readonly spread: number;
  /** The least the average ever was. */
  readonly calm: number;
}

/**
 * Compares the time of now with the least there was. When records take twice as long as in calm, half of the requests
 * under way are waiting: `width * (1 - calm / now)` is how many. Answers differ by chance as well, and the more requests
 * there are, the more of them that would seem to make wait: only what stands out from the spread counts. Ways of writing
 * are read apart, since a record takes longer in one than in another; the latest one decides.
 */
export const createLatencyGauge = (): LatencyGauge => {
  const readings = new Map<string, Reading>();
  let latest: Reading = { answers: 0, now: 1, spread: 0, calm: 1 };
  const waiting = (width: number): number => {
    const { now, spread, calm } = latest;
    return width * (1 - calm / Math.max(calm, now - spread));
  };
  return {
    add: (way, msPerRecord) => {
      const time = Math.max(msPerRecord, Number.EPSILON);
      latest = readOn(readings.get(way) ?? { answers: 0, now: time, spread: 0, calm: time }, time);
      readings.set(way, latest);
    },
    waiting,
    isCrowded: (width) => waiting(width) > MANY,
    hasRoom: (width) => waiting(width) < FEW,
  };
};

/** A few answers that were quick by chance are no calm, so the first ones are only averaged. */
const readOn = (known: Reading, time: number): Reading => {
  const answers = known.answers + 1;
  const weight = Math.max(NEWEST, 1 / answers);
  const now = known.now + weight * (time - known.now);
  const spread = known.spread + weight * (Math.abs(time - known.now) - known.spread);
  const calm = answers <= 1 / NEWEST ? now : Math.min(known.calm, now);
  return { answers, now, spread, calm };
};
