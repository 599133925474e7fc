import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { optionalText, requiredText } from "../../src/inputs/parsers/text.ts";

describe("optionalText", () => {
  it("takes everything that the platform sends for a blank input as blank", () => {
    for (const blank of [undefined, null, "", "   ", "\n\t", []]) {
      expect(optionalText("Filter Expression")(blank)).toBeUndefined();
    }
  });

  it("removes the space around a text and turns numbers and booleans into text", () => {
    expect(optionalText("X")("  name eq 'a'  ")).toBe("name eq 'a'");
    expect(optionalText("X")(12)).toBe("12");
    expect(optionalText("X")(false)).toBe("false");
  });

  it("refuses lists and objects with a sentence that names the input", () => {
    expect(() => optionalText("Filter Expression")({ a: 1 })).toThrow(
      "Filter Expression must be text, but an object arrived. Reference a single value instead.",
    );
    expect(() => optionalText("Filter Expression")(["a"])).toThrow("but a list arrived");
  });

  it("never returns text with space around it", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = optionalText("X")(text);
        expect(parsed).toBe(text.trim() === "" ? undefined : text.trim());
      }),
    );
  });
});

describe("requiredText", () => {
  it("refuses a blank input", () => {
    expect(() => requiredText("Entity Type")(" ")).toThrow("Entity Type is empty. Enter a value.");
  });
});
