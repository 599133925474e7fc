import { allOrNothing } from "../../inputs/bulk/allOrNothing.ts";
import { dryRun } from "../../inputs/bulk/dryRun.ts";
import { keyColumns } from "../../inputs/bulk/keyColumns.ts";
import { onlyChanged } from "../../inputs/bulk/onlyChanged.ts";
import { changedRecords } from "../../inputs/bulk/records.ts";
import { connection } from "../../inputs/connection.ts";
import { entityType } from "../../inputs/entityType.ts";
import { updateManyOptions, writeOptions } from "../../inputs/options.ts";
import { dataverseAction } from "../dataverseAction.ts";
import { runBulk } from "./bulkAction.ts";
import { bulkReportSchema } from "./bulkReport.ts";
import { exampleReport, tooLong } from "./exampleReport.ts";

export const updateEntities = dataverseAction({
  display: {
    label: "[CRM] Update Entities",
    description:
      "Update many Microsoft Dynamics 365 CRM entity records in few requests, with a result for each.",
  },
  inputs: {
    entityType,
    records: changedRecords,
    keyColumns,
    dryRun,
    onlyChanged,
    allOrNothing,
    connection,
    options: updateManyOptions,
  },
  run: (client, { options, connection: _, ...inputs }) =>
    runBulk(client, { action: "update", write: writeOptions(options) }, { ...inputs, options }),
  effect: "write",
  output: bulkReportSchema,
  example: exampleReport(tooLong("update")),
});
