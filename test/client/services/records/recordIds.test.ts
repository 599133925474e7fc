import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRecordIds } from "../../../../src/client/services/records/recordIds.ts";

const startedAt = Date.parse("2026-11-24T17:00:00Z");
const idsOf = (seed: string) => createRecordIds({ seed, startedAt });

/** The bytes in the order in which SQL Server compares them: the last six first, each group of them as it is written. */
const sqlOrder = (id: string): string => {
  const [first = "", second = "", third = "", fourth = "", last = ""] = id.split("-");
  return `${last}${fourth}${third}${second}${first}`;
};

const index = fc.nat({ max: 10_000_000 });

describe("the id of a new record", () => {
  it("is a GUID of version 8 with the variant of RFC 9562, bare and in lower case", () => {
    fc.assert(
      fc.property(fc.string(), index, fc.string(), (seed, place, content) => {
        expect(idsOf(seed).of(place, content)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });

  it("is the same for the same call, place and content", () => {
    fc.assert(
      fc.property(fc.string(), index, fc.string(), (seed, place, content) => {
        expect(idsOf(seed).of(place, content)).toBe(idsOf(seed).of(place, content));
      }),
    );
    expect(idsOf("seed").of(7, "content")).toBe("3eda8d71-0c89-83a2-865f-01a20e800287");
  });

  it("is another one for another seed, place or content", () => {
    const call = fc.tuple(fc.string(), index, fc.string());
    fc.assert(
      fc.property(call, call, ([seed, place, content], [otherSeed, otherPlace, otherContent]) => {
        fc.pre(seed !== otherSeed || place !== otherPlace || content !== otherContent);
        expect(idsOf(seed).of(place, content)).not.toBe(idsOf(otherSeed).of(otherPlace, otherContent));
      }),
    );
    expect(idsOf("a").of(11, "1")).not.toBe(idsOf("a").of(1, "11"));
    expect(idsOf("a1").of(1, "")).not.toBe(idsOf("a").of(11, ""));
  });

  it("rises with the place in SQL Server's order, also over a power of two and from any time on", () => {
    const starts = fc.integer({ min: 0, max: 2 ** 47 });
    fc.assert(
      fc.property(starts, index, fc.string(), (start, place, seed) => {
        const ids = createRecordIds({ seed, startedAt: start });
        expect(sqlOrder(ids.of(place, "one")) < sqlOrder(ids.of(place + 1, "other"))).toBe(true);
      }),
    );
  });

  it("starts with the time of the call", () => {
    expect(idsOf("seed").of(0, "").slice(-12)).toBe(startedAt.toString(16).padStart(12, "0"));
  });

  it("is unique among many", () => {
    const ids = idsOf("seed");
    const made = new Set(Array.from({ length: 20_000 }, (_, place) => ids.of(place, "same").slice(0, 23)));
    expect(made.size).toBe(20_000);
  });

  it("of records that are created by themselves is a new one each time, in a series that can be repeated", () => {
    const series = () => {
      const ids = idsOf("seed");
      return [ids.next("same"), ids.next("same"), ids.of(0, "same"), ids.next("other")];
    };
    expect(new Set(series()).size).toBe(4);
    expect(series()).toEqual(series());
  });
});
