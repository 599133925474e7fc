import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTableReference, tableDefinitionPath } from "../../../src/client/odata/tableReference.ts";

const id = "70816501-edb9-4740-a16c-6a5efbc05d84";

describe("what names a table", () => {
  it("is its MetadataId in any spelling, or a name in any case", () => {
    expect(parseTableReference("Entity ID", ` {${id.toUpperCase()}} `)).toEqual({
      input: "Entity ID",
      by: "metadataId",
      value: id,
    });
    expect(parseTableReference("Entity ID", "Account")).toEqual({
      input: "Entity ID",
      by: "name",
      value: "account",
    });
  });

  it.each([
    ["", "Entity ID is empty."],
    ["  ", "Entity ID is empty."],
    ["account')/Attributes", 'Entity ID "account\')/Attributes" is not the name of a table.'],
    ["LogicalName='account'", "Entity ID \"LogicalName='account'\" is not the name of a table."],
    ["Account table", 'Entity ID "Account table" is not the name of a table.'],
  ])("is not %j", (text, problem) => {
    expect(() => parseTableReference("Entity ID", text)).toThrow(
      `${problem} Enter the table's logical name, such as account, its entity set name, or its MetadataId.`,
    );
  });

  it("never breaks out of the key of a definition", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z_]{1,9}['()/?#&]?[a-z]{0,3}$/)), (text) => {
        let path = "EntityDefinitions(LogicalName='a')";
        try {
          path = tableDefinitionPath(parseTableReference("Entity ID", text));
        } catch (error) {
          expect(error).toMatchObject({ kind: "invalidInput" });
        }
        expect(path).toMatch(/^EntityDefinitions\((?:LogicalName='[a-z0-9_]+'|[0-9a-f-]{36})\)$/);
      }),
    );
  });
});
