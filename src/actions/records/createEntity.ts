import { connection } from "../../inputs/connection.ts";
import { dynamicValues } from "../../inputs/dynamicValues.ts";
import { entityType } from "../../inputs/entityType.ts";
import { fieldValues } from "../../inputs/fieldValues.ts";
import { createOptions, writeOptions } from "../../inputs/options.ts";
import { dataverseAction } from "../dataverseAction.ts";
import { exampleAccount, recordSchema } from "./record.ts";
import { recordValues } from "./recordValues.ts";

export const createEntity = dataverseAction({
  display: {
    label: "[CRM] Create Entity",
    description: "Create a new Microsoft Dynamics 365 CRM entity record.",
  },
  inputs: { entityType, dynamicValues, fieldValues, connection, options: createOptions },
  run: ({ records }, { entityType, options, ...values }) =>
    records.create(entityType, recordValues(values), writeOptions(options)),
  effect: "write",
  chooses: "ids",
  output: recordSchema,
  example: exampleAccount,
});
