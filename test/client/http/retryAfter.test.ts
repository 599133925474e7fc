import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { retryAfterMs } from "../../../src/client/http/retryAfter.ts";

const now = Date.parse("2026-05-01T12:00:00Z");

describe("Retry-After", () => {
  it.each([
    ["18", 18_000],
    [" 18 ", 18_000],
    ["0", 0],
    ["1.5", 1_500],
    ["3600", 3_600_000],
    ["Fri, 01 May 2026 12:00:30 GMT", 30_000],
    ["Friday, 01-May-26 12:00:30 GMT", 30_000],
    ["Fri, 01 May 2026 11:59:00 GMT", 0],
  ])("of %j is a wait of %d ms", (text, expected) => {
    expect(retryAfterMs({ "retry-after": text }, now)).toBe(expected);
  });

  it.each(["", "soon", "-5", "1e9", "0x10", "12345678901", "NaN", "Infinity", "5 6"])(
    "of %j says nothing",
    (text) => {
      expect(retryAfterMs({ "retry-after": text }, now)).toBeUndefined();
    },
  );

  it("may be missing", () => {
    expect(retryAfterMs({}, now)).toBeUndefined();
  });

  it("is never a negative or an endless wait", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
        (text) => {
          const ms = retryAfterMs({ "retry-after": text }, now);
          return ms === undefined || (Number.isFinite(ms) && ms >= 0);
        },
      ),
    );
  });

  it("reads any number of seconds and any date as it was written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), (seconds) => {
        const date = new Date(now + seconds * 1_000).toUTCString();
        return (
          retryAfterMs({ "retry-after": String(seconds) }, now) === seconds * 1_000 &&
          retryAfterMs({ "retry-after": date }, now) === seconds * 1_000
        );
      }),
    );
  });
});
