import { connection } from "../../inputs/connection.ts";
import { dynamicValues } from "../../inputs/dynamicValues.ts";
import { entityId } from "../../inputs/entityId.ts";
import { entityType } from "../../inputs/entityType.ts";
import { fieldValues } from "../../inputs/fieldValues.ts";
import { updateOptions, writeOptions } from "../../inputs/options.ts";
import { dataverseAction } from "../dataverseAction.ts";
import { exampleAccount, recordSchema } from "./record.ts";
import { recordValues } from "./recordValues.ts";

export const updateEntity = dataverseAction({
  display: {
    label: "[CRM] Update Entity",
    description: "Update a Microsoft Dynamics 365 CRM entity record.",
  },
  inputs: { entityType, entityId, fieldValues, dynamicValues, connection, options: updateOptions },
  run: ({ records }, { entityType, entityId, options, ...values }) =>
    records.update({ entityType, key: entityId }, recordValues(values), {
      ...writeOptions(options),
      ifMatch: options.ifMatch,
    }),
  effect: "write",
  output: recordSchema,
  example: exampleAccount,
});
