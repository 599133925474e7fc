import { describe, expect, it } from "vitest";
import { parseNewAttribute } from "../../../../../src/client/services/metadata/attributes/newAttribute.ts";

const label = { LocalizedLabels: [{ Label: "Balance", LanguageCode: 1033 }] };
const balance = { SchemaName: "new_Balance", AttributeType: "Money", DisplayName: label };

describe("the body of a new attribute", () => {
  it.each([
    [{ "@odata.type": "#Microsoft.Dynamics.CRM.MoneyAttributeMetadata" }],
    [{ AttributeTypeName: { Value: "moneytype" } }],
    [{ AttributeTypeName: "MoneyType" }],
    [{ AttributeType: "money" }],
    [{ AttributeType: "Money", "@odata.type": "MoneyAttributeMetadata" }],
  ])("gets its @odata.type from %j", (type) => {
    const { body } = parseNewAttribute({ SchemaName: "new_Balance", DisplayName: label, ...type });
    expect(body["@odata.type"]).toBe("Microsoft.Dynamics.CRM.MoneyAttributeMetadata");
    expect(["Money", undefined]).toContain(body["AttributeType"]);
    expect([{ Value: "MoneyType" }, undefined]).toContainEqual(body["AttributeTypeName"]);
  });

  it("may say Virtual beside a type that Dataverse lists as such", () => {
    const { body, logicalName } = parseNewAttribute({
      SchemaName: "new_Hobbies",
      AttributeType: "Virtual",
      AttributeTypeName: { Value: "MultiSelectPicklistType" },
      DisplayName: label,
    });
    expect([logicalName, body["@odata.type"], body["AttributeType"]]).toEqual([
      "new_hobbies",
      "Microsoft.Dynamics.CRM.MultiSelectPicklistAttributeMetadata",
      "Virtual",
    ]);
  });

  it("is not changed otherwise", () => {
    const given = { ...balance, Precision: 2, RequiredLevel: { Value: "None" } };
    expect(parseNewAttribute(given).body).toEqual({
      ...given,
      "@odata.type": "Microsoft.Dynamics.CRM.MoneyAttributeMetadata",
    });
  });

  it.each([
    [{}, "is empty."],
    [{ ...balance, SchemaName: " " }, "has no SchemaName."],
    [{ ...balance, SchemaName: 7 }, "has a SchemaName that is not text."],
    [{ ...balance, SchemaName: "Balance" }, 'has the SchemaName "Balance", which is not the prefix'],
    [{ ...balance, SchemaName: "mscrm_Balance" }, "has the SchemaName"],
    [{ ...balance, SchemaName: "new_Bal ance" }, "has the SchemaName"],
    [{ ...balance, AttributeType: undefined }, "does not say which type the attribute has."],
    [
      { ...balance, AttributeType: "Mony" },
      `has the AttributeType "Mony", which is no type of attribute. Did you mean 'Money'?`,
    ],
    [
      { ...balance, "@odata.type": "Microsoft.Dynamics.CRM.StringAttributeMetadata" },
      "names two types: @odata.type is String, but AttributeType is Money. Leave one of the two out.",
    ],
    [
      { ...balance, AttributeType: "Customer" },
      "has the type Customer. A lookup is created together with its relationship",
    ],
    [
      { ...balance, AttributeType: "Virtual" },
      "has the type Virtual, which does not say what the attribute holds",
    ],
    [{ ...balance, DisplayName: undefined }, "has no DisplayName."],
    [{ ...balance, DisplayName: "Balance" }, "has a DisplayName that is not a label."],
    [{ ...balance, DisplayName: { LocalizedLabels: [] } }, "has a DisplayName without a text."],
    [
      { ...balance, DisplayName: { LocalizedLabels: "x" } },
      "has a DisplayName whose LocalizedLabels are not a list.",
    ],
    [
      { ...balance, Description: { LocalizedLabels: [{ Label: "x" }] } },
      "has a Description whose text 1 lacks a Label that is text or a LanguageCode that is a number.",
    ],
  ])("is refused: %j", (body, problem) => {
    expect(() => parseNewAttribute(body)).toThrow(`Attribute Body ${problem}`);
    expect(() => parseNewAttribute(body)).toThrow(expect.objectContaining({ kind: "invalidInput" }));
  });
});
