import { allOrNothing } from "../../inputs/bulk/allOrNothing.ts";
import { dryRun } from "../../inputs/bulk/dryRun.ts";
import { newRecords } from "../../inputs/bulk/records.ts";
import { connection } from "../../inputs/connection.ts";
import { entityType } from "../../inputs/entityType.ts";
import { createManyOptions, writeOptions } from "../../inputs/options.ts";
import { dataverseAction } from "../dataverseAction.ts";
import { runBulk } from "./bulkAction.ts";
import { bulkReportSchema } from "./bulkReport.ts";
import { exampleReport, tooLong } from "./exampleReport.ts";

export const createEntities = dataverseAction({
  display: {
    label: "[CRM] Create Entities",
    description:
      "Create many Microsoft Dynamics 365 CRM entity records in few requests, with a result for each.",
  },
  inputs: { entityType, records: newRecords, dryRun, allOrNothing, connection, options: createManyOptions },
  run: (client, { options, connection: _, ...inputs }) =>
    runBulk(client, { action: "create", write: writeOptions(options) }, { ...inputs, options }),
  effect: "write",
  chooses: "ids",
  output: bulkReportSchema,
  example: exampleReport(tooLong("create"), { created: [true, true] }),
});
