import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { optionalWholeNumber, wholeNumber } from "../../src/inputs/parsers/wholeNumber.ts";

const parse = optionalWholeNumber("Records Per Page", { from: 1, to: 5000 });

describe("optionalWholeNumber", () => {
  it("takes numbers and text, and nothing for a blank input", () => {
    expect(parse("100")).toBe(100);
    expect(parse(" 5000 ")).toBe(5000);
    expect(parse(1)).toBe(1);
    for (const blank of [undefined, null, "", " "]) expect(parse(blank)).toBeUndefined();
  });

  it("refuses what is not a whole number in the range, and says which input and range", () => {
    for (const bad of ["0", "5001", "12abc", "1.5", "-1", "1e3", "0x10", Number.NaN, "١"]) {
      expect(() => parse(bad)).toThrow(
        `Records Per Page must be a whole number from 1 to 5000, but it is "${String(bad)}".`,
      );
    }
  });

  it("returns every number of the range as it is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (number) => {
        expect(parse(String(number))).toBe(number);
        expect(parse(number)).toBe(number);
      }),
    );
  });
});

describe("wholeNumber", () => {
  it("gives the default for a blank input", () => {
    expect(wholeNumber("Maximum Records", { from: 1, to: 10, whenBlank: 7 })("")).toBe(7);
  });
});
