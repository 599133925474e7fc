/** Tells from the time that records take whether requests are waiting for each other in the service. */
export interface LatencyGauge {
  readonly add: (path: string, msPerRecord: number) => void;
  /** True when more requests than a few of `width` seem to wait for others. */
  readonly isCrowded: (width: number) => boolean;
  /** True when hardly any do. */
  readonly hasRoom: (width: number) => boolean;
}

/** The weight of the newest answer in the average. */
const NEWEST = 0.3;

/** How many requests may wait inside of the service: fewer leave it idle, more only wait (TCP Vegas, Brakmo and Peterson 1995). */
const FEW = 2;
const MANY = 4;

interface Reading {
  readonly calm: number;
  readonly now: number;
}

/**
 * Compares the time of now with the least there was. When records take twice as long as in calm, half of the requests
 * under way are waiting: `width * (1 - calm / now)` is how many. Paths are read apart, since a record takes longer in one
 * kind of request than in another; the latest one decides.
 */
export const createLatencyGauge = (): LatencyGauge => {
  const readings = new Map<string, Reading>();
  let latest: Reading = { calm: 1, now: 1 };
  const waiting = (width: number): number => width * (1 - latest.calm / latest.now);
  return {
    add: (path, msPerRecord) => {
      const known = readings.get(path);
      const time = Math.max(msPerRecord, Number.EPSILON);
      const now = known === undefined ? time : known.now + NEWEST * (time - known.now);
      latest = { now, calm: Math.min(known?.calm ?? now, now) };
      readings.set(path, latest);
    },
    isCrowded: (width) => waiting(width) > MANY,
    hasRoom: (width) => waiting(width) < FEW,
  };
};
