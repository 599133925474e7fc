import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataverseError } from "../../../emulator/errors/dataverseError.ts";
import { parseTextArray } from "../../../emulator/odata/textArray.ts";

const lenient = fc.string().filter((text) => !text.includes("'"));

describe("a list of texts", () => {
  it("reads back whatever JSON prints", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        expect(parseTextArray(JSON.stringify(texts))).toEqual(texts);
        expect(parseTextArray(` ${JSON.stringify(texts, undefined, 1)} `)).toEqual(texts);
      }),
    );
  });

  it("takes single quotes", () => {
    fc.assert(
      fc.property(fc.array(lenient), (texts) => {
        expect(parseTextArray(`[${texts.map((text) => `'${text}'`).join(" , ")}]`)).toEqual(texts);
      }),
    );
    expect(parseTextArray(`['say "a"',"it's"]`)).toEqual(['say "a"', "it's"]);
  });

  it("is ended by a single quote inside single quotes, as in the service", () => {
    expect(() => parseTextArray("['OBrian','O'Brian']")).toThrow(
      "Invalid JSON. A comma character ',' was expected in scope 'Array'. Every two elements in an array and properties of an object must be separated by commas.",
    );
  });

  it.each(["", "[", "5", "[5]", "['a',]", "[,]", '["a" "b"]', '["\\x"]', "['a'"])("refuses %s", (text) => {
    expect(() => parseTextArray(text)).toThrow(DataverseError);
  });
});
