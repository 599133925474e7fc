import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnName, entitySetName } from "../../../src/client/odata/names.ts";

describe("the name of an entity set", () => {
  it("loses the spaces around it and keeps its case", () => {
    expect(entitySetName("  new_ProjectSet ")).toBe("new_ProjectSet");
  });

  it.each([
    "accounts?$filter=name eq 'x'",
    "accounts(475b158c-541c-e511-80d3-3863bb347ba8)/Microsoft.Dynamics.CRM.X",
    "../accounts",
    "accounts/",
    "ac counts",
    "accounts'",
    "accounts%2f..",
    "$batch",
    "1accounts",
    "a".repeat(129),
  ])("%s is refused", (given) => {
    expect(() => entitySetName(given)).toThrow(
      /^Entity Type ".*" is not the name of a table\. Enter the entity set name alone/,
    );
  });

  it("is asked for when it is empty", () => {
    expect(() => entitySetName("  ")).toThrow(
      "Entity Type is empty. Enter the entity set name of the table, such as accounts or contacts.",
    );
  });

  it("never lets through anything but one plain word", () => {
    fc.assert(
      fc.property(fc.string(), (given) => {
        try {
          expect(entitySetName(given)).toMatch(/^\w+$/);
        } catch (error) {
          expect(error).toMatchObject({ kind: "invalidInput" });
        }
      }),
    );
  });
});

describe("the name of a column", () => {
  it("is refused by the name of the input it came from", () => {
    expect(columnName("Field Name", " _ownerid_value ")).toBe("_ownerid_value");
    expect(() => columnName("Field Name", "full name")).toThrow(
      'Field Name "full name" is not the name of a column. Enter the logical name, such as name or emailaddress1, or _primarycontactid_value for a lookup.',
    );
  });
});
