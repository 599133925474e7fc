import type { Client } from "../../client/client.ts";
import type { BulkAction, BulkReport, BulkResult, BulkStatus } from "../../client/services/bulk/bulkCall.ts";
import { failedReport } from "../../client/services/bulk/report/failedReport.ts";
import type { WriteOptions } from "../../client/services/requestOptions.ts";

/** The inputs that the actions for many records share, and those that some of them have. */
export interface BulkInputs {
  readonly entityType: string;
  readonly records: readonly unknown[];
  readonly keyColumns?: readonly string[];
  readonly dryRun?: boolean;
  readonly onlyChanged?: boolean;
  readonly allOrNothing: boolean;
  readonly options: BulkOptionInputs;
}

interface BulkOptionInputs {
  readonly resultsToReturn: "all" | "failures";
  readonly failStep: boolean;
  readonly tellCreated?: boolean;
  readonly groupBy: string | undefined;
  readonly stopAfterFailures: number | undefined;
  readonly mostPerRequest: number | undefined;
  readonly mostAtOnce: number | undefined;
  readonly maximumDuration: number;
}

/** Those of the result that nobody has to look at again. */
const WRITTEN: ReadonlySet<BulkStatus> = new Set(["succeeded", "unchanged", "valid"]);

/** Runs an action for many records; `write` are the headers' part of its options. */
export const runBulk = async (
  { bulk }: Client,
  { action, write }: { readonly action: BulkAction; readonly write: WriteOptions },
  { options, entityType, records, ...inputs }: BulkInputs,
): Promise<BulkReport> => {
  const { resultsToReturn, failStep, maximumDuration, ...pace } = options;
  const report = await bulk.run({
    action,
    entityType,
    records,
    options: { ...write, ...inputs, ...pace, durationMs: maximumDuration * 1000 },
  });
  const failure = failStep ? failedReport(report, inputs.dryRun) : undefined;
  if (failure !== undefined) {
    throw failure;
  }
  return resultsToReturn === "all" ? report : { ...report, results: report.results.filter(isNotWritten) };
};

const isNotWritten = ({ status }: BulkResult): boolean => !WRITTEN.has(status);
