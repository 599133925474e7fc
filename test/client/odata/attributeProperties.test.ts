import { describe, expect, it } from "vitest";
import {
  isCommonProperty,
  propertiesOf,
  propertyName,
  typesWithProperty,
} from "../../../src/client/odata/attributeProperties.ts";
import { findAttributeType } from "../../../src/client/odata/attributeTypes.ts";

describe("a property of attributes", () => {
  it("is known in any case; others are left as they are", () => {
    expect(["logicalname", "MAXLENGTH", "Unheard", "constructor"].map(propertyName)).toEqual([
      "LogicalName",
      "MaxLength",
      "Unheard",
      "constructor",
    ]);
  });

  it("is of all attributes, or of single types that exist", () => {
    expect([isCommonProperty("LogicalName"), isCommonProperty("MaxLength")]).toEqual([true, false]);
    for (const name of propertiesOf()) {
      const types = typesWithProperty(name);
      expect(types.length > 0, name).toBe(!isCommonProperty(name));
      expect(types.filter((type) => findAttributeType(type)?.name !== type)).toEqual([]);
    }
    expect(typesWithProperty("constructor")).toEqual([]);
  });

  it("is listed with those of its type", () => {
    expect(propertiesOf("Money")).toEqual(expect.arrayContaining(["LogicalName", "Precision"]));
    expect(propertiesOf("Money")).not.toContain("MaxLength");
  });
});
