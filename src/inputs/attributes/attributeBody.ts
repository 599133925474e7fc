import { input } from "@prismatic-io/spectral";
import { jsonObject } from "../parsers/jsonObject.ts";

const label = "Attribute Body";

const text = (label: string) => ({
  "@odata.type": "Microsoft.Dynamics.CRM.Label",
  LocalizedLabels: [
    { "@odata.type": "Microsoft.Dynamics.CRM.LocalizedLabel", Label: label, LanguageCode: 1033 },
  ],
});

const balance = {
  AttributeType: "Money",
  AttributeTypeName: { Value: "MoneyType" },
  Description: text("Enter the balance amount"),
  DisplayName: text("Balance"),
  RequiredLevel: {
    Value: "None",
    CanBeChanged: true,
    ManagedPropertyLogicalName: "canmodifyrequirementlevelsettings",
  },
  SchemaName: "new_Balance",
  "@odata.type": "Microsoft.Dynamics.CRM.MoneyAttributeMetadata",
  PrecisionSource: 2,
};

const example = '{"SchemaName":"new_Balance","RequiredLevel":{"Value":"Recommended"}}';

const bodyInput = (comments: string) =>
  input({
    label,
    type: "code",
    language: "json",
    required: true,
    default: JSON.stringify(balance, null, 2),
    comments,
    placeholder: "Definition of the attribute as JSON",
    example,
    clean: jsonObject(label, { of: "the properties of an attribute", example }),
  });

export const newAttributeBody = bodyInput(
  "The definition of the attribute as JSON. It needs a SchemaName that begins with the prefix of a publisher, a DisplayName and its @odata.type.",
);

export const changedAttributeBody = bodyInput(
  "What to change, as JSON. Everything that is left out stays as it is, labels in other languages included. The attribute is found by its MetadataId, LogicalName or SchemaName.",
);
