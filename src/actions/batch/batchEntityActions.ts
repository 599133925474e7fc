import { z } from "zod";
import { batchActions } from "../../inputs/batch/batchActions.ts";
import { batchMode } from "../../inputs/batch/batchMode.ts";
import { connection } from "../../inputs/connection.ts";
import { createOptions, writeOptions } from "../../inputs/options.ts";
import { dataverseAction } from "../dataverseAction.ts";

const itemError = z.object({
  kind: z.string().describe("The kind of error, such as badRequest, notFound, duplicate or throttled."),
  code: z.string().nullable().describe("The Dataverse code, such as 0x80040217; empty when there is none."),
  message: z.string().describe("What failed and what to do, as a sentence that names the item."),
  retryable: z.boolean().describe("True when the same item may succeed later."),
});

const resultSchema = z
  .array(
    z.looseObject({
      id: z
        .string()
        .optional()
        .describe("The id of the record; absent where the whole record was asked for."),
      deleted: z.boolean().optional().describe("true for a delete."),
      index: z
        .number()
        .optional()
        .describe("With Continue on error: the item's place in the list, counted from 0 as in a reference."),
      status: z
        .enum(["succeeded", "failed", "notRun", "unknown"])
        .optional()
        .describe(
          "With Continue on error: what became of the item. unknown: the connection broke before an answer came.",
        ),
      httpStatus: z.number().optional().describe("With Continue on error: the item's own HTTP status."),
      record: z
        .looseObject({})
        .optional()
        .describe("With Continue on error: what the item would give in the other modes."),
      error: itemError.optional().describe("With Continue on error: why the item failed."),
    }),
  )
  .describe(
    "One entry for each item, in the same order: the record where returnRepresentation is true, otherwise its id. With Continue on error: the status of each item.",
  );

export const batchEntityActions = dataverseAction({
  display: {
    label: "[CRM] Batch Entity Actions",
    description:
      "Perform multiple create/update/delete actions on Microsoft Dynamics 365 CRM entity records.",
  },
  inputs: { connection, actions: batchActions, mode: batchMode, options: createOptions },
  run: async (
    { batches },
    { actions, mode, options },
  ): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const settings = writeOptions(options);
    return mode === "continueOnError"
      ? (await batches.runEach(actions, settings)).map((result) => ({ ...result }))
      : batches.run(actions, mode, settings);
  },
  effect: "write",
  output: resultSchema,
  example: [
    {
      "@odata.context": "https://my-org.crm.dynamics.com/api/data/v9.2/$metadata#msevtmgt_events/$entity",
      "@odata.etag": 'W/"80649580"',
      msevtmgt_eventid: "00000000-0000-0000-0000-000000000001",
      msevtmgt_name: "Test Event 1",
      msevtmgt_eventtype: 100_000_002,
    },
    { id: "00000000-0000-0000-0000-000000000002" },
    { id: "00000000-0000-0000-0000-000000000002", deleted: true },
  ],
});
