import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonObject } from "../../src/inputs/parsers/jsonObject.ts";

const parse = jsonObject("Dynamic Values");
const values = { name: "Contoso", revenue: 5, "primarycontactid@odata.bind": "/contacts(1)", fax: null };

describe("jsonObject", () => {
  it("takes an object, JSON text, a key/value list, file contents and bytes alike", () => {
    const text = JSON.stringify(values);
    const list = Object.entries(values).map(([key, value]) => ({ key, value }));
    expect(parse(values)).toEqual(values);
    expect(parse(text)).toEqual(values);
    expect(parse(list)).toEqual(values);
    expect(parse(JSON.stringify(list))).toEqual(values);
    expect(parse({ data: text, contentType: "application/json" })).toEqual(values);
    expect(parse({ data: Buffer.from(text), contentType: "application/json" })).toEqual(values);
    expect(parse(Buffer.from(text))).toEqual(values);
  });

  it("takes everything that stands for nothing as no values", () => {
    for (const blank of [undefined, null, "", "  ", []]) expect(parse(blank)).toEqual({});
  });

  it("says what is wrong with text that is not JSON, with a list, and with plain values", () => {
    expect(() => parse("name=Contoso")).toThrow(
      /^Dynamic Values is not valid JSON \(.+\)\. Write it like {"name":"Contoso"}\.$/,
    );
    expect(() => parse("42")).toThrow(
      'Dynamic Values must be a JSON object such as {"name":"Contoso"}, but it is a number.',
    );
    expect(() => parse([{ name: "a" }, { name: "b" }])).toThrow(
      "Dynamic Values must be one object of columns and values, but a list arrived. Loop over the list, or pick one item of it.",
    );
    expect(() => parse(7)).toThrow(
      "Dynamic Values must be an object of columns and values, but a number arrived.",
    );
  });

  it("gives back any JSON object, as an object or as text", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]\w*$/), fc.jsonValue()), (object) => {
        fc.pre(Object.keys(object).sort().join() !== "contentType,data");
        const plain: unknown = JSON.parse(JSON.stringify(object));
        expect(parse(plain)).toEqual(plain);
        expect(parse(JSON.stringify(object))).toEqual(plain);
      }),
    );
  });
});
