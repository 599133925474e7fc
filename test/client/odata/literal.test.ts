import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  encodeExpression,
  parseBareLiteral,
  percentEncode,
  textLiteral,
} from "../../../src/client/odata/literal.ts";

describe("a text literal", () => {
  it("doubles the quotes inside and can be read back", () => {
    expect(textLiteral("O'Brien").literal).toBe("'O''Brien'");
    fc.assert(
      fc.property(fc.string(), (value) => {
        const { literal } = textLiteral(value);
        expect(literal.slice(1, -1).replaceAll("''", "'")).toBe(value);
      }),
    );
  });
});

describe("a literal without quotes", () => {
  it.each([
    ["12", 12],
    ["-0.50", -0.5],
    ["true", true],
    ["false", false],
    ["2026-01-31", "2026-01-31"],
    ["2026-01-31T08:00Z", "2026-01-31T08:00Z"],
    ["2026-01-31T08:00:00.123+02:00", "2026-01-31T08:00:00.123+02:00"],
  ])("%s is read", (text, value) => {
    expect(parseBareLiteral(text)).toEqual({ value, literal: text });
  });

  it.each(["", "A-1", "1e5", "1,5", ".5", "True", "31.01.2026", "null"])("%j is none", (text) => {
    expect(parseBareLiteral(text)).toBeUndefined();
  });
});

describe("an encoded expression", () => {
  it("is the same expression after decoding", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (expression) => {
        expect(decodeURIComponent(encodeExpression(expression))).toBe(expression);
        expect(decodeURIComponent(percentEncode(expression))).toBe(expression);
      }),
    );
  });
});
