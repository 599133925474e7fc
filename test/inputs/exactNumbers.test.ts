import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withExactNumbers } from "../../src/inputs/parsers/exactNumbers.ts";

describe("numbers in JSON text", () => {
  it.each([
    ['{"a":9007199254740993}', '{"a":"9007199254740993"}'],
    [
      "[12345678901.1234567891,-0.12345678901234567891]",
      '["12345678901.1234567891","-0.12345678901234567891"]',
    ],
    ['{"a":"9007199254740993","9007199254740993":1}', '{"a":"9007199254740993","9007199254740993":1}'],
    ['{"a":"\\"9007199254740993","b":1.5e300}', '{"a":"\\"9007199254740993","b":1.5e300}'],
    [
      "[9007199254740992,1234567890123456,0.1,100000000000000000000]",
      "[9007199254740992,1234567890123456,0.1,100000000000000000000]",
    ],
    ["[1.100000000000000000000]", "[1.100000000000000000000]"],
  ])("become texts only where digits would be lost: %s", (json, exact) => {
    expect(withExactNumbers(json)).toBe(exact);
  });

  it("stay as they are in any JSON that JavaScript writes", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(withExactNumbers(json)).toBe(json);
      }),
    );
  });

  it("keep all digits of any big integer", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const [read]: [unknown] = JSON.parse(withExactNumbers(`[${value}]`));
        expect(BigInt(String(read))).toBe(value);
      }),
    );
  });
});
