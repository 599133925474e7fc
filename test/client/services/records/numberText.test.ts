import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberText } from "../../../../src/client/services/records/numberText.ts";

describe("text for a number column", () => {
  it.each([
    ["Integer", "5", "5"],
    ["Integer", " +5 ", "5"],
    ["Integer", "-007", "-7"],
    ["Integer", "000", "0"],
    ["BigInt", "9223372036854775807", "9223372036854775807"],
    ["Decimal", "0012.3400", "12.3400"],
    ["Decimal", "-0.5", "-0.5"],
    ["Decimal", "00.5", "0.5"],
    ["Money", "1234567890123456.7891", "1234567890123456.7891"],
    ["Double", "1.5E-7", "1.5E-7"],
    ["Double", "+01e+5", "1e+5"],
  ])("of type %s reads %j as the number %s", (type, text, number) => {
    expect(numberText(type, text)).toBe(number);
  });

  it.each([
    ["Integer", "1.5"],
    ["Integer", "1e3"],
    ["Integer", "0x10"],
    ["Integer", ""],
    ["Integer", " "],
    ["Integer", "5\n6"],
    ["Integer", "1_000"],
    ["Integer", "١"],
    ["Decimal", "1,5"],
    ["Decimal", "1e3"],
    ["Decimal", ".5"],
    ["Decimal", "5."],
    ["Decimal", "+-5"],
    ["Money", "$5"],
    ["Double", "NaN"],
    ["Double", "Infinity"],
    ["Double", "1e"],
    ["String", "5"],
    ["Picklist", "5"],
    ["constructor", "5"],
    [undefined, "5"],
  ])("of type %s reads no number in %j", (type, text) => {
    expect(numberText(type, text)).toBeUndefined();
  });

  it("keeps every digit, and is JSON for the same number", () => {
    const digits = fc.stringMatching(/^[+-]?\d{1,25}(\.\d{1,12})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        const number = numberText("Decimal", text) ?? "";
        expect(JSON.parse(number)).toBe(Number(text));
        expect(number.replace("-", "")).toBe(text.replace(/^[+-]/, "").replace(/^0+(?=\d)/, ""));
      }),
    );
  });

  it("is JSON for a number whenever it is anything, whatever was written", () => {
    const types = fc.constantFrom("BigInt", "Decimal", "Double", "Integer", "Money", "String");
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^[ +-]{0,2}[\d.]{0,6}[eE]?[+-]?\d{0,3} ?$/));
    fc.assert(
      fc.property(types, texts, (type, text) => {
        const number = numberText(type, text);
        return number === undefined || typeof JSON.parse(number) === "number";
      }),
      { numRuns: 1_000 },
    );
  });
});
