import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/client/events/contractDate.ts";

describe("a date of a webhook's message", () => {
  it.each([
    ["/Date(1506384247000)/", "2017-09-26T00:04:07Z"],
    ["/Date(1506409448000-0700)/", "2017-09-26T07:04:08Z"],
    ["/Date(1506409448000+0530)/", "2017-09-26T07:04:08Z"],
    ["/Date(1506384247123)/", "2017-09-26T00:04:07.123Z"],
    ["/Date(0)/", "1970-01-01T00:00:00Z"],
    ["/Date(-1)/", "1969-12-31T23:59:59.999Z"],
    ["/Date(-62135596800000)/", "0001-01-01T00:00:00Z"],
    ["/Date(253402300799999)/", "9999-12-31T23:59:59.999Z"],
  ])("%s is %s", (text, iso) => {
    expect(isoDate(text)).toBe(iso);
  });

  it.each([
    "",
    "/Date()/",
    "/Date(x)/",
    "see /Date(1)/",
    "/Date(1)/ or so",
    "Date(1)",
    "/Date(1e3)/",
    "/Date(9999999999999999)/",
    "2017-09-26",
  ])("is not seen in %j", (text) => {
    expect(isoDate(text)).toBeUndefined();
  });

  it("keeps its moment, whatever the offset", () => {
    const offset = fc.constantFrom("", "+0000", "-0700", "+1345");
    fc.assert(
      fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), offset, (milliseconds, zone) => {
        expect(Date.parse(isoDate(`/Date(${milliseconds}${zone})/`) ?? "")).toBe(milliseconds);
      }),
    );
  });
});
