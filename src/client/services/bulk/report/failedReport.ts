import { DataverseError } from "../../../errors.ts";
import type { BulkReport, BulkSummary } from "../bulkCall.ts";
import { numeral } from "./progress.ts";

const SHOWN_ERRORS = 5;

/** A report as the error of a step that is to fail when a record was not written; undefined when all were. */
export const failedReport = ({ summary, results, stopped }: BulkReport): DataverseError | undefined => {
  const { failed, unknown, notAttempted, total } = summary;
  const lost = failed + unknown + notAttempted;
  if (lost === 0) {
    return undefined;
  }
  const errors = results.flatMap(({ error }) => (error === undefined ? [] : [error]));
  const shown = errors.slice(0, SHOWN_ERRORS).map(({ message }, index) => `(${index + 1}) ${message}`);
  const more = errors.length - shown.length;
  const texts = [
    `${numeral(lost)} of ${numeral(total)} records were not written: ${countsText(summary)}.`,
    `${numeral(summary.succeeded)} were written and stay so.`,
    ...(stopped === undefined ? [] : [stopped.message]),
    ...shown,
    ...(more > 0 ? [`… and ${numeral(more)} more.`] : []),
  ];
  const [first] = errors;
  return new DataverseError(texts.join(" "), {
    kind: first?.kind ?? (stopped === undefined || stopped.kind === "timeBudget" ? "timeout" : stopped.kind),
    operation: "Write all records",
    code: first?.code ?? undefined,
    mayHaveWritten: unknown > 0,
  });
};

const countsText = ({ failed, unknown, notAttempted }: BulkSummary): string =>
  [
    [failed, "failed"] as const,
    [unknown, "with an unknown outcome"] as const,
    [notAttempted, "not attempted"] as const,
  ]
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${numeral(count)} ${name}`)
    .join(", ");
