import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { definitionQuery, equalsText, isOneOf } from "../../../src/client/odata/definitionQuery.ts";

describe("a query of definitions", () => {
  it("is nothing when it asks for nothing", () => {
    expect(definitionQuery({})).toBe("");
    expect(definitionQuery({ select: [], filter: "", expand: undefined })).toBe("");
  });

  it("selects, filters and expands", () => {
    expect(
      definitionQuery({
        select: ["LogicalName", "DisplayName"],
        filter: equalsText("LogicalName", "account"),
        expand: "Attributes($select=LogicalName)",
      }),
    ).toBe(
      "?$select=LogicalName,DisplayName&$filter=LogicalName%20eq%20'account'&$expand=Attributes($select=LogicalName)",
    );
  });

  it("names one table plainly and several in a list", () => {
    expect(isOneOf("LogicalName", ["account"])).toBe("LogicalName eq 'account'");
    expect(isOneOf("LogicalName", ["account", "contact"])).toBe(
      `Microsoft.Dynamics.CRM.In(PropertyName='LogicalName',PropertyValues=["account","contact"])`,
    );
  });

  it("keeps a hundred names of any usual length out of reach of the limit for URLs", () => {
    const names = Array.from({ length: 100 }, (_, index) => `${"x".repeat(60)}${index}`);
    expect(definitionQuery({ filter: isOneOf("LogicalName", names) }).length).toBeLessThan(8_000);
  });

  it("is always made of characters that a URL may hold", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), (texts) => {
        expect(definitionQuery({ filter: isOneOf("LogicalName", texts) })).toMatch(/^\?[\x21-\x7e]+$/);
      }),
    );
  });
});
