import type { LoggedRequest } from "../../emulator/control/requestLog.ts";

/** A request that the client sent, in milliseconds of the service. */
export interface SentRequest {
  readonly at: number;
  readonly ms: number;
  readonly records: number;
  readonly status: number;
}

const writes = /\.CRM\.\w+Multiple$|\/\$batch$/;

/** The records in a request that writes: the targets of a bulk message, or the parts of a batch. */
const recordsIn = ({ url, body }: LoggedRequest): number =>
  writes.test(url) ? body.split(/"@odata\.type":|^Content-ID:/m).length - 1 : 0;

export const sentRequests = (log: readonly LoggedRequest[], speed: number): readonly SentRequest[] =>
  log.map((request) => ({
    at: request.at,
    ms: request.ms * speed,
    records: recordsIn(request),
    status: request.status ?? 0,
  }));

/** What requests have in common. */
export interface Overview {
  readonly requests: number;
  readonly refused: number;
  /** Records in the request in the middle, when those that wrote are sorted by them. */
  readonly recordsPerRequest: number;
  /** The most under way at the same time. */
  readonly mostAtOnce: number;
}

const isCarriedOut = ({ status }: SentRequest): boolean => status !== 429;

/** How many are under way at a moment. */
const underWay = (requests: readonly SentRequest[], moment: number): number =>
  requests.filter(({ at, ms }) => at <= moment && at + ms > moment).length;

export const overviewOf = (requests: readonly SentRequest[]): Overview => {
  const carriedOut = requests.filter(isCarriedOut);
  const sizes = carriedOut.map(({ records }) => records).filter((records) => records > 0);
  sizes.sort((left, right) => left - right);
  return {
    requests: requests.length,
    refused: requests.length - carriedOut.length,
    recordsPerRequest: sizes[Math.floor(sizes.length / 2)] ?? 0,
    mostAtOnce: carriedOut.reduce((most, { at }) => Math.max(most, underWay(carriedOut, at)), 0),
  };
};

/** A line for each of `slots` parts of the run: when, how many under way on average, records a request, refusals. */
export const courseOf = (requests: readonly SentRequest[], slots: number): readonly (readonly number[])[] => {
  const start = Math.min(...requests.map(({ at }) => at));
  const length = (Math.max(...requests.map(({ at, ms }) => at + ms)) - start) / slots;
  return Array.from({ length: slots }, (_, slot) => {
    const from = start + slot * length;
    const samples = Array.from({ length: 20 }, (_sample, step) => from + (step * length) / 20);
    const carriedOut = requests.filter(isCarriedOut);
    const atOnce = samples.reduce((sum, moment) => sum + underWay(carriedOut, moment), 0) / samples.length;
    const begun = requests.filter(({ at }) => at >= from && at < from + length);
    const writing = begun.filter((request) => isCarriedOut(request) && request.records > 0);
    const records = writing.reduce((sum, request) => sum + request.records, 0);
    return [
      (from - start) / 1000,
      atOnce,
      records / Math.max(1, writing.length),
      begun.length - begun.filter(isCarriedOut).length,
    ];
  });
};
