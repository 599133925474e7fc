import { connection } from "../../inputs/connection.ts";
import { dynamicValues } from "../../inputs/dynamicValues.ts";
import { entityId } from "../../inputs/entityId.ts";
import { entityType } from "../../inputs/entityType.ts";
import { fieldValues } from "../../inputs/fieldValues.ts";
import { createOptions, writeOptions } from "../../inputs/options.ts";
import { dataverseAction } from "../dataverseAction.ts";
import { exampleAccount, upsertedRecordSchema } from "./record.ts";
import { recordValues } from "./recordValues.ts";

export const upsertEntity = dataverseAction({
  display: {
    label: "[CRM] Upsert Entity",
    description: "Upsert a Microsoft Dynamics 365 CRM entity record.",
  },
  inputs: { entityType, entityId, fieldValues, dynamicValues, connection, options: createOptions },
  run: ({ records }, { entityType, entityId, options, ...values }) =>
    records.upsert({ entityType, key: entityId }, recordValues(values), writeOptions(options)),
  effect: "write",
  output: upsertedRecordSchema,
  example: { ...exampleAccount, "@created": true },
});
