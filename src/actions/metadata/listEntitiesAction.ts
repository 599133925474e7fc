import { z } from "zod";
import { connection } from "../../inputs/connection.ts";
import { includeCustom } from "../../inputs/tables/includeCustom.ts";
import { includeDetails } from "../../inputs/tables/includeDetails.ts";
import { includeOnlyTopLevel } from "../../inputs/tables/includeOnlyTopLevel.ts";
import { dataverseAction } from "../dataverseAction.ts";

const text = z.string().nullable();

const listedTableSchema = z.object({
  entityId: z.string().describe("The table's MetadataId."),
  logicalName: z.string(),
  schemaName: z.string(),
  entitySetName: text.describe(
    "For the Entity Type of the record actions; null for a table that the Web API does not offer.",
  ),
  displayName: z.string().describe("The label; the logical name where the table has none."),
  pluralDisplayName: z
    .string()
    .describe("The label of several records; the logical name where the table has none."),
  primaryIdAttribute: text.describe("The column that holds a record's id."),
  primaryNameAttribute: text.describe("The column that holds a record's name."),
  isCustomEntity: z.boolean(),
  isChildEntity: z.boolean(),
});

const details = z.object({
  description: z.string().describe("Empty where there is none."),
  ownershipType: text,
  isActivity: z.boolean(),
  isBusinessProcessEnabled: z.boolean(),
  isValidForAdvancedFind: z.boolean(),
  isValidForQueue: z.boolean(),
  entityColor: text,
  iconLargeName: text,
  iconMediumName: text,
  iconSmallName: text,
});

const tableListSchema = z.object({
  entities: z
    .array(listedTableSchema.extend(details.partial().shape))
    .describe("The tables in the order of their schema names; the details with Include Entity Details only."),
  totalCount: z.number().describe("How many tables are listed."),
  customEntitiesCount: z.number().describe("How many of them are custom."),
  systemEntitiesCount: z.number().describe("How many of them are not custom."),
});

export const listEntitiesAction = dataverseAction({
  display: {
    label: "[CRM] List Entities",
    description:
      "Get a list of all available entities in your Dynamics 365 CRM instance with detailed metadata",
  },
  inputs: { connection, includeCustom, includeOnlyTopLevel, includeDetails },
  run: ({ tables }, { includeCustom, includeOnlyTopLevel: onlyTopLevel, includeDetails }) =>
    tables.list({ includeCustom, onlyTopLevel, includeDetails }),
  effect: "read",
  output: tableListSchema,
  example: {
    entities: [
      {
        entityId: "70816501-edb9-4740-a16c-6a5efbc05d84",
        logicalName: "account",
        schemaName: "Account",
        entitySetName: "accounts",
        displayName: "Account",
        pluralDisplayName: "Accounts",
        primaryIdAttribute: "accountid",
        primaryNameAttribute: "name",
        isCustomEntity: false,
        isChildEntity: false,
      },
      {
        entityId: "5872b902-112a-ed11-9db1-00224804f8e2",
        logicalName: "new_project",
        schemaName: "new_Project",
        entitySetName: "new_projects",
        displayName: "Project",
        pluralDisplayName: "Projects",
        primaryIdAttribute: "new_projectid",
        primaryNameAttribute: "new_name",
        isCustomEntity: true,
        isChildEntity: false,
      },
    ],
    totalCount: 2,
    customEntitiesCount: 1,
    systemEntitiesCount: 1,
  },
});
