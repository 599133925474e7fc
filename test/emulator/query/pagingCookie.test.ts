import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CookieColumn, parseCookie, printCookie } from "../../../emulator/query/pagingCookie.ts";

const columns: readonly CookieColumn[] = [
  { name: "name", edmType: "Edm.String" },
  { name: "revenue", edmType: "Edm.Decimal" },
  { name: "createdon", edmType: "Edm.DateTimeOffset" },
  { name: "creditonhold", edmType: "Edm.Boolean" },
  { name: "ownerid", edmType: "Edm.Guid" },
];
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const position = fc.record({
  id: fc.uuid(),
  values: fc.tuple(
    orNull(fc.string()),
    orNull(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value))),
    orNull(fc.integer({ min: 0, max: 4e12 })),
    orNull(fc.boolean()),
    orNull(fc.uuid()),
  ),
});

describe("a paging cookie", () => {
  it("reads back where the page ended", () => {
    fc.assert(
      fc.property(position, position, fc.integer({ min: 1, max: 1e6 }), (first, last, page) => {
        const text = printCookie({ page, first, last }, columns, "accountid");
        expect(parseCookie(text, columns, "accountid")).toEqual(last);
      }),
    );
  });

  it("looks like the service's", () => {
    const first = { id: "49b0be2e-d01c-ed11-b83e-000d3a572421", values: ['A & "B"'] };
    const last = { id: "d5026a4d-d01c-ed11-b83e-000d3a572421", values: [null] };
    expect(printCookie({ page: 1, first, last }, columns.slice(0, 1), "contactid")).toBe(
      '<cookie page="1"><name lastnull="1" first="A &amp; &quot;B&quot;" /><contactid last="{D5026A4D-D01C-ED11-B83E-000D3A572421}" first="{49B0BE2E-D01C-ED11-B83E-000D3A572421}" /></cookie>',
    );
  });

  it("is refused when it belongs to another order, or is damaged", () => {
    const whole = printCookie(
      {
        page: 1,
        first: { id: "49b0be2e-d01c-ed11-b83e-000d3a572421", values: ["a"] },
        last: { id: "49b0be2e-d01c-ed11-b83e-000d3a572421", values: ["b"] },
      },
      columns.slice(0, 1),
      "accountid",
    );
    expect(parseCookie(whole, [], "accountid")).toBeUndefined();
    expect(parseCookie(whole, columns.slice(1, 2), "accountid")).toBeUndefined();
    expect(parseCookie(whole, columns.slice(0, 1), "contactid")).toBeUndefined();
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (at) => {
        const damaged = whole.slice(0, at);
        expect(parseCookie(damaged, columns.slice(0, 1), "accountid")).toBeUndefined();
      }),
    );
  });
});
