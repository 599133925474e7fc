import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeExpands, attributeFieldNames } from "../../../src/inputs/attributes/attributeQuery.ts";

const nothing = [undefined, null, "", [], [" ", null]];

describe("the properties of an attribute to retrieve", () => {
  const parse = attributeFieldNames.clean;

  it.each(nothing)("are none for %j", (value) => {
    expect(parse(value)).toEqual([]);
  });

  it("may stand in one entry, in several, or in JSON text", () => {
    expect(parse(["LogicalName, DisplayName", "", "MaxLength"])).toEqual([
      "LogicalName",
      "DisplayName",
      "MaxLength",
    ]);
    expect(parse('["LogicalName"]')).toEqual(["LogicalName"]);
  });

  it("are names only, whatever is entered", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (values) => {
        let names: readonly string[] = [];
        try {
          names = parse(values);
        } catch (error) {
          expect(error).toMatchObject({
            kind: "invalidInput",
            message: expect.stringMatching(/^Field Name /),
          });
        }
        expect(names.filter((name) => !/^\w+$/.test(name))).toEqual([]);
      }),
    );
  });
});

describe("what to expand of an attribute", () => {
  const parse = attributeExpands.clean;

  it.each(nothing)("is nothing for %j", (value) => {
    expect(parse(value)).toEqual([]);
  });

  it("may have options, whose commas do not part it", () => {
    expect(parse("OptionSet($select=Options,Name),GlobalOptionSet")).toEqual([
      "OptionSet($select=Options,Name)",
      "GlobalOptionSet",
    ]);
  });

  it.each(["OptionSet&$top=1", "(OptionSet)", "OptionSet)", "Microsoft.Dynamics.CRM.X"])(
    "is not %s",
    (value) => {
      expect(() => parse([value])).toThrow("Expand Property Name");
    },
  );
});
