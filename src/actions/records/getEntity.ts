import { connection } from "../../inputs/connection.ts";
import { entityId } from "../../inputs/entityId.ts";
import { entityType } from "../../inputs/entityType.ts";
import { expandPropertyNames } from "../../inputs/expandPropertyNames.ts";
import { fieldNames } from "../../inputs/fieldNames.ts";
import { getOptions, readOptions } from "../../inputs/options.ts";
import { dataverseAction } from "../dataverseAction.ts";
import { exampleAccount, recordSchema } from "./record.ts";

export const getEntity = dataverseAction({
  display: {
    label: "[CRM] Get Entity",
    description: "Retrieve a single Microsoft Dynamics 365 CRM entity record.",
  },
  inputs: { entityType, entityId, fieldNames, expandPropertyNames, connection, options: getOptions },
  run: ({ records }, { entityType, entityId, fieldNames, expandPropertyNames, options }) =>
    records.get(
      { entityType, key: entityId },
      { select: fieldNames, expand: expandPropertyNames, ...readOptions(options) },
    ),
  effect: "read",
  output: recordSchema,
  example: exampleAccount,
});
