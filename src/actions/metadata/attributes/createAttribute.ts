import { newAttributeBody } from "../../../inputs/attributes/attributeBody.ts";
import { tableId } from "../../../inputs/attributes/tableId.ts";
import { connection } from "../../../inputs/connection.ts";
import { createAttributeOptions } from "../../../inputs/options.ts";
import { dataverseAction } from "../../dataverseAction.ts";
import { attributeSchema, exampleAttribute } from "./attribute.ts";

export const createAttribute = dataverseAction({
  display: { label: "[CRM] Create Attribute", description: "Create a CRM Attribute on an Entity" },
  inputs: {
    connection,
    entityId: tableId,
    attributeBody: newAttributeBody,
    options: createAttributeOptions,
  },
  run: ({ attributes }, { entityId, attributeBody, options }) =>
    attributes.create({ table: entityId, body: attributeBody, options }),
  effect: "write",
  output: attributeSchema,
  example: exampleAttribute,
});
