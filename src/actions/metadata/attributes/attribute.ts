import { z } from "zod";

const label = z
  .looseObject({
    LocalizedLabels: z.array(z.looseObject({ Label: z.string(), LanguageCode: z.number() })),
    UserLocalizedLabel: z.looseObject({ Label: z.string(), LanguageCode: z.number() }).nullish(),
  })
  .nullish();

/** An attribute's definition as Dataverse returns it, as far as all attributes have it. */
export const attributeSchema = z
  .looseObject({
    "@odata.context": z.string().optional().describe("Where the definition's type is described."),
    "@odata.type": z
      .string()
      .optional()
      .describe("The metadata type, such as #Microsoft.Dynamics.CRM.MoneyAttributeMetadata."),
    MetadataId: z.string().describe("The id of the attribute."),
    LogicalName: z.string().optional().describe("The name of the column."),
    SchemaName: z.string().optional(),
    AttributeType: z.string().optional().describe("The type, such as Money."),
    DisplayName: label.describe("The label, in every language there is."),
    Description: label,
  })
  .describe("The definition of the attribute. Further properties depend on its type.");

const localized = (text: string) => {
  const own = {
    Label: text,
    LanguageCode: 1033,
    IsManaged: false,
    MetadataId: "00000000-0000-0000-0000-0000000000e3",
    HasChanged: null,
  };
  return { LocalizedLabels: [own], UserLocalizedLabel: own };
};

const attributes =
  "https://my-org.crm.dynamics.com/api/data/v9.2/$metadata#EntityDefinitions('account')/Attributes";

/** The example payload of the actions that return one attribute. */
export const exampleAttribute = {
  "@odata.context": `${attributes}/$entity`,
  "@odata.type": "#Microsoft.Dynamics.CRM.MoneyAttributeMetadata",
  MetadataId: "00000000-0000-0000-0000-0000000000e1",
  AttributeOf: null,
  AttributeType: "Money",
  EntityLogicalName: "account",
  IsCustomAttribute: true,
  IsPrimaryId: false,
  IsPrimaryName: false,
  IsValidForCreate: true,
  IsValidForRead: true,
  IsValidForUpdate: true,
  LogicalName: "new_balance",
  SchemaName: "new_Balance",
  MinValue: -922_337_203_685_477,
  MaxValue: 922_337_203_685_477,
  Precision: 2,
  PrecisionSource: 2,
  IsBaseCurrency: false,
  AttributeTypeName: { Value: "MoneyType" },
  Description: localized("Enter the balance amount"),
  DisplayName: localized("Balance"),
  RequiredLevel: {
    Value: "None",
    CanBeChanged: true,
    ManagedPropertyLogicalName: "canmodifyrequirementlevelsettings",
  },
};

export const attributeListSchema = z.looseObject({
  "@odata.context": z.string().optional().describe("Where the definitions' type is described."),
  value: z.array(attributeSchema).describe("The attributes, all that match at once."),
});

const { "@odata.context": _context, ...listedAttribute } = exampleAttribute;

export const exampleAttributeList = { "@odata.context": attributes, value: [listedAttribute] };
