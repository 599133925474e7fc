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
import { bulkReportSchema, exampleError, exampleSummary } from "./bulkReport.ts";

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
  example: {
    summary: exampleSummary,
    results: [
      { index: 0, status: "succeeded", id: "00000000-0000-0000-0000-000000000001" },
      { index: 1, status: "succeeded", id: "00000000-0000-0000-0000-000000000002" },
      { index: 2, status: "failed", error: exampleError },
    ],
    remaining: [],
  },
});
