import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addUnits,
  type DateRange,
  dayOf,
  lastUnits,
  nextUnits,
  olderThan,
  startOf,
  wholeUnit,
} from "../../../emulator/query/relativeDate.ts";

/** A Wednesday. */
const now = Date.parse("2026-03-18T15:45:30Z");

const show = (time: number | undefined): string => (time === undefined ? "" : new Date(time).toISOString());
const shown = ({ from, to }: DateRange): readonly string[] => [show(from), show(to)];

describe("a relative date", () => {
  it("is a whole unit of the calendar, its end excluded; weeks begin on Sunday", () => {
    expect(shown(wholeUnit(now, "day", -1))).toEqual([
      "2026-03-17T00:00:00.000Z",
      "2026-03-18T00:00:00.000Z",
    ]);
    expect(shown(wholeUnit(now, "week", 0))).toEqual([
      "2026-03-15T00:00:00.000Z",
      "2026-03-22T00:00:00.000Z",
    ]);
    expect(shown(wholeUnit(now, "month", -1))).toEqual([
      "2026-02-01T00:00:00.000Z",
      "2026-03-01T00:00:00.000Z",
    ]);
    expect(shown(wholeUnit(now, "year", 1))).toEqual([
      "2027-01-01T00:00:00.000Z",
      "2028-01-01T00:00:00.000Z",
    ]);
    expect(shown(dayOf(now))).toEqual(["2026-03-18T00:00:00.000Z", "2026-03-19T00:00:00.000Z"]);
  });

  it("counts hours from this moment and longer units in whole days", () => {
    expect(shown(lastUnits(now, "hour", 2))).toEqual([
      "2026-03-18T13:45:30.000Z",
      "2026-03-18T15:45:30.001Z",
    ]);
    expect(shown(lastUnits(now, "day", 7))).toEqual(["2026-03-11T00:00:00.000Z", "2026-03-18T15:45:30.001Z"]);
    expect(shown(nextUnits(now, "hour", 1))).toEqual([
      "2026-03-18T15:45:30.000Z",
      "2026-03-18T16:45:30.001Z",
    ]);
    expect(shown(nextUnits(now, "week", 1))).toEqual([
      "2026-03-18T15:45:30.000Z",
      "2026-03-26T00:00:00.000Z",
    ]);
    expect(shown(olderThan(now, "minute", 15))).toEqual(["", "2026-03-18T15:30:30.000Z"]);
    expect(shown(olderThan(now, "year", 1))).toEqual(["", "2025-03-18T00:00:00.000Z"]);
  });

  it("has the last day of a month that is too short", () => {
    expect(show(addUnits(Date.parse("2026-03-31T10:00:00Z"), "month", -1))).toBe("2026-02-28T10:00:00.000Z");
    expect(show(addUnits(Date.parse("2024-02-29T10:00:00Z"), "year", 1))).toBe("2025-02-28T10:00:00.000Z");
  });

  it("puts every moment into exactly one unit, and units side by side", () => {
    const moment = fc.integer({ min: Date.UTC(1800, 0, 1), max: Date.UTC(2200, 0, 1) });
    const unit = fc.constantFrom("minute", "hour", "day", "week", "month", "year" as const);
    fc.assert(
      fc.property(moment, unit, fc.integer({ min: -30, max: 30 }), (time, of, offset) => {
        const { from = 0, to = 0 } = wholeUnit(time, of, 0);
        expect(from <= time && time < to).toBe(true);
        expect(startOf(from, of)).toBe(from);
        expect(wholeUnit(time, of, offset).to).toBe(wholeUnit(time, of, offset + 1).from);
      }),
    );
  });
});
