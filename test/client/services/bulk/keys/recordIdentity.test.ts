import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KeyColumn } from "../../../../../src/client/odata/keyPredicate.ts";
import { bareColumn, textColumn } from "../../../../../src/client/odata/keyPredicate.ts";
import { type AlternateKey, parseRecordKey } from "../../../../../src/client/odata/recordKey.ts";
import { identityOf } from "../../../../../src/client/services/bulk/keys/recordIdentity.ts";

const guid = "475b158c-541c-e511-80d3-3863bb347ba8";
const of = (key: unknown): string => identityOf(parseRecordKey(key));

const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,5}$/).filter((text) => !/^_.+_value$/.test(text));
const awkward = fc.constantFrom(
  "'",
  '"',
  "\\",
  ",",
  "]",
  "[",
  "=",
  "id",
  "text",
  "number",
  "a",
  "A",
  " ",
  "é",
  "1",
);
const text = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }),
  fc.array(awkward, { minLength: 1, maxLength: 6 }).map((parts) => parts.join("")),
);
const value = fc.oneof(
  text.map((content) => (column: string) => textColumn(column, content)),
  fc
    .bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
    .map((number) => (column: string) => bareColumn(column, String(number))),
  fc.tuple(fc.nat(999), fc.stringMatching(/^\d{1,10}$/)).map(
    ([whole, fraction]) =>
      (column: string) =>
        bareColumn(column, `${whole}.${fraction}`),
  ),
  fc.uuid().map((id) => (column: string) => bareColumn(column, id)),
  fc
    .date({ noInvalidDate: true, min: new Date("1753-01-01"), max: new Date("9999-12-31") })
    .map((date) => (column: string) => bareColumn(column, date.toISOString())),
);
const keyOf = (columns: readonly KeyColumn[]): AlternateKey => ({ kind: "alternate", columns });
const alternateKey = fc
  .dictionary(name, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true })
  .map((columns) => keyOf(Object.entries(columns).map(([column, make]) => make(column))));
const textKey = fc.dictionary(name, text, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
const keyOfTexts = (texts: Readonly<Record<string, string>>, change = (content: string) => content) =>
  keyOf(Object.entries(texts).map(([column, content]) => textColumn(column, change(content))));

/** What the service tells apart, worked out another way: every column beside its value, text folded. */
const meaning = ({ columns }: AlternateKey): ReadonlyMap<string, unknown> =>
  new Map(
    columns.map(({ column, value, literal }) => [
      column,
      literal.startsWith("'")
        ? `'${String(value).normalize("NFC").trimEnd().toLowerCase()}`
        : literalMeaning(literal),
    ]),
  );
const literalMeaning = (literal: string): unknown => {
  if (/^-?\d+(\.\d+)?$/.test(literal)) {
    const [whole = "", fraction = ""] = literal.split(".");
    return BigInt(`${whole}${fraction.padEnd(10, "0")}`);
  }
  return literal.includes("T") ? new Date(literal).getTime() : literal;
};

describe("the identity of a key", () => {
  it.each([
    ["a GUID in any spelling", guid, `{${guid.toUpperCase()}}`],
    ["the columns in any order", { a: "x", b: 1 }, { b: 1, a: "x" }],
    ["text in any case", { a: "Contoso" }, { a: "CONTOSO" }],
    ["spaces at the end of a text", { a: "Contoso" }, { a: "Contoso  " }],
    ["a letter and its mark apart", { a: "Caf\u00e9" }, { a: "Cafe\u0301" }],
    ["zeros around a number", "a=1.5", "a=01.50"],
    ["a negative zero", "a=0", "a=-0.0"],
    ["a moment in two time zones", "a=2026-01-31T10:00:00Z", "a=2026-01-31T11:00:00.000+01:00"],
    ["the case of a lookup's GUID", { _x_value: guid }, { _x_value: guid.toUpperCase() }],
    ["a reference and a key alone", `accounts(${guid})`, guid],
  ])("does not regard %s", (_, one, other) => {
    expect(of(one)).toBe(of(other));
  });

  it.each([
    ["a number and the same digits as text", "a=5", "a='5'"],
    ["a GUID and the same text", { _x_value: guid }, { x: guid }],
    ["spaces in front", { a: " x" }, { a: "x" }],
    ["one column or two", { a: 'x","b","y' }, { a: "x", b: "y" }],
    ["values that changed places", { a: "x", b: "y" }, { a: "y", b: "x" }],
    ["numbers that differ beyond a double's digits", "a=12345678901234567890", "a=12345678901234567891"],
    [
      "moments that differ by less than a millisecond",
      "a=2026-01-31T10:00:00.0001Z",
      "a=2026-01-31T10:00:00.0002Z",
    ],
    ["a day that does not exist and the one after it", "a=2026-02-29", "a=2026-03-01"],
    ["letters with and without marks", { a: "Café" }, { a: "Cafe" }],
  ])("tells apart %s", (_, one, other) => {
    expect(of(one)).not.toBe(of(other));
  });

  it("is the same for two keys exactly when all their columns have the same values", () => {
    const isSame = (one: AlternateKey, other: AlternateKey): boolean => {
      const [left, right] = [meaning(one), meaning(other)];
      return left.size === right.size && [...left].every(([column, value]) => right.get(column) === value);
    };
    const pair = fc.oneof(
      fc.tuple(alternateKey, alternateKey),
      fc.tuple(alternateKey, alternateKey).map(([one, other]): [AlternateKey, AlternateKey] => {
        const shared = one.columns.map((column, index) => ({
          ...column,
          ...other.columns[index],
          column: column.column,
        }));
        return [one, keyOf(shared)];
      }),
    );
    fc.assert(
      fc.property(pair, ([one, other]) => {
        expect(identityOf(one) === identityOf(other)).toBe(isSame(one, other));
        expect(identityOf(other) === identityOf(one)).toBe(isSame(one, other));
      }),
      { numRuns: 1000 },
    );
  });

  it("changes neither with the order of columns, nor with case or with spaces at the end", () => {
    fc.assert(
      fc.property(textKey, fc.nat(3), (texts, spaces) => {
        const identity = identityOf(keyOfTexts(texts));
        expect(identityOf(keyOf(keyOfTexts(texts).columns.toReversed()))).toBe(identity);
        expect(identityOf(keyOfTexts(texts, (content) => content.toLowerCase()))).toBe(identity);
        expect(identityOf(keyOfTexts(texts, (content) => content + " ".repeat(spaces)))).toBe(identity);
      }),
    );
  });

  it("is never that of a GUID for an alternate key", () => {
    fc.assert(
      fc.property(alternateKey, fc.uuid(), (key, id) => {
        expect(identityOf(key)).not.toBe(identityOf({ kind: "id", id }));
      }),
    );
  });
});
