import { createGovernor } from "../../../src/client/http/governor.ts";

/** A service as the governor meets it, in a model without real time. */
export interface CrowdedService {
  /** So many requests at once do not slow each other down. */
  readonly parallelism: number;
  /** How much longer everything takes for each request beyond that: 0.15 is 15 percent. */
  readonly contention: number;
  /** What it recommends. */
  readonly hint: number;
  /** How many requests at once it takes; one more is refused. */
  readonly limit?: number;
  /** How much single requests differ by chance: the deviation of the logarithm of their time. */
  readonly noise?: number;
  /** How many times slower it is, by the number of requests that ended. */
  readonly slowness?: (ended: number) => number;
  readonly requests?: number;
  readonly widest?: number;
}

export interface Run {
  /** The width after every answer. */
  readonly widths: readonly number[];
  /** The widths of the second half of the run, in which it knows the service. */
  readonly settled: { readonly least: number; readonly most: number };
  /** The throughput of the second half, as a part of the best that any fixed width has. */
  readonly ofBest: number;
}

const RECORDS = 100;
const MS_PER_RECORD = 10;
const TOO_MANY_AT_ONCE = "0x80072326";

/** As in the cost model of the emulator. */
const slowdown = ({ parallelism, contention }: CrowdedService, active: number): number =>
  1 + contention * Math.max(0, active - parallelism);

/** From 0 up to 1, the same in every run. */
const createRandom = (): (() => number) => {
  let state = 20_261_123;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
};

interface UnderWay {
  readonly start: number;
  readonly end: number;
  readonly isRefused: boolean;
}

/** Sends as many requests at once as the governor allows, until so many have been carried out. */
export const runOn = (service: CrowdedService): Run => {
  const { hint, requests = 2_000, widest = 52, limit = Number.POSITIVE_INFINITY } = service;
  const { noise = 0, slowness = () => 1 } = service;
  const random = createRandom();
  let time = 0;
  const governor = createGovernor({ clock: { now: () => time, sleep: () => Promise.resolve() }, widest });
  const underWay: UnderWay[] = [];
  const ends: number[] = [];
  const widths: number[] = [];

  const start = (): void => {
    const active = underWay.length + 1;
    const chance = Math.exp(2 * noise * (random() + random() + random() - 1.5));
    const ms = RECORDS * MS_PER_RECORD * slowdown(service, active) * chance * slowness(ends.length);
    const isRefused = active > limit;
    underWay.push({ start: time, end: time + (isRefused ? 60 : ms), isRefused });
  };

  const end = (request: UnderWay): void => {
    underWay.splice(underWay.indexOf(request), 1);
    time = Math.max(time, request.end);
    if (request.isRefused) {
      governor.throttled({ code: TOO_MANY_AT_ONCE, until: time + 5_000 });
    } else {
      ends.push(time);
      governor.observe({ hint, way: "1", msPerRecord: (request.end - request.start) / RECORDS });
    }
    widths.push(governor.width());
  };

  while (ends.length < requests) {
    while (underWay.length < governor.width()) {
      start();
    }
    end(underWay.reduce((first, other) => (other.end < first.end ? other : first)));
  }
  return { widths, settled: rangeOf(widths), ofBest: pace(ends) / bestPace(service) };
};

const rangeOf = (widths: readonly number[]): Run["settled"] => {
  const half = widths.slice(widths.length / 2);
  return { least: Math.min(...half), most: Math.max(...half) };
};

/** Requests a millisecond in the second half. */
const pace = (ends: readonly number[]): number => {
  const half = ends.slice(ends.length / 2);
  return (half.length - 1) / ((half.at(-1) ?? 0) - (half[0] ?? 0));
};

const bestPace = (service: CrowdedService): number => {
  const most = Math.min(52, service.limit ?? 52);
  const paces = Array.from({ length: most }, (_, index) => (index + 1) / slowdown(service, index + 1));
  return Math.max(...paces) / (RECORDS * MS_PER_RECORD);
};
