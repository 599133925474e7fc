import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookBackDate } from "../../src/inputs/lookBackDate.ts";

const { clean } = lookBackDate;

describe("Look Back Date", () => {
  it.each([undefined, null, "", "  "])("is nothing when it is left blank: %j", (value) => {
    expect(clean(value)).toBeUndefined();
  });

  it("is the beginning of a day in UTC, or a time", () => {
    expect(clean("2026-01-31")).toBe(Date.UTC(2026, 0, 31));
    expect(clean(" 2024-02-29 ")).toBe(Date.UTC(2024, 1, 29));
    expect(clean("2026-01-31T08:00:00+02:00")).toBe(Date.UTC(2026, 0, 31, 6));
    expect(clean(new Date(5_000))).toBe(5_000);
  });

  it("takes every day there was", () => {
    const [min, max] = [new Date("1900-01-01"), new Date("2026-01-01")];
    fc.assert(
      fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(clean(day)).toBe(Date.parse(day));
      }),
    );
  });

  it.each([
    "2026-02-31",
    "2025-02-29",
    "2026-13-01",
    "2026-00-10",
    "31.01.2026",
    "yesterday",
    "2026-01-31T08:00",
    "2026",
  ])("refuses %s", (value) => {
    expect(() => clean(value)).toThrow(/Look Back Date must be a day such as 2026-01-31/);
  });

  it("refuses what is still to come, and what is no text", () => {
    expect(() => clean("2999-01-01")).toThrow(/is in the future/);
    expect(() => clean(["2026-01-31"])).toThrow(/Look Back Date must be text/);
  });
});
