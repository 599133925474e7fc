import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  calendarDate,
  isoDate,
  isoDateTime,
  minuteOfDay,
} from "../../../emulator/representation/calendar.ts";

/** What Dataverse can hold: 1753-01-01 to 9999-12-31. */
const moment = fc.integer({ min: Date.UTC(1753, 0, 1), max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) });

describe("the calendar", () => {
  it("agrees with the one of JavaScript", () => {
    fc.assert(
      fc.property(moment, (time) => {
        const date = new Date(time);
        expect(isoDateTime(time)).toBe(`${date.toISOString().slice(0, 19)}Z`);
        expect(isoDate(time)).toBe(date.toISOString().slice(0, 10));
        expect(calendarDate(time)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        });
        expect(minuteOfDay(time)).toBe(60 * date.getUTCHours() + date.getUTCMinutes());
      }),
    );
  });

  it("knows leap days and the ends of years", () => {
    expect(
      ["2024-02-29", "2100-02-28", "2100-03-01", "1969-12-31", "2000-02-29"].map((day) =>
        isoDate(Date.parse(day)),
      ),
    ).toEqual(["2024-02-29", "2100-02-28", "2100-03-01", "1969-12-31", "2000-02-29"]);
  });
});
