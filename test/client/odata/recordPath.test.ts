import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRecordKey } from "../../../src/client/odata/recordKey.ts";
import { cannotTravelInUrl, keyFilter, recordPath } from "../../../src/client/odata/recordPath.ts";

const pathOf = (key: unknown): string => recordPath("contacts", parseRecordKey(key));

describe("the path of a record", () => {
  it("holds a GUID bare and text in quotes, percent-encoded", () => {
    expect(pathOf("{475B158C-541C-E511-80D3-3863BB347BA8}")).toBe(
      "contacts(475b158c-541c-e511-80d3-3863bb347ba8)",
    );
    expect(pathOf("firstname='Joe',emailaddress1='abc@example.com'")).toBe(
      "contacts(firstname='Joe',emailaddress1='abc%40example.com')",
    );
    expect(pathOf({ firstname: "O'Brien, #1 ä" })).toBe("contacts(firstname='O''Brien%2C%20%231%20%C3%A4')");
    expect(pathOf("new_a=3,new_b=2026-01-31")).toBe("contacts(new_a=3,new_b=2026-01-31)");
  });

  it("gives the value back after decoding, and nothing of the value ends the segment", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), (value) => {
        const path = pathOf({ firstname: value });
        expect(path).toMatch(/^contacts\(firstname='[^/?#&%\s]*(?:%[0-9A-F]{2}[^/?#&%\s]*)*'\)$/);
        expect(decodeURIComponent(path)).toBe(`contacts(firstname='${value.replaceAll("'", "''")}')`);
      }),
    );
  });

  it("replaces half characters, which cannot be encoded", () => {
    expect(pathOf({ firstname: "a\uD800b" })).toBe("contacts(firstname='a%EF%BF%BDb')");
  });
});

describe("a key that cannot be part of a path", () => {
  it.each([..."/<>*%&:\\?+"])("holds %s", (character) => {
    expect(cannotTravelInUrl(parseRecordKey({ accountnumber: `A${character}1` }))).toBe(true);
  });

  it("may also hold a date with a time", () => {
    expect(cannotTravelInUrl(parseRecordKey("new_at=2026-01-31T08:00:00Z"))).toBe(true);
  });

  it("is neither a GUID nor a key of other characters", () => {
    expect(cannotTravelInUrl(parseRecordKey("475b158c-541c-e511-80d3-3863bb347ba8"))).toBe(false);
    expect(cannotTravelInUrl(parseRecordKey({ accountnumber: "A-1 #'(ä),;=@!$" }))).toBe(false);
  });

  it("becomes a condition of a filter", () => {
    const key = parseRecordKey("accountnumber='A/1''',new_number=5");
    expect(key.kind === "alternate" && keyFilter(key.columns)).toBe(
      "accountnumber eq 'A/1''' and new_number eq 5",
    );
  });
});
