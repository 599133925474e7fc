import type { LoggedRequest } from "../../emulator/control/requestLog.ts";

/** A request that the client sent; times in milliseconds of the service. */
export interface SentRequest {
  readonly at: number;
  readonly ms: number;
  /** How many records it writes. */
  readonly records: number;
  readonly status: number;
}

const isWrite = /\.CRM\.\w+Multiple$|\/\$batch$/;

/** The targets of a bulk message, or the operations of a batch. */
const mark = /"@odata\.type":|^Content-ID:/m;

export const sentRequests = (log: readonly LoggedRequest[], speed: number): readonly SentRequest[] =>
  log.map(({ at, ms, url, body, status = 0 }) => ({
    at,
    ms: ms * speed,
    records: isWrite.test(url) ? body.split(mark).length - 1 : 0,
    status,
  }));

const isCarriedOut = ({ status }: SentRequest): boolean => status !== 429;

const underWay = (requests: readonly SentRequest[], moment: number): number =>
  requests.filter(({ at, ms }) => at <= moment && at + ms > moment).length;

export interface Overview {
  readonly requests: number;
  readonly refused: number;
  /** Records in the request in the middle, when those that wrote are sorted by them. */
  readonly recordsPerRequest: number;
  /** The most that were under way at the same time. */
  readonly mostAtOnce: number;
}

export const overviewOf = (requests: readonly SentRequest[]): Overview => {
  const carriedOut = requests.filter(isCarriedOut);
  const sizes = carriedOut.map(({ records }) => records).filter((records) => records > 0);
  const sorted = [...sizes].sort((left, right) => left - right);
  return {
    requests: requests.length,
    refused: requests.length - carriedOut.length,
    recordsPerRequest: sorted[Math.floor(sorted.length / 2)] ?? 0,
    mostAtOnce: Math.max(0, ...carriedOut.map(({ at }) => underWay(carriedOut, at))),
  };
};

/** A part of a run. */
export interface Stretch {
  /** Seconds since the first request. */
  readonly from: number;
  /** How many requests were under way on average. */
  readonly atOnce: number;
  /** Of those that began here, on average; none when none began. */
  readonly recordsPerRequest: number | undefined;
  readonly refused: number;
}

/** At how many moments of a stretch the requests under way are counted. */
const MOMENTS = 20;

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The run in so many parts of the same length: how wide and how large its requests were. */
export const courseOf = (requests: readonly SentRequest[], parts: number): readonly Stretch[] => {
  const carriedOut = requests.filter(isCarriedOut);
  const start = Math.min(...requests.map(({ at }) => at));
  const length = (Math.max(...requests.map(({ at, ms }) => at + ms)) - start) / parts;
  return Array.from({ length: parts }, (_, part) => {
    const from = start + part * length;
    const begun = requests.filter(({ at }) => at >= from && at < from + length);
    const sizes = begun.filter(isCarriedOut).map(({ records }) => records);
    const moments = Array.from({ length: MOMENTS }, (_moment, step) => from + (step * length) / MOMENTS);
    return {
      from: (from - start) / 1000,
      atOnce: average(moments.map((moment) => underWay(carriedOut, moment))),
      recordsPerRequest: sizes.length === 0 ? undefined : average(sizes),
      refused: begun.length - sizes.length,
    };
  });
};
