import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changedDefinition,
  checkFixed,
  parseAttributeChange,
} from "../../../../../src/client/services/metadata/attributes/attributeChange.ts";

const localized = (Label: string, LanguageCode: number) => ({ Label, LanguageCode });
const id = "e160ff9b-6f17-ed11-b83e-00224837179f";

const definition = {
  "@odata.context": "https://org.crm.dynamics.com/api/data/v9.2/$metadata#x/$entity",
  "@odata.type": "#Microsoft.Dynamics.CRM.BooleanAttributeMetadata",
  MetadataId: id,
  LogicalName: "new_boolean",
  SchemaName: "new_Boolean",
  EntityLogicalName: "account",
  AttributeType: "Boolean",
  AttributeTypeName: { Value: "BooleanType" },
  DefaultValue: false,
  DisplayName: {
    LocalizedLabels: [localized("Flag", 1033), localized("Schalter", 1031)],
    UserLocalizedLabel: localized("Flag", 1033),
  },
  Description: { LocalizedLabels: [], UserLocalizedLabel: null },
  RequiredLevel: { Value: "None", CanBeChanged: true, ManagedPropertyLogicalName: "canmodify" },
};
const { "@odata.context": _context, ...sent } = definition;

describe("a changed definition", () => {
  it("keeps what the body leaves out, and loses what belongs to the answer only", () => {
    expect(changedDefinition(definition, {})).toEqual(sent);
  });

  it("has the body's members in the place of its own, and those of objects one by one", () => {
    expect(
      changedDefinition(definition, { DefaultValue: true, RequiredLevel: { Value: "Recommended" } }),
    ).toEqual({
      ...sent,
      DefaultValue: true,
      RequiredLevel: { ...definition.RequiredLevel, Value: "Recommended" },
    });
  });

  it("has the labels of the body, and those in other languages as before", () => {
    const changed = changedDefinition(definition, {
      DisplayName: { LocalizedLabels: [localized("Switch", 1033), localized("Interrupteur", 1036)] },
      Description: { UserLocalizedLabel: localized("On or off", 1033) },
    });
    expect(changed["DisplayName"]).toEqual({
      "@odata.type": "Microsoft.Dynamics.CRM.Label",
      LocalizedLabels: [
        localized("Schalter", 1031),
        localized("Switch", 1033),
        localized("Interrupteur", 1036),
      ],
    });
    expect(changed["Description"]).toEqual({
      "@odata.type": "Microsoft.Dynamics.CRM.Label",
      LocalizedLabels: [localized("On or off", 1033)],
    });
  });

  it("never takes identity or type from the body, whose spelling may differ", () => {
    const body = {
      SchemaName: "NEW_BOOLEAN",
      AttributeType: "boolean",
      "@odata.type": "BooleanAttributeMetadata",
    };
    expect(changedDefinition(definition, body)).toEqual(sent);
  });

  it("leaves out numbers that JSON cannot keep, so that they are not sent wrong", () => {
    const bounds = { MinValue: Number("-9223372036854775808"), MaxValue: 5 };
    expect(changedDefinition({ LogicalName: "a", ...bounds }, {})).toEqual({ LogicalName: "a", MaxValue: 5 });
  });

  it("is the definition with exactly the body's plain members changed, and changes neither of the two", () => {
    const name = fc.stringMatching(/^[A-Z][a-z]{1,6}$/);
    const plain = fc.dictionary(name, fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null)));
    fc.assert(
      fc.property(plain, plain, (before, body) => {
        const [beforeText, bodyText] = [JSON.stringify(before), JSON.stringify(body)];
        expect(changedDefinition(before, body)).toEqual({ ...before, ...body });
        expect([JSON.stringify(before), JSON.stringify(body)]).toEqual([beforeText, bodyText]);
      }),
    );
  });

  it("keeps every language that the body does not write", () => {
    const texts = fc.uniqueArray(
      fc.record({ Label: fc.string(), LanguageCode: fc.integer({ min: 1025, max: 1040 }) }),
      {
        selector: ({ LanguageCode }) => LanguageCode,
      },
    );
    fc.assert(
      fc.property(texts, texts, (before, written) => {
        const { DisplayName } = changedDefinition(
          { DisplayName: { LocalizedLabels: before, UserLocalizedLabel: null } },
          { DisplayName: { LocalizedLabels: written } },
        );
        const expected = new Map([...before, ...written].map((text) => [text.LanguageCode, text.Label]));
        const all: readonly { Label: string; LanguageCode: number }[] = Object(DisplayName).LocalizedLabels;
        expect(new Map(all.map((text) => [text.LanguageCode, text.Label]))).toEqual(expected);
        expect(all).toHaveLength(expected.size);
      }),
    );
  });
});

describe("the body of a change", () => {
  it.each([
    [
      { MetadataId: `{${id.toUpperCase()}}`, LogicalName: "other" },
      { by: "metadataId", value: id },
    ],
    [{ LogicalName: "New_Boolean" }, { by: "name", value: "new_boolean" }],
    [{ SchemaName: "new_Boolean" }, { by: "name", value: "new_boolean" }],
  ])("names its attribute: %j", (body, attribute) => {
    expect(parseAttributeChange(body, undefined).attribute).toEqual(attribute);
  });

  it("need not name it where Attribute Key does", () => {
    const key = { by: "name", value: "new_key" } as const;
    expect(parseAttributeChange({ SchemaName: "new_Boolean" }, key).attribute).toBe(key);
  });

  it.each([
    [{}, "Attribute Body does not say which attribute to change."],
    [{ MetadataId: null, LogicalName: "" }, "Attribute Body does not say which attribute to change."],
    [{ LogicalName: "a b" }, 'Attribute Body has the LogicalName "a b", which cannot be one.'],
    [{ SchemaName: "new_X", AttributeType: "Nope" }, "which is no type of attribute."],
    [
      { SchemaName: "new_X", OptionSet: {} },
      "Attribute Body holds OptionSet, but Dataverse does not change options",
    ],
    [{ SchemaName: "new_X", DisplayName: "X" }, "Attribute Body has a DisplayName that is not a label."],
  ])("is refused before anything is sent: %j", (body, problem) => {
    expect(() => parseAttributeChange(body, undefined)).toThrow(problem);
  });

  const check = (body: Readonly<Record<string, unknown>>) => () =>
    checkFixed(parseAttributeChange({ LogicalName: "new_boolean", ...body }, undefined), definition);

  it.each([
    [{ SchemaName: "NEW_boolean", MetadataId: id.toUpperCase(), EntityLogicalName: "Account" }],
    [{ AttributeType: "Boolean", AttributeTypeName: { Value: "BooleanType" } }],
    [{ "@odata.type": "#Microsoft.Dynamics.CRM.BooleanAttributeMetadata" }],
  ])("may repeat what cannot be changed: %j", (body) => {
    expect(check(body)).not.toThrow();
  });

  it.each([
    [
      { SchemaName: "new_Other" },
      'Attribute Body has the SchemaName "new_Other", but the attribute has "new_Boolean", and that cannot be changed.',
    ],
    [
      { EntityLogicalName: "contact" },
      'has the EntityLogicalName "contact", but the attribute has "account"',
    ],
    [
      { AttributeType: "String" },
      "Attribute Body says that new_boolean is of the type String, but it is Boolean, and the type of an attribute cannot be changed.",
    ],
  ])("must not change what cannot be changed: %j", (body, problem) => {
    expect(check(body)).toThrow(problem);
  });
});
