import type { Clock } from "../../../http/clock.ts";
import { duration } from "../../../http/duration.ts";
import type { Log } from "../../../log.ts";
import type { Ledger } from "./ledger.ts";

export interface ProgressOptions {
  readonly log: Log;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly total: number;
  readonly pausedUntil: () => number;
  readonly throttledMs: () => number;
}

/** A flow that runs for minutes tells how far it is, but fills no log. */
const INTERVAL_MS = 5_000;

/** Writes a line every five seconds until it is aborted. */
export const reportProgress = async (options: ProgressOptions, signal: AbortSignal): Promise<void> => {
  const { clock } = options;
  const started = clock.now();
  await clock.sleep(INTERVAL_MS, signal);
  while (!signal.aborted) {
    tell(options, clock.now() - started);
    await clock.sleep(INTERVAL_MS, signal);
  }
};

const tell = (options: ProgressOptions, ms: number): void => {
  const { log, clock, ledger, total, pausedUntil, throttledMs } = options;
  const failed = ledger.count("failed");
  const done = total - ledger.count("notAttempted") - ledger.count("unknown");
  const rate = Math.round((done * 1000) / Math.max(1, ms));
  const pause = pausedUntil() - clock.now();
  const throttled = Math.round(throttledMs());
  const texts = [
    `${numeral(done)} of ${numeral(total)} records done`,
    ...(failed === 0 ? [] : [`${numeral(failed)} failed`]),
    `${numeral(rate)} a second`,
    ...(throttled === 0 ? [] : [`throttled for ${duration(throttled)}`]),
    ...(pause > 0 ? [`waiting ${duration(pause)} more, as Dataverse asks`] : []),
  ];
  log.info(`${texts.join(", ")}.`, { done, total, failed, recordsPerSecond: rate, throttledMs: throttled });
};

/** 10000 as "10,000". */
export const numeral = (count: number): string => count.toLocaleString("en-US");
