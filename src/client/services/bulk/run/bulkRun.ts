import { DataverseError } from "../../../errors.ts";
import type { CallSettings } from "../../../http/callSettings.ts";
import type { Clock } from "../../../http/clock.ts";
import { duration } from "../../../http/duration.ts";
import { errorSentence } from "../../../http/errorSentence.ts";
import type { Send } from "../../../http/message.ts";
import { writeHeaders } from "../../requestOptions.ts";
import type { ServiceContext } from "../../serviceContext.ts";
import { createEntitySets } from "../../tables/entitySets.ts";
import type { BulkAction, BulkCall, BulkOptions, BulkReport, BulkStop } from "../bulkCall.ts";
import { type ChunkSizes, createChunkSizes } from "../pace/chunkSizes.ts";
import { createGrouping } from "../pace/grouping.ts";
import { createPace, type Pace } from "../pace/pace.ts";
import { SINGLY, TOGETHER } from "../pace/perOperation.ts";
import { keyColumnsOf } from "../records/recordKeyColumns.ts";
import { createLedger, type Ledger } from "../report/ledger.ts";
import { numeral, reportProgress } from "../report/progress.ts";
import { MESSAGES } from "../send/bulkMessage.ts";
import { operationOn, type Sending } from "../send/sending.ts";
import { takesBulkMessage } from "../table/bulkMessages.ts";
import { findBulkTable } from "../table/bulkTable.ts";
import { checkAllOrNothing, writeAllOrNothing } from "../transaction/allOrNothing.ts";
import { writePiece } from "../write/writer.ts";
import { createWriting } from "../write/writing.ts";
import { dispatchRecords } from "./dispatch.ts";
import { dryRun } from "./dryRun.ts";
import { failureLimit } from "./failureLimit.ts";
import { checkGroupColumn } from "./groupColumn.ts";
import { type Plan, planRecords } from "./plan.ts";
import { bulkReport, EMPTY_REPORT } from "./report.ts";
import { openTimeBudget, type TimeBudget } from "./timeBudget.ts";

/** What a run is given by the client. */
export interface BulkSetting {
  readonly context: ServiceContext;
  readonly openSend: (settings: CallSettings) => Send;
  readonly clock: Clock;
  readonly random: () => number;
  /** Ends the run when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** When a run must end at the latest, in the clock's milliseconds. */
  readonly endsBy?: number | undefined;
}

/** Carries out a call from its first request to its report. */
export const runBulk = async (setting: BulkSetting, call: BulkCall): Promise<BulkReport> => {
  checkOptions(call.options);
  if (call.records.length === 0) {
    return EMPTY_REPORT;
  }
  const budget = openTimeBudget(setting.clock, {
    ...call.options,
    endsBy: setting.endsBy,
    signal: setting.signal,
  });
  try {
    checkTime(call, budget);
    return await carryOut(setting, call, budget);
  } finally {
    budget.close();
  }
};

/** The step fails, as nothing can be done any more. */
const checkTime = ({ action, entityType, records }: BulkCall, { started, endsBy }: TimeBudget): void => {
  if (endsBy <= started) {
    const operation = `${action} ${numeral(records.length)} ${records.length === 1 ? "record" : "records"} in ${entityType}`;
    throw new DataverseError(
      errorSentence({
        operation,
        what: "the execution has gone on for so long that the platform is about to end it, so nothing was begun",
        hint: "Write the records in an execution of their own.",
      }),
      { kind: "timeout", operation },
    );
  }
};

/** Headers are made for every request, but what is wrong with them is wrong with the call. */
const checkOptions = (options: BulkOptions): void => {
  writeHeaders(options);
};

const carryOut = async (setting: BulkSetting, call: BulkCall, budget: TimeBudget): Promise<BulkReport> => {
  const { action, entityType, records, options } = call;
  const sizes = createChunkSizes(options.mostPerRequest);
  const pace = createPace({
    ...setting,
    mostAtOnce: options.mostAtOnce,
    endsBy: budget.endsBy,
    stopWaiting: budget.isOver,
    chunkSize: sizes.of,
  });
  const context: ServiceContext = { ...setting.context, send: pace.send };
  const table = await findBulkTable(context, createEntitySets(context), entityType);
  checkGroupColumn(table, options.groupBy);
  if (options.allOrNothing === true) {
    checkAllOrNothing(table.isElastic, records.length);
  }
  sizes.forTable(table.isElastic);
  const reading = {
    action,
    table,
    keyColumns: keyColumnsOf(table, options.keyColumns ?? []),
    recordIds: { of: context.recordIds.list() },
  };
  const ledger = createLedger(records.length);
  const plan = planRecords({ reading, records, ledger, groupBy: options.groupBy });
  const sending: Sending = { context, action, table, options };
  const run: Run = {
    setting,
    call,
    budget,
    sizes,
    pace,
    ledger,
    plan,
    sending,
    isKeyed: reading.keyColumns.length > 0,
  };
  const stop = await (options.dryRun === true ? dryRun(sending, plan, ledger) : write(run));
  return bulkReport({ ...run, stop });
};

