import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertSerialisable } from "../../../workbench/runner/serialisable.ts";

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
const looped: Record<string, unknown> = {};
looped["self"] = { again: looped };

describe("a step result", () => {
  it("may be any JSON", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => assertSerialisable(value)));
  });

  it("may hold dates, binary, nothing, and the same object twice", () => {
    const twice = { a: 1 };
    expect(() =>
      assertSerialisable([new Date(0), Buffer.from("x"), undefined, null, twice, twice, Object.create(null)]),
    ).not.toThrow();
  });

  it.each([
    ["a function", { value: [{ f: () => 1 }] }, "data.value[0].f is a function"],
    ["a bigint", { n: 1n }, "data.n is a bigint"],
    ["a number that is none", { n: Number.NaN }, "data.n is NaN"],
    ["a Map", new Map(), "data is a Map instead of plain data"],
    ["an error", { error: new TypeError("x") }, "data.error is a TypeError instead of plain data"],
    ["a cycle", looped, "data.self.again contains itself"],
    ["too many levels", nested(101), "is nested more than 100 levels deep"],
  ])("must not hold %s", (_what, value, reason) => {
    expect(() => assertSerialisable(value)).toThrow(reason);
  });

  it("may be a hundred levels deep", () => {
    expect(() => assertSerialisable(nested(100))).not.toThrow();
  });
});
