import { pollingTrigger } from "@prismatic-io/spectral";
import { connection } from "../../inputs/connection.ts";
import { entityType } from "../../inputs/entityType.ts";
import { fieldNames } from "../../inputs/fieldNames.ts";
import { filterExpression } from "../../inputs/filterExpression.ts";
import { lookBackDate } from "../../inputs/lookBackDate.ts";
import { changeOptions } from "../../inputs/options.ts";
import { showDeletedRecords } from "../../inputs/showDeletedRecords.ts";
import { showNewRecords } from "../../inputs/showNewRecords.ts";
import { showUpdatedRecords } from "../../inputs/showUpdatedRecords.ts";
import { withAbsentGroups } from "../../platform/absentGroups.ts";
import { changeExample } from "./changeExample.ts";
import { changeItems } from "./changePayload.ts";
import { pollChanges } from "./pollChanges.ts";

const inputs = {
  connection,
  entityType,
  lookBackDate,
  filterExpression: {
    ...filterExpression,
    comments: `${filterExpression.comments} A record that no longer matches after a change is not reported.`,
  },
  showNewRecords,
  showUpdatedRecords,
  showDeletedRecords,
  fieldNames,
  options: changeOptions,
};

export const pollChangesTrigger = pollingTrigger({
  display: {
    label: "New and Updated Records",
    description: "Report records of a table that were created, updated or deleted since the last poll.",
    directions:
      "Give the flow a schedule. Each run gets the lists created, updated and deleted with the records as they are now; with batching, each run gets items with changeType (created, updated or deleted) and record. Nothing is lost when a run fails, but what it had read comes again, so the flow's steps should stand a repetition: upsert rather than create. resync is true when Dataverse lost track (after seven days without a poll): the records come again, and deletions may be missing. Another Entity Type starts a new feed.",
  },
  inputs,
  perform: (context, payload, values) => pollChanges(context, payload, withAbsentGroups(inputs, values)),
  examplePayload: changeExample,
  triggerResolverSupport: "valid",
  batchConfig: { batchSize: 50 },
  triggerResolver: {
    resolveItems: (_, { payload }) => changeItems(payload.body.data),
    getNextPaginationState: (_, { payload }) => payload.paginationState ?? null,
  },
});
