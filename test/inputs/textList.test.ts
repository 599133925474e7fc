import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textList } from "../../src/inputs/parsers/textList.ts";

const parse = textList("Field Name");

describe("textList", () => {
  it("drops blank entries and accepts everything that stands for an empty list", () => {
    expect(parse(["name", "", " ", null, undefined, " revenue "])).toEqual(["name", "revenue"]);
    for (const blank of [undefined, null, "", " ", [], [""]]) expect(parse(blank)).toEqual([]);
  });

  it("takes a single text as a list of one", () => {
    expect(parse(" name, revenue ")).toEqual(["name, revenue"]);
  });

  it("reads a list that arrives as JSON text", () => {
    expect(parse('["name","revenue"]')).toEqual(["name", "revenue"]);
    expect(() => parse("[name")).toThrow(
      /^Field Name is not valid JSON \(.+\)\. Write it like \["name","revenue"\]\.$/,
    );
  });

  it("names the input and the entry when an entry is not text", () => {
    expect(() => parse(["name", { key: "name" }])).toThrow(
      "Field Name, entry 2, must be text, but an object arrived.",
    );
    expect(() => parse({ name: 1 })).toThrow("Field Name must be a list of texts, but an object arrived.");
  });

  it("gives back any list of plain names unchanged", () => {
    const name = fc.stringMatching(/^[a-z_][a-z0-9_]*$/);
    fc.assert(
      fc.property(fc.array(name), (names) => {
        expect(parse(names)).toEqual(names);
        expect(parse(JSON.stringify(names))).toEqual(names);
      }),
    );
  });
});
