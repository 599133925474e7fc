import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { likeTest } from "../../../emulator/query/like.ts";

const plain = fc.string().filter((text) => !/[%_[\]]/.test(text));

describe("LIKE", () => {
  it("without wildcards is equality without regard to case", () => {
    fc.assert(
      fc.property(plain, plain, (pattern, text) => {
        expect(likeTest(pattern)(text)).toBe(pattern.toLowerCase() === text.toLowerCase());
        expect(likeTest(pattern)(pattern.toUpperCase())).toBe(
          pattern.toLowerCase() === pattern.toUpperCase().toLowerCase(),
        );
      }),
    );
  });

  it("finds what lies between percent signs", () => {
    fc.assert(
      fc.property(plain, plain, plain, (before, wanted, after) => {
        const text = `${before}${wanted}${after}`;
        expect(likeTest(`%${wanted}%`)(text)).toBe(true);
        expect(likeTest(`${before}%${after}`)(text)).toBe(true);
        expect(likeTest(`%${wanted}${after}`)(text)).toBe(true);
      }),
    );
  });

  it("agrees with a regular expression", () => {
    const pattern = fc.array(fc.constantFrom("a", "b", "%", "_", "[ab]", "[^a]"), { maxLength: 8 });
    const text = fc.stringMatching(/^[abc]{0,8}$/);
    const asExpression: Record<string, string> = { "%": ".*", _: "." };
    fc.assert(
      fc.property(pattern, text, (parts, value) => {
        const expression = new RegExp(`^${parts.map((part) => asExpression[part] ?? part).join("")}$`, "s");
        expect(likeTest(parts.join(""))(value)).toBe(expression.test(value));
      }),
    );
  });

  it("knows sets and ranges, and takes a lone bracket for itself", () => {
    expect(likeTest("[a-c]x")("Bx")).toBe(true);
    expect(likeTest("[a-c]x")("-x")).toBe(false);
    expect(likeTest("[[]")("[")).toBe(true);
    expect(likeTest("100[%]")("100%")).toBe(true);
    expect(likeTest("a[b")("a[b")).toBe(true);
    expect(likeTest("[z-a]")("m")).toBe(false);
  });

  it("stays fast for a pattern full of wildcards", () => {
    const started = performance.now();
    expect(likeTest(`%${"a%".repeat(30)}b`)("a".repeat(5000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
