import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  attributeTypes,
  findAttributeType,
  isOfType,
  metadataTypeOf,
  withTypeFilter,
} from "../../../src/client/odata/attributeTypes.ts";

const inAnyCase = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) =>
      [...text].map((letter, index) => (upper[index] ? letter.toUpperCase() : letter.toLowerCase())).join(""),
    );

const ofCode = (name: string) => `AttributeType eq Microsoft.Dynamics.CRM.AttributeTypeCode'${name}'`;

describe("a type of attribute", () => {
  it("is found by each of its names in any case", () => {
    const spellings = fc.constantFrom(...attributeTypes).chain((type) =>
      fc
        .constantFrom(
          type.name,
          `${type.name}Type`,
          ...(type.filter === undefined && type.metadataType !== undefined
            ? [
                type.metadataType,
                `Microsoft.Dynamics.CRM.${type.metadataType}`,
                `#Microsoft.Dynamics.CRM.${type.metadataType}`,
                `mscrm.${type.metadataType}`,
              ]
            : []),
        )
        .chain(inAnyCase)
        .map((text) => ({ type, text })),
    );
    fc.assert(
      fc.property(spellings, ({ type, text }) => {
        expect(findAttributeType(` ${text} `)).toBe(type);
      }),
    );
  });

  it.each([
    "",
    "Choice",
    "Metadata",
    "AttributeMetadata",
    "Type",
    "EnumAttributeMetadata",
    "String)",
    "constructor",
  ])("is not found by %j", (text) => {
    expect(findAttributeType(text)).toBeUndefined();
  });

  it("that shares its metadata type with others is told from them by a filter", () => {
    expect(findAttributeType("customer")).toEqual({
      name: "Customer",
      metadataType: "LookupAttributeMetadata",
      codes: ["Customer"],
      filter: ofCode("Customer"),
    });
    expect(findAttributeType("LookupAttributeMetadata")).toEqual({
      name: "LookupAttributeMetadata",
      metadataType: "LookupAttributeMetadata",
      codes: ["Customer", "Lookup", "Owner", "PartyList"],
    });
  });

  it.each([
    ["Money", undefined, ""],
    ["Money", "$filter=IsCustomAttribute eq true", "IsCustomAttribute eq true"],
    ["Owner", undefined, ofCode("Owner")],
    ["Virtual", " ", ofCode("Virtual")],
    [
      "Customer",
      "$filter=IsLogical eq true or IsLogical eq false",
      `(IsLogical eq true or IsLogical eq false) and ${ofCode("Customer")}`,
    ],
  ])("%s joins its condition to the user's: %j", (name, filter, joined) => {
    expect(withTypeFilter(findAttributeType(name), filter)).toBe(joined);
  });

  it.each([
    ["String", "String", "StringType", true],
    ["String", "Memo", "MemoType", false],
    ["File", "Virtual", "FileType", true],
    ["File", "Virtual", "ImageType", false],
    ["Virtual", "Virtual", "FileType", true],
    ["Lookup", "Owner", "OwnerType", false],
    ["LookupAttributeMetadata", "Owner", "OwnerType", true],
  ])("%s: an attribute of %s, %s is one is %s", (name, ...[code, typeName, expected]) => {
    const type = findAttributeType(name);
    expect(type !== undefined && isOfType(type, { code, typeName })).toBe(expected);
  });

  it.each([
    ["#Microsoft.Dynamics.CRM.MoneyAttributeMetadata", "MoneyAttributeMetadata"],
    ["Microsoft.Dynamics.CRM.AttributeMetadata", undefined],
    [undefined, undefined],
    [7, undefined],
  ])("is read from the @odata.type %j", (odataType, metadataType) => {
    expect(metadataTypeOf(odataType)).toBe(metadataType);
  });
});
