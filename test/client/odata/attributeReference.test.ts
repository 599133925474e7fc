import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  attributePath,
  attributesPath,
  parseAttributeReference,
} from "../../../src/client/odata/attributeReference.ts";

const table = "EntityDefinitions(LogicalName='account')";
const id = "5967e7cc-afbb-4c10-bf7e-e7ef430c52be";

describe("what names an attribute", () => {
  it("is its MetadataId in any spelling, or its logical or schema name", () => {
    expect(parseAttributeReference(` {${id.toUpperCase()}} `)).toEqual({ by: "metadataId", value: id });
    expect(parseAttributeReference("new_Balance")).toEqual({ by: "name", value: "new_balance" });
    expect(parseAttributeReference("Annual Revenue")).toBeUndefined();
    expect(parseAttributeReference("")).toBeUndefined();
  });

  it("becomes a path, cast to a metadata type or not", () => {
    const money = { metadataType: "MoneyAttributeMetadata" };
    expect(attributesPath(table)).toBe(`${table}/Attributes`);
    expect(attributesPath(table, money)).toBe(
      `${table}/Attributes/Microsoft.Dynamics.CRM.MoneyAttributeMetadata`,
    );
    expect(attributePath(table, { by: "metadataId", value: id })).toBe(`${table}/Attributes(${id})`);
    expect(attributePath(table, { by: "name", value: "revenue" }, money)).toBe(
      `${table}/Attributes(LogicalName='revenue')/Microsoft.Dynamics.CRM.MoneyAttributeMetadata`,
    );
  });

  it("never breaks out of its key", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const reference = parseAttributeReference(text);
        const path = reference === undefined ? "" : attributePath(table, reference);
        expect(path).toMatch(
          /^(?:EntityDefinitions\(LogicalName='account'\)\/Attributes\((?:LogicalName='\w+'|[0-9a-f-]{36})\))?$/,
        );
      }),
    );
  });
});