interface Run {
  readonly setting: BulkSetting;
  readonly call: BulkCall;
  readonly budget: TimeBudget;
  readonly sizes: ChunkSizes;
  readonly pace: Pace;
  readonly ledger: Ledger;
  readonly plan: Plan;
  readonly sending: Sending;
  /** The records are named by an alternate key. */
  readonly isKeyed: boolean;
}

const write = async (run: Run): Promise<BulkStop | undefined> => {
  const { setting, call, budget, sizes, pace, ledger, plan, sending } = run;
  const { clock, random, context } = setting;
  const { allOrNothing = false } = call.options;
  const { isElastic } = sending.table;
  if (plan.queue.unsettled() === 0 && !allOrNothing) {
    return undefined;
  }
  const together = await goesTogether(run);
  const grouping = createGrouping({ together, isTransaction: !isElastic, times: pace.times });
  tellPlan(run, together);
  const writing = createWriting({
    ...plan,
    sending,
    pace,
    sizes,
    grouping,
    ledger,
    clock,
    random,
    options: call.options,
  });
  const timing = { clock, endsBy: budget.endsBy, stopped: budget.isOver, end: budget.end };
  void reportProgress(
    { log: context.log, clock, ledger, total: call.records.length, ...pace.governor },
    budget.isClosed,
  );
  return allOrNothing
    ? writeAllOrNothing({ ...timing, writing, ledger, together, records: unsettled(call, ledger) })
    : dispatchRecords({
        ...timing,
        ...plan,
        ledger,
        perOperation: grouping.fresh,
        isGrouped: call.options.groupBy !== undefined,
        limit: failureLimit(ledger, call.options.stopAfterFailures),
        write: (piece) => writePiece(writing, piece),
        width: pace.governor.width,
        pausedUntil: pace.governor.pausedUntil,
        fewest: readsAll(sending.action, call.options) ? READ_AT_ONCE : 1,
        chunkSize: sizes.of,
      });
};

/** Reading takes hardly longer for some hundreds of records than for one. */
const READ_AT_ONCE = 500;

const readsAll = (action: BulkAction, { onlyChanged, tellCreated }: BulkOptions): boolean =>
  (action === "update" && onlyChanged === true) ||
  (action === "upsert" && (onlyChanged === true || tellCreated === true));

const unsettled = ({ records }: BulkCall, ledger: Ledger): readonly number[] =>
  [...records.keys()].filter((index) => ledger.statusOf(index) === "notAttempted");

/**
 * UpdateMultiple and DeleteMultiple do not take alternate keys over the Web API (Microsoft, "Use bulk operation messages");
 * whether duplicates are detected in bulk messages is documented nowhere.
 */
const goesTogether = async ({ sending, isKeyed, plan, sizes, pace }: Run): Promise<boolean> => {
  const { action, context, table, options } = sending;
  const left = plan.queue.unsettled();
  const once = sizes.of(TOGETHER).next({ left, atOnce: pace.governor.width() }) >= left;
  const isRuledOut = options.detectDuplicates === true || (isKeyed && action !== "upsert");
  return !isRuledOut && takesBulkMessage(context, { table, action, once });
};

const tellPlan = (run: Run, together: boolean): void => {
  const { setting, call, budget, sizes, pace, sending, plan } = run;
  const records = plan.queue.unsettled();
  const way = together ? MESSAGES[call.action] : "$batch";
  const size = sizes.of(together ? TOGETHER : SINGLY).next({ left: records, atOnce: 1 });
  const texts = [
    `${operationOn(sending, records)} by ${way}`,
    ...(call.options.allOrNothing === true
      ? ["in one transaction"]
      : [
          `starting with ${numeral(size)} records a request and up to ${pace.governor.width()} requests at once`,
        ]),
    `for ${duration(budget.endsBy - setting.clock.now())} at most`,
  ];
  setting.context.log.info(`${texts.join(", ")}.`, { records, together, recordsPerRequest: size });
};
