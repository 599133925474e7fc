import { z } from "zod";
import { connection } from "../../inputs/connection.ts";
import { definitionOptions } from "../../inputs/options.ts";
import { definedTable } from "../../inputs/tables/definedTable.ts";
import { lookupField } from "../../inputs/tables/lookupField.ts";
import { dataverseAction } from "../dataverseAction.ts";

const text = z.string().nullish();
const flag = z.boolean().nullish();
const label = z
  .looseObject({
    LocalizedLabels: z.array(z.looseObject({ Label: z.string(), LanguageCode: z.number() })),
    UserLocalizedLabel: z.looseObject({ Label: z.string(), LanguageCode: z.number() }).nullable(),
  })
  .nullish()
  .describe("In all languages, and in that of the connection's user, which may be missing (null).");

const definitionSchema = z.object({
  result: z
    .looseObject({
      MetadataId: z.string(),
      LogicalName: text.describe("The table's own name."),
      SchemaName: text,
      EntitySetName: text.describe("For the Entity Type of the record actions."),
      DisplayName: label,
      DisplayCollectionName: label,
      Description: label,
      PrimaryIdAttribute: text.describe("The column that holds a record's id."),
      PrimaryNameAttribute: text.describe("The column that holds a record's name."),
      ObjectTypeCode: z.number().nullish(),
      OwnershipType: text,
      TableType: text,
      IsCustomEntity: flag,
      IsActivity: flag,
      IsChildEntity: flag,
      IsIntersect: flag,
      ChangeTrackingEnabled: flag,
      Attributes: z
        .array(z.looseObject({ LogicalName: z.string() }))
        .optional()
        .describe("With Include Attributes: the definitions of the columns."),
    })
    .describe("The definition as Dataverse holds it, with all properties or with those asked for."),
});

const accountLabel = (Label: string) => {
  const english = { Label, LanguageCode: 1033 };
  return { LocalizedLabels: [english], UserLocalizedLabel: english };
};

export const getEntityMetaData = dataverseAction({
  display: {
    label: "[CRM] Get Entity Metadata",
    description: "Get definition of Microsoft Dynamics 365 CRM entity.",
  },
  inputs: { connection, entityType: definedTable, lookupField, options: definitionOptions },
  run: async ({ tables }, { entityType, lookupField, options }) => ({
    result: await tables.definition(entityType, {
      lookUpBy: lookupField ? "logicalName" : "entitySetName",
      properties: options.propertyNames,
      includeAttributes: options.includeAttributes,
    }),
  }),
  effect: "read",
  output: definitionSchema,
  example: {
    result: {
      "@odata.context": "https://my-org.crm.dynamics.com/api/data/v9.2/$metadata#EntityDefinitions/$entity",
      MetadataId: "70816501-edb9-4740-a16c-6a5efbc05d84",
      LogicalName: "account",
      SchemaName: "Account",
      EntitySetName: "accounts",
      DisplayName: accountLabel("Account"),
      DisplayCollectionName: accountLabel("Accounts"),
      Description: accountLabel("Business that represents a customer or potential customer."),
      PrimaryIdAttribute: "accountid",
      PrimaryNameAttribute: "name",
      ObjectTypeCode: 1,
      OwnershipType: "UserOwned",
      TableType: "Standard",
      IsCustomEntity: false,
      IsActivity: false,
      IsChildEntity: false,
      IsIntersect: false,
      ChangeTrackingEnabled: true,
    },
  },
});
