import { DataverseError, type DataverseErrorKind } from "../../../errors.ts";
import type { Clock } from "../../../http/clock.ts";
import { duration } from "../../../http/duration.ts";
import { type BulkCall, type BulkReport, type BulkStop, type BulkSummary, isCallLimit } from "../bulkCall.ts";
import type { Pace } from "../pace/pace.ts";
import { countsOf, createLedger, type Ledger } from "../report/ledger.ts";
import { numeral } from "../report/progress.ts";
import { remainingRecords } from "../report/remaining.ts";
import { operationOn, type Sending } from "../send/sending.ts";
import type { Plan } from "./plan.ts";
import type { TimeBudget } from "./timeBudget.ts";

/** The report of nothing to do. */
export const EMPTY_REPORT: BulkReport = {
  summary: { ...countsOf(createLedger(0), 0), requests: 0, throttledMs: 0, elapsedMs: 0 },
  results: [],
  remaining: [],
};

export interface EndedRun {
  readonly setting: { readonly clock: Clock; readonly signal?: AbortSignal | undefined };
  readonly call: BulkCall;
  readonly budget: TimeBudget;
  readonly pace: Pace;
  readonly ledger: Ledger;
  readonly plan: Plan;
  readonly sending: Sending;
  readonly stop: BulkStop | undefined;
}

/** The report of a run. Throws what ended it when that left everything as it was: a step that did nothing must not succeed. */
export const bulkReport = (run: EndedRun): BulkReport => {
  const { call, ledger, plan, sending, pace, budget, setting } = run;
  const summary: BulkSummary = {
    ...countsOf(ledger, call.records.length),
    requests: pace.requests(),
    throttledMs: Math.round(pace.governor.throttledMs()),
    elapsedMs: Math.round(setting.clock.now() - budget.started),
  };
  const stopped = run.stop ?? outOfTime(run, summary);
  if (stopped !== undefined) {
    throwIfNothingDone(sending, summary, stopped);
  }
  tellEnd(sending, summary);
  return {
    summary,
    results: ledger.results(),
    remaining: remainingRecords({
      withFailed: call.options.allOrNothing === true && call.options.dryRun !== true,
      ...sending,
      records: call.records,
      ledger,
      recordAt: plan.recordAt,
      begun: pace.begun(),
    }),
    ...(stopped !== undefined && { stopped }),
  };
};

/** Records that were given up one by one were dealt with, though in vain. */
const outOfTime = (
  { budget, setting, pace }: EndedRun,
  { notAttempted, unknown }: BulkSummary,
): BulkStop | undefined => {
  const now = setting.clock.now();
  const left = notAttempted + unknown;
  if (left === 0 || (now < budget.endsBy && notAttempted === 0)) {
    return undefined;
  }
  const areLeft = left === 1 ? "1 record is left" : `${numeral(left)} records are left`;
  if (setting.signal?.aborted === true) {
    return { kind: "aborted", message: `The call was stopped: ${areLeft}.` };
  }
  const pausedUntil = pace.governor.pausedUntil();
  const what =
    pausedUntil > budget.endsBy
      ? `Dataverse asks to wait ${duration(pausedUntil - now)}, which is more than the time that is left`
      : `The time was up after ${duration(budget.endsBy - budget.started)}`;
  return {
    kind: "timeBudget",
    message: `${what}: ${areLeft}. Hand over what remaining holds in another run, or set a longer Maximum Duration.`,
  };
};

/** Nothing is wrong with the records when one of these ends a run. */
const NOT_OF_RECORDS: ReadonlySet<DataverseErrorKind> = new Set([
  "unauthorized",
  "forbidden",
  "unreachable",
  "timeout",
  "serverError",
  "unexpectedAnswer",
]);

const throwIfNothingDone = (sending: Sending, summary: BulkSummary, { kind, message }: BulkStop): void => {
  const { succeeded, unchanged, unknown, notAttempted } = summary;
  if (!isCallLimit(kind) && NOT_OF_RECORDS.has(kind) && succeeded + unchanged + unknown === 0) {
    throw new DataverseError(message, { kind, operation: operationOn(sending, notAttempted) });
  }
};

const tellEnd = ({ context }: Sending, summary: BulkSummary): void => {
  const texts = (["succeeded", "unchanged", "valid", "failed", "unknown", "notAttempted"] as const).flatMap(
    (status) => (summary[status] === 0 ? [] : [`${numeral(summary[status])} ${NAMES[status]}`]),
  );
  context.log.info(
    `${texts.length === 0 ? "No records" : texts.join(", ")}, in ${duration(summary.elapsedMs)} and ${numeral(summary.requests)} requests.`,
    { ...summary },
  );
};

const NAMES = {
  succeeded: "succeeded",
  unchanged: "unchanged",
  valid: "valid",
  failed: "failed",
  unknown: "with an unknown outcome",
  notAttempted: "not attempted",
} as const;
