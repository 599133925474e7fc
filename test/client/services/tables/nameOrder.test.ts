import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inNameOrder } from "../../../../src/client/services/tables/nameOrder.ts";

describe("the order of names", () => {
  it("does not regard case first", () => {
    expect(["b", "B", "a", "C", "A"].toSorted(inNameOrder)).toEqual(["A", "a", "B", "b", "C"]);
  });

  it("is total: only the same name is equal, and of two names one is first", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(Math.sign(inNameOrder(one, other))).toBe(-Math.sign(inNameOrder(other, one)) || 0);
        expect(inNameOrder(one, other) === 0).toBe(one === other);
      }),
    );
  });
});
