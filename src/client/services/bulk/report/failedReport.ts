import { DataverseError, type DataverseErrorKind } from "../../../errors.ts";
import { type BulkReport, type BulkSummary, isCallLimit } from "../bulkCall.ts";
import { numeral } from "./progress.ts";

const SHOWN_ERRORS = 5;

/** A report as the error of a step that is to fail when a record was not written, or found wrong; undefined when none was. */
export const failedReport = (
  { summary, results, stopped }: BulkReport,
  isDryRun = false,
): DataverseError | undefined => {
  const { failed, unknown, notAttempted, total } = summary;
  const lost = failed + unknown + notAttempted;
  if (lost === 0) {
    return undefined;
  }
  const all = results.flatMap(({ error }) => (error === undefined ? [] : [error]));
  const errors = all.filter(({ message }) => stopped?.message.includes(message) !== true);
  const shown = errors.slice(0, SHOWN_ERRORS).map(({ message }, index) => `(${index + 1}) ${message}`);
  const more = errors.length - shown.length;
  const texts = [
    `${numeral(lost)} of ${numeral(total)} records ${isDryRun ? "did not pass the check" : "were not written"}: ${countsText(summary)}.`,
    ...(summary.succeeded === 0 ? [] : [writtenText(summary.succeeded)]),
    ...(stopped === undefined ? [] : [stopped.message]),
    ...shown,
    ...(more > 0 ? [`… and ${numeral(more)} more.`] : []),
  ];
  const [first] = all;
  return new DataverseError(texts.join(" "), {
    kind: kindOf(stopped) ?? first?.kind ?? "timeout",
    operation: "Write all records",
    code: first?.code ?? undefined,
    mayHaveWritten: unknown > 0,
  });
};

/** An error that ended the run weighs more than what was wrong with a record: a refused token asks to reconnect. */
const kindOf = (stopped: BulkReport["stopped"]): DataverseErrorKind | undefined =>
  stopped === undefined || isCallLimit(stopped.kind) ? undefined : stopped.kind;

const writtenText = (written: number): string =>
  written === 1 ? "1 was written and stays so." : `${numeral(written)} were written and stay so.`;

const countsText = ({ failed, unknown, notAttempted }: BulkSummary): string =>
  [
    [failed, "failed"] as const,
    [unknown, "with an unknown outcome"] as const,
    [notAttempted, "not attempted"] as const,
  ]
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${numeral(count)} ${name}`)
    .join(", ");
