import { z } from "zod";
import { attributeDetails } from "../../../inputs/attributes/attributeDetails.ts";
import { attributeTypeFilter } from "../../../inputs/attributes/attributeType.ts";
import { tableId } from "../../../inputs/attributes/tableId.ts";
import { connection } from "../../../inputs/connection.ts";
import { dataverseAction } from "../../dataverseAction.ts";

const listedAttributeSchema = z.object({
  logicalName: z.string().describe("The name of the column."),
  displayName: z.string().describe("The label, or the logical name where there is none."),
  attributeType: z
    .string()
    .describe("The type, such as String; Virtual for files, images and multiple choices."),
  description: z.string().describe("Empty where there is none."),
  isCustomAttribute: z.boolean(),
  isPrimaryId: z.boolean(),
  isPrimaryName: z.boolean(),
  requiredLevel: z.string().describe("None, Recommended, ApplicationRequired or SystemRequired."),
  isValidForRead: z.boolean(),
  isValidForCreate: z.boolean(),
  isValidForUpdate: z.boolean(),
  schemaName: z.string().optional().describe("With Include Attribute Details."),
  isSecured: z.boolean().optional().describe("With Include Attribute Details."),
  isAuditEnabled: z.boolean().optional().describe("With Include Attribute Details."),
  isValidForAdvancedFind: z.boolean().optional().describe("With Include Attribute Details."),
});

const attributeOverviewSchema = z.object({
  entityId: z.string().describe("The table as Entity ID names it."),
  entityLogicalName: z.string().describe("The table's logical name."),
  attributes: z.array(listedAttributeSchema).describe("By logical name."),
  totalCount: z.number(),
  customAttributesCount: z.number(),
  systemAttributesCount: z.number(),
  attributesByType: z.record(z.string(), z.number()).describe("How many of each type are listed."),
  primaryIdAttribute: z.string().nullable().describe("The column that holds the id of a record."),
  primaryNameAttribute: z.string().nullable().describe("The column that holds the name of a record."),
});

const everywhere = { isValidForRead: true, isValidForCreate: true };
const system = { isCustomAttribute: false, isPrimaryId: false, isPrimaryName: false, ...everywhere };

export const listAttributesAction = dataverseAction({
  display: {
    label: "[CRM] List Attributes",
    description: "Get a list of all attributes for a specific entity in your Dynamics 365 CRM instance",
  },
  inputs: {
    connection,
    entityId: tableId,
    attributeType: attributeTypeFilter,
    includeDetails: attributeDetails,
  },
  run: async ({ attributes }, { entityId, attributeType, includeDetails }) => ({
    entityId: entityId.value,
    ...(await attributes.list(entityId, { type: attributeType, details: includeDetails })),
  }),
  effect: "read",
  output: attributeOverviewSchema,
  example: {
    entityId: "account",
    entityLogicalName: "account",
    attributes: [
      {
        logicalName: "accountid",
        displayName: "Account",
        attributeType: "Uniqueidentifier",
        description: "Unique identifier of the account.",
        ...system,
        isPrimaryId: true,
        requiredLevel: "SystemRequired",
        isValidForUpdate: false,
      },
      {
        logicalName: "name",
        displayName: "Account Name",
        attributeType: "String",
        description: "Type the company or business name.",
        ...system,
        isPrimaryName: true,
        requiredLevel: "ApplicationRequired",
        isValidForUpdate: true,
      },
    ],
    totalCount: 2,
    customAttributesCount: 0,
    systemAttributesCount: 2,
    attributesByType: { String: 1, Uniqueidentifier: 1 },
    primaryIdAttribute: "accountid",
    primaryNameAttribute: "name",
  },
});
