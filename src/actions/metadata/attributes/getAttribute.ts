import { attributeKey } from "../../../inputs/attributes/attributeKey.ts";
import { attributeExpands, attributeFieldNames } from "../../../inputs/attributes/attributeQuery.ts";
import { tableId } from "../../../inputs/attributes/tableId.ts";
import { connection } from "../../../inputs/connection.ts";
import { dataverseAction } from "../../dataverseAction.ts";
import { attributeSchema, exampleAttribute } from "./attribute.ts";

export const getAttribute = dataverseAction({
  display: { label: "[CRM] Get Attribute", description: "Retrieve a single CRM Attribute" },
  inputs: {
    connection,
    entityId: tableId,
    attributeType: attributeKey,
    fieldNames: attributeFieldNames,
    expandPropertyNames: attributeExpands,
  },
  run: ({ attributes }, { entityId, attributeType, fieldNames, expandPropertyNames }) =>
    attributes.get(entityId, attributeType, { select: fieldNames, expand: expandPropertyNames }),
  effect: "read",
  output: attributeSchema,
  example: exampleAttribute,
});
