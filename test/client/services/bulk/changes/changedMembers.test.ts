import { describe, expect, it } from "vitest";
import {
  changedMembers,
  columnsToCompare,
} from "../../../../../src/client/services/bulk/changes/changedMembers.ts";
import type { BulkTable } from "../../../../../src/client/services/bulk/table/bulkTable.ts";

const id = "475b158c-541c-e511-80d3-3863bb347ba8";
const otherId = "00000000-0000-0000-0000-000000000002";
const types = {
  text: "String",
  memo: "Memo",
  whole: "Integer",
  big: "BigInt",
  decimal: "Decimal",
  double: "Double",
  money: "Money",
  yes: "Boolean",
  choice: "Picklist",
  state: "State",
  choices: "Virtual",
  date: "DateTime",
  guid: "Uniqueidentifier",
  new_tableid: "Uniqueidentifier",
  file: "Virtual",
  file_name: "String",
  image: "Virtual",
  image_url: "String",
  parties: "PartyList",
  contactid: "Lookup",
  customerid: "Customer",
} as const;
const table: BulkTable = {
  entitySet: "new_tables",
  logicalName: "new_table",
  primaryId: "new_tableid",
  isElastic: false,
  takesIds: true,
  keys: [],
  columnTypes: new Map(Object.entries(types)),
  lookups: new Map([
    ["new_ContactId", { column: "contactid", target: "contact" }],
    ["customerid_account", { column: "customerid", target: "account" }],
    ["customerid_contact", { column: "customerid", target: "contact" }],
  ]),
};
const bind = "new_ContactId@odata.bind";

type Case = readonly [member: string, wanted: unknown, current: unknown];

/** The current value stands where a record that was read has it. */
const isChanged = ([member, wanted, current]: Case): boolean => {
  const record = Object.fromEntries(columnsToCompare(table, [member]).map((column) => [column, current]));
  const changed = changedMembers(table, { [member]: wanted }, record);
  expect([{}, { [member]: wanted }]).toContainEqual(changed);
  return Object.keys(changed).length > 0;
};

const same: readonly Case[] = [
  ["text", "Contoso", "Contoso"],
  ["text", "", null],
  ["text", null, null],
  ["memo", "two\nlines ", "two\nlines "],
  ["whole", 5, 5],
  ["whole", "5", 5],
  ["whole", " +05 ", 5],
  ["whole", -0, 0],
  ["big", "9007199254740991", 9_007_199_254_740_991],
  ["big", "9007199254740993", "9007199254740993"],
  ["decimal", "1200.50", 1200.5],
  ["double", "1e-7", 0.0000001],
  ["double", 1e21, 1e21],
  ["money", 0.1, 0.1],
  ["money", "100000000000000", 100_000_000_000_000],
  ["yes", true, true],
  ["yes", "false", false],
  ["yes", 1, true],
  ["yes", "0", false],
  ["choice", "100000000", 100_000_000],
  ["choice", null, null],
  ["state", 0, 0],
  ["choices", "1,2", "1,2"],
  ["choices", " 2 , 1", "1,2"],
  ["choices", "1,1,2", "1,2"],
  ["choices", "", null],
  ["date", "2026-01-31T10:00:00Z", "2026-01-31T10:00:00Z"],
  ["date", "2026-01-31T11:00+01:00", "2026-01-31T10:00:00Z"],
  ["date", "2026-01-31T10:00:00.999Z", "2026-01-31T10:00:00Z"],
  ["date", "1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59Z"],
  ["date", "2026-01-31T10:00:00.70Z", "2026-01-31T10:00:00.7Z"],
  ["date", "2026-01-31", "2026-01-31"],
  ["guid", `{${id.toUpperCase()}}`, id],
  ["new_tableid", id, id],
  [bind, `/contacts(${id})`, id],
  [bind, `contacts(${id.toUpperCase()})`, id],
  [bind, `https://org.crm.dynamics.com/api/data/v9.2/contacts(${id})`, id],
  [bind, null, null],
  ["new_ContactId", null, null],
  ["customerid_account@odata.bind", `/accounts(${id})`, id],
];

