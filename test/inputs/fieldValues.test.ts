import { describe, expect, it } from "vitest";
import { recordValues } from "../../src/actions/records/recordValues.ts";
import { fieldValues } from "../../src/inputs/fieldValues.ts";

const parse = fieldValues.clean;

describe("Field Value", () => {
  it("keeps text as text and turns numbers and booleans into text, because the column decides", () => {
    expect(
      parse([
        { key: "accountnumber", value: "007" },
        { key: "revenue", value: 5.5 },
        { key: " creditonhold ", value: true },
        { key: "fax", value: null },
        { key: "telephone1", value: "" },
      ]),
    ).toEqual({ accountnumber: "007", revenue: "5.5", creditonhold: "true", fax: null, telephone1: "" });
  });

  it("drops the empty row that the designer leaves, and refuses a value without a name", () => {
    expect(parse([{ key: "", value: "" }])).toEqual({});
    expect(() =>
      parse([
        { key: "name", value: "a" },
        { key: " ", value: "b" },
      ]),
    ).toThrow("Field Value, entry 2, has a value but no name. Enter the column's logical name.");
  });

  it("refuses a column that is named twice instead of dropping one", () => {
    expect(() =>
      parse([
        { key: "name", value: "a" },
        { key: "name", value: "b" },
      ]),
    ).toThrow('Field Value names the column "name" twice. Remove one of the two entries.');
  });

  it("takes an object from a reference, and nothing", () => {
    expect(parse({ name: "a" })).toEqual({ name: "a" });
    for (const blank of [undefined, null, "", []]) expect(parse(blank)).toEqual({});
    expect(() => parse("name=a")).toThrow(
      "Field Value must be a list of names and values, but a string arrived.",
    );
  });
});

describe("recordValues", () => {
  it("lets Field Value entries win over Dynamic Values and marks their texts", () => {
    expect(
      recordValues({
        dynamicValues: { name: "dynamic", revenue: 1, fax: "1" },
        fieldValues: { name: "field", fax: null },
      }),
    ).toEqual({ values: { name: "dynamic", revenue: 1, fax: null }, textValues: { name: "field" } });
  });
});
