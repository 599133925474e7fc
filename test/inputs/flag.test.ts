import { describe, expect, it } from "vitest";
import { flag } from "../../src/inputs/parsers/flag.ts";

describe("flag", () => {
  it("understands the texts in which the platform and people write booleans", () => {
    for (const yes of [true, "true", "True", " TRUE ", "yes", "1", 1])
      expect(flag("F", false)(yes)).toBe(true);
    for (const no of [false, "false", "FALSE", "no", "0", 0]) expect(flag("F", true)(no)).toBe(false);
  });

  it("gives the default for a blank input", () => {
    for (const blank of [undefined, null, "", "  "]) {
      expect(flag("F", true)(blank)).toBe(true);
      expect(flag("F", false)(blank)).toBe(false);
    }
  });

  it("refuses anything else instead of guessing", () => {
    expect(() => flag("Fetch All", false)("maybe")).toThrow(
      'Fetch All must be true or false, but it is "maybe".',
    );
    expect(() => flag("Fetch All", false)({})).toThrow("Fetch All must be text, but an object arrived.");
  });
});
