import { z } from "zod";

const problem = z.object({
  column: z.string().optional().describe("The column that is wrong."),
  message: z.string().describe("What is wrong with it and what to do."),
});

const recordError = z.object({
  kind: z.string().describe("The kind of error, such as badRequest, notFound, duplicate or throttled."),
  code: z.string().nullable().describe("The Dataverse code, such as 0x80040217; empty when there is none."),
  message: z.string().describe("What failed and what to do, as a sentence that names the record."),
  column: z.string().optional().describe("The column that the error is about, where that can be told."),
  retryable: z.boolean().describe("True when the same record may succeed later."),
  problems: z.array(problem).optional().describe("All that a dry run found, when it is more than one thing."),
});

const result = z.object({
  index: z.number().describe("The record's place in Records, counted from 0."),
  status: z
    .enum(["succeeded", "unchanged", "valid", "failed", "unknown", "notAttempted"])
    .describe(
      "succeeded: written. unchanged: it held these values already. valid: the dry run found nothing wrong. failed: refused, and nothing of it written. unknown: sent, but no answer came. notAttempted: not sent, or certainly not carried out.",
    ),
  id: z.string().optional().describe("The record's id, or the alternate key it was named by."),
  created: z
    .boolean()
    .optional()
    .describe("Whether the record was created; for an upsert only with Tell Created From Updated."),
  error: recordError.optional().describe("Why the record failed."),
});

const count = (what: string) => z.number().describe(`How many records ${what}.`);

/** What the actions for many records return. */
export const bulkReportSchema = z.object({
  summary: z.object({
    total: count("were handed over"),
    succeeded: count("were written"),
    unchanged: count("held the values already"),
    valid: count("a dry run found nothing wrong with"),
    failed: count("were refused"),
    unknown: count("were sent without an answer"),
    notAttempted: count("were not attempted"),
    requests: z.number().describe("How many requests were sent, repeated ones included."),
    throttledMs: z
      .number()
      .describe("For how many milliseconds nothing could be sent, because Dataverse asked to wait."),
    elapsedMs: z.number().describe("How many milliseconds it took."),
  }),
  results: z
    .array(result)
    .describe("What became of each record, in the order of Records; only those not written, if asked for."),
  remaining: z
    .array(z.looseObject({}))
    .describe(
      "The records that were not attempted or whose outcome is unknown, ready to be handed over to the same action again; with All or Nothing also those that were refused, which are to be corrected before.",
    ),
  stopped: z
    .object({
      kind: z.string().describe("timeBudget, failureLimit, or the kind of the error that ended the run."),
      message: z.string().describe("Why it ended and what to do."),
    })
    .optional()
    .describe("Why the run ended before all records were dealt with; absent when it did not."),
});
