import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AlternateKey, formatRecordKey, parseRecordKey } from "../../../src/client/odata/recordKey.ts";

const id = "475b158c-541c-e511-80d3-3863bb347ba8";
const acceptedForms =
  "Enter the record's GUID, such as 475b158c-541c-e511-80d3-3863bb347ba8, or an alternate key, such as accountnumber='A-1' or firstname='Joe',emailaddress1='joe@example.com'.";

const text = (column: string, value: string) => ({
  column,
  value,
  literal: `'${value.replaceAll("'", "''")}'`,
});

const messageOf = (value: unknown): string => {
  try {
    parseRecordKey(value);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "accepted";
};

describe("a GUID as Entity ID", () => {
  it.each([
    id,
    id.toUpperCase(),
    `{${id}}`,
    `  { ${id} }  `,
    `"${id}"`,
    `'${id}'`,
    `(${id})`,
    `accountid=${id}`,
    `accountid = {${id}}`,
  ])("is read from %s", (given) => {
    expect(parseRecordKey(given)).toEqual({ kind: "id", id });
  });

  it("is read from a reference, which also names the entity set", () => {
    const expected = { kind: "id", id, entitySet: "accounts" };
    expect(parseRecordKey(`accounts(${id})`)).toEqual(expected);
    expect(parseRecordKey(`/accounts(${id})`)).toEqual(expected);
    expect(parseRecordKey(`https://org.crm.dynamics.com/api/data/v9.2/accounts(${id})`)).toEqual(expected);
  });
});

describe("an alternate key as Entity ID", () => {
  it("has one column or several, with commas and doubled quotes inside of the quotes", () => {
    expect(parseRecordKey("accountnumber='A-1'")).toEqual({
      kind: "alternate",
      columns: [text("accountnumber", "A-1")],
    });
    expect(parseRecordKey(" firstname = 'O''Brien, Joe' , emailaddress1='a@b.c' ")).toEqual({
      kind: "alternate",
      columns: [text("firstname", "O'Brien, Joe"), text("emailaddress1", "a@b.c")],
    });
  });

  it("takes numbers, dates and the GUIDs of lookups without quotes", () => {
    expect(
      parseRecordKey(`new_number=-12.50,new_date=2026-01-31T08:00:00Z,_primarycontactid_value={${id}}`),
    ).toEqual({
      kind: "alternate",
      columns: [
        { column: "new_number", value: -12.5, literal: "-12.50" },
        { column: "new_date", value: "2026-01-31T08:00:00Z", literal: "2026-01-31T08:00:00Z" },
        { column: "_primarycontactid_value", value: id, literal: id },
      ],
    });
  });

  it("takes the GUID of a lookup in quotes too, but leaves a quoted GUID of another column as text", () => {
    expect(parseRecordKey(`_primarycontactid_value='${id}'`)).toMatchObject({ columns: [{ literal: id }] });
    expect(parseRecordKey(`new_externalid='${id}'`)).toMatchObject({ columns: [{ literal: `'${id}'` }] });
  });

  it("is read from an object and from JSON text", () => {
    const expected = {
      kind: "alternate",
      columns: [text("accountnumber", "A'1"), { column: "new_number", value: 7, literal: "7" }],
    };
    expect(parseRecordKey({ accountnumber: "A'1", new_number: 7 })).toEqual(expected);
    expect(parseRecordKey(`{"accountnumber":"A'1","new_number":7}`)).toEqual(expected);
    expect(parseRecordKey({ _ownerid_value: id.toUpperCase() })).toMatchObject({
      columns: [{ literal: id }],
    });
  });

  it("is read from a reference, percent-decoded when that is a URL", () => {
    const columns = [text("accountnumber", "A(1) 50%")];
    expect(parseRecordKey("accounts(accountnumber='A(1) 50%')")).toEqual({
      kind: "alternate",
      columns,
      entitySet: "accounts",
    });
    expect(
      parseRecordKey("https://org.crm.dynamics.com/api/data/v9.2/accounts(accountnumber='A(1)%2050%25')"),
    ).toEqual({ kind: "alternate", columns, entitySet: "accounts" });
  });
});

describe("an Entity ID that names no record", () => {
  it.each([
    ["", "is empty."],
    ["   ", "is empty."],
    [undefined, "is empty."],
    [null, "is empty."],
    [42, "is a number."],
    [["a"], "is a list."],
    ["[1]", '"[1]" is neither a GUID nor an alternate key.'],
    ["Contoso", '"Contoso" is neither a GUID nor an alternate key.'],
    ["475b158c-541c-e511-80d3", '"475b158c-541c-e511-80d3" is neither a GUID nor an alternate key.'],
    ["accountnumber='A-1", `"accountnumber='A-1" is neither a GUID nor an alternate key.`],
    ["accountnumber='A-1',", `"accountnumber='A-1'," is neither a GUID nor an alternate key.`],
    [
      "accountnumber=A-1",
      'has the value "A-1" for "accountnumber", which is neither a number nor a date nor a GUID; text must stand in single quotes.',
    ],
    ["accountnumber=", 'has an empty value for "accountnumber".'],
    ["accountnumber=''", "has an empty value for accountnumber."],
    ["a='1',a='2'", "names the column a twice."],
    ["a/b='1'", 'names a column "a/b", which cannot be a column\'s logical name.'],
    ["{}", "is an object without columns."],
    ["{not json", '"{not json" looks like JSON but cannot be read as JSON.'],
    [{ name: null }, 'has no usable value for "name": a key column takes text, a number or a date.'],
    ["https://org/accounts(%zz)", 'holds "%zz", which is not a well-formed part of a URL.'],
  ])("%j is refused with what is wrong and what to enter", (given, problem) => {
    expect(messageOf(given)).toBe(`Entity ID ${problem} ${acceptedForms}`);
  });

  it("is refused when it is longer than a key can be", () => {
    const columns = Array.from({ length: 17 }, (_, index) => [`c${index}`, "1"]);
    expect(messageOf("x".repeat(4001))).toBe(
      `Entity ID is 4001 characters long, which no key can be. ${acceptedForms}`,
    );
    expect(messageOf(Object.fromEntries(columns))).toBe(
      `Entity ID names 17 columns, but an alternate key has at most 16. ${acceptedForms}`,
    );
  });
});

const columnName = fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/);
const textValue = fc.string({ minLength: 1, maxLength: 40, unit: "binary" });
const keyColumn = fc.oneof(
  fc.tuple(columnName, textValue).map(([column, value]) => text(column, value)),
  fc.tuple(columnName, fc.integer()).map(([column, value]) => ({ column, value, literal: String(value) })),
  fc
    .tuple(columnName, fc.uuid())
    .map(([column, value]) => ({ column: `_${column}_value`, value, literal: value })),
);
const alternateKey: fc.Arbitrary<AlternateKey> = fc
  .uniqueArray(keyColumn, { minLength: 1, maxLength: 16, selector: ({ column }) => column })
  .map((columns) => ({ kind: "alternate", columns }));

describe("any record key", () => {
  it("is the same after it was written and read again", () => {
    fc.assert(
      fc.property(alternateKey, (key) => {
        expect(parseRecordKey(formatRecordKey(key))).toEqual(key);
      }),
    );
    fc.assert(
      fc.property(fc.uuid(), (guid) => {
        expect(formatRecordKey(parseRecordKey(`{${guid}}`))).toBe(guid);
      }),
    );
  });

  it("is the same as a predicate and inside of a reference", () => {
    fc.assert(
      fc.property(alternateKey, (key) => {
        expect(parseRecordKey(`accounts(${formatRecordKey(key)})`)).toEqual({
          ...key,
          entitySet: "accounts",
        });
      }),
    );
  });

  it("is read, or refused as an invalid input, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (given) => {
        expect(messageOf(given)).toMatch(/^(?:accepted|Entity ID )/);
      }),
    );
  });
});
