import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDate, parseDateTime, parseLiteral } from "../../../emulator/odata/literal.ts";

describe("a literal", () => {
  it("is a string in quotes, with quotes inside doubled", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(parseLiteral(`'${text.replaceAll("'", "''")}'`)).toEqual({ kind: "string", value: text });
      }),
    );
    expect(parseLiteral("'O'Bryan'")).toBeUndefined();
    expect(parseLiteral("'open")).toBeUndefined();
  });

  it("is a number, with the type its size and form give it", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseLiteral(String(value))).toMatchObject({ kind: "number", value: Number(String(value)) });
      }),
    );
    expect(parseLiteral("5")).toMatchObject({ edmType: "Edm.Int32" });
    expect(parseLiteral("2147483648")).toMatchObject({ edmType: "Edm.Int64" });
    expect(parseLiteral("5.0")).toMatchObject({ edmType: "Edm.Double" });
    expect(parseLiteral("5.")).toBeUndefined();
    expect(parseLiteral("0x10")).toBeUndefined();
  });

  it("is a GUID in any case", () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(parseLiteral(id.toUpperCase())).toEqual({ kind: "guid", value: id });
      }),
    );
  });

  it("is null, true or false in lower case only", () => {
    expect([parseLiteral("null"), parseLiteral("true"), parseLiteral("false")]).toEqual([
      { kind: "null" },
      { kind: "boolean", value: true },
      { kind: "boolean", value: false },
    ]);
    expect([parseLiteral("NULL"), parseLiteral("True"), parseLiteral("toString")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("a date", () => {
  const moment = fc.integer({ min: Date.UTC(1753, 0, 1), max: Date.UTC(9999, 11, 31) });

  it("is a day that exists", () => {
    fc.assert(
      fc.property(moment, (time) => {
        const text = new Date(time).toISOString().slice(0, 10);
        expect(parseDate(text)).toBe(Date.parse(`${text}T00:00:00Z`));
      }),
    );
    expect([parseDate("2026-02-29"), parseDate("2026-13-01"), parseDate("26-01-01")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("with a time names its zone", () => {
    fc.assert(
      fc.property(moment, (time) => {
        expect(parseDateTime(new Date(time).toISOString())).toBe(time);
      }),
    );
    expect(parseDateTime("2026-01-31T13:00:00+01:00")).toBe(Date.UTC(2026, 0, 31, 12));
    expect(parseDateTime("2026-01-31T12:00Z")).toBe(Date.UTC(2026, 0, 31, 12));
    expect([
      parseDateTime("2026-01-31T12:00:00"),
      parseDateTime("2026-02-30T12:00:00Z"),
      parseDateTime("2026-01-31T25:00:00Z"),
      parseDateTime("2026-01-31"),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
