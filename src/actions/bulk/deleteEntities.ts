import { allOrNothing } from "../../inputs/bulk/allOrNothing.ts";
import { keyColumns } from "../../inputs/bulk/keyColumns.ts";
import { deletedRecords } from "../../inputs/bulk/records.ts";
import { connection } from "../../inputs/connection.ts";
import { entityType } from "../../inputs/entityType.ts";
import { deleteManyOptions, writeOptions } from "../../inputs/options.ts";
import { dataverseAction } from "../dataverseAction.ts";
import { runBulk } from "./bulkAction.ts";
import { bulkReportSchema } from "./bulkReport.ts";
import { exampleReport, notThere } from "./exampleReport.ts";

export const deleteEntities = dataverseAction({
  display: {
    label: "[CRM] Delete Entities",
    description:
      "Delete many Microsoft Dynamics 365 CRM entity records in few requests, with a result for each.",
  },
  inputs: {
    entityType,
    records: deletedRecords,
    keyColumns,
    allOrNothing,
    connection,
    options: deleteManyOptions,
  },
  run: (client, { options, connection: _, ...inputs }) =>
    runBulk(client, { action: "delete", write: writeOptions(options) }, { ...inputs, options }),
  effect: "write",
  output: bulkReportSchema,
  example: exampleReport(notThere),
});