const different: readonly Case[] = [
  ["text", "contoso", "Contoso"],
  ["text", "Contoso ", "Contoso"],
  ["text", "Caf\u00e9", "Cafe\u0301"],
  ["text", null, "Contoso"],
  ["text", "", "Contoso"],
  ["text", 5, "5"],
  ["memo", "two\r\nlines", "two\nlines"],
  ["whole", 6, 5],
  ["whole", "five", 5],
  ["whole", "", null],
  ["whole", null, 0],
  ["whole", 0, null],
  ["whole", [5], 5],
  ["big", "9007199254740992", 9_007_199_254_740_992],
  ["big", "9007199254740993", "9007199254740992"],
  ["decimal", "0.3000000000000000012", 0.3],
  ["money", 10.005, 10.01],
  ["money", "1,200.50", 1200.5],
  ["yes", "yes", true],
  ["yes", [true], true],
  ["yes", false, null],
  ["choice", "Preferred", 1],
  ["choice", " 1", 1],
  ["state", 1, 0],
  ["choices", "1", "1,2"],
  ["choices", "1,,2", "1,2"],
  ["choices", [1, 2], "1,2"],
  ["choices", null, "1,2"],
  ["date", "2026-01-31T10:00:01Z", "2026-01-31T10:00:00Z"],
  ["date", "2026-01-31T10:00:00.5Z", "2026-01-31T10:00:00.7Z"],
  ["date", "2026-01-31T10:00:00", "2026-01-31T10:00:00Z"],
  ["date", "2026-01-31", "2026-01-31T00:00:00Z"],
  ["date", "2026-01-31T00:00:00Z", "2026-01-31"],
  ["date", "2026-02-29", "2026-03-01"],
  ["date", "2026-01-31T24:00:00Z", "2026-02-01T00:00:00Z"],
  ["date", "", null],
  ["guid", otherId, id],
  [bind, `/contacts(${otherId})`, id],
  [bind, `/contacts(${id})`, null],
  [bind, null, id],
  [bind, "/contacts(emailaddress1='a@example.com')", id],
  [bind, id, id],
  [bind, "$1", id],
  [bind, [`/contacts(${id})`], id],
  [bind, `/accounts(${id})/primarycontactid(${id})`, id],
  ["new_ContactId", null, id],
  ["new_ContactId", { lastname: "Deep" }, null],
  ["contactid", null, null],
  ["_contactid_value", id, id],
  ["image", null, null],
  ["file", id, id],
  ["parties", [], null],
  ["unknown", null, null],
  ["unknown@odata.bind", null, null],
];

describe("a member of a body", () => {
  it.each(same)("changes nothing: %s %j over %j", (...example) => {
    expect(isChanged(example)).toBe(false);
  });

  it.each(different)("is a change, or may be one: %s %j over %j", (...example) => {
    expect(isChanged(example)).toBe(true);
  });

  it("is a change when its column was not read", () => {
    const wanted = { text: null, memo: "", whole: 5, choices: "", [bind]: null, new_ContactId: null };
    expect(changedMembers(table, wanted, {})).toEqual(wanted);
  });

  it("is left out when it is an annotation, or has no value at all", () => {
    const wanted = {
      "@odata.type": "x",
      "@odata.etag": "y",
      "text@odata.type": "z",
      whole: undefined,
      text: "new",
    };
    expect(changedMembers(table, wanted, { text: "old" })).toEqual({ text: "new" });
    expect(changedMembers(table, wanted, { text: "new" })).toEqual({});
  });

  it("is a change when another one is for the same lookup", () => {
    const both = {
      "customerid_account@odata.bind": null,
      "customerid_contact@odata.bind": `/contacts(${id})`,
    };
    expect(changedMembers(table, both, { _customerid_value: id })).toEqual(both);
    const twice = { new_ContactId: null, [bind]: null };
    expect(changedMembers(table, { ...twice, text: "a" }, { _contactid_value: null, text: "a" })).toEqual(
      twice,
    );
  });
});

describe("the columns to compare", () => {
  it("are the members, and the id of what is bound; each once", () => {
    const members = [
      bind,
      "new_ContactId",
      "text",
      "customerid_account@odata.bind",
      "customerid_contact@odata.bind",
    ];
    expect(columnsToCompare(table, members)).toEqual(["_contactid_value", "text", "_customerid_value"]);
  });

  it("are none for annotations, unknown names, files and images", () => {
    const members = [
      "@odata.type",
      "text@odata.type",
      "unknown",
      "x@odata.bind",
      "contactid",
      "file",
      "image",
      "parties",
    ];
    expect(columnsToCompare(table, members)).toEqual([]);
  });
});
