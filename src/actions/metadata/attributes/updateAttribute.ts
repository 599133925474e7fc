import { changedAttributeBody } from "../../../inputs/attributes/attributeBody.ts";
import { tableId } from "../../../inputs/attributes/tableId.ts";
import { connection } from "../../../inputs/connection.ts";
import { updateAttributeOptions } from "../../../inputs/options.ts";
import { dataverseAction } from "../../dataverseAction.ts";
import { attributeSchema, exampleAttribute } from "./attribute.ts";

export const updateAttribute = dataverseAction({
  display: {
    label: "[CRM] Update Attribute",
    description: "Update an existing CRM Attribute on an Entity",
  },
  inputs: {
    connection,
    entityId: tableId,
    attributeBody: changedAttributeBody,
    options: updateAttributeOptions,
  },
  run: ({ attributes }, { entityId, attributeBody, options: { attributeKey, ...options } }) =>
    attributes.update({ table: entityId, attribute: attributeKey, body: attributeBody, options }),
  effect: "write",
  output: attributeSchema,
  example: exampleAttribute,
});
