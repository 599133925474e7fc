import {
  attributeExpands,
  attributeFieldNames,
  attributeFilter,
} from "../../../inputs/attributes/attributeQuery.ts";
import { attributeType } from "../../../inputs/attributes/attributeType.ts";
import { tableId } from "../../../inputs/attributes/tableId.ts";
import { connection } from "../../../inputs/connection.ts";
import { dataverseAction } from "../../dataverseAction.ts";
import { attributeListSchema, exampleAttributeList } from "./attribute.ts";

export const queryAttributes = dataverseAction({
  display: {
    label: "[CRM] Query Attributes",
    description: "Query for CRM Attributes that satisfy the filter expression",
  },
  inputs: {
    connection,
    entityId: tableId,
    attributeType,
    fieldNames: attributeFieldNames,
    filterExpression: attributeFilter,
    expandPropertyNames: attributeExpands,
  },
  run: ({ attributes }, { entityId, ...inputs }) =>
    attributes.query(entityId, {
      type: inputs.attributeType,
      select: inputs.fieldNames,
      filter: inputs.filterExpression,
      expand: inputs.expandPropertyNames,
    }),
  effect: "read",
  output: attributeListSchema,
  example: exampleAttributeList,
});
