import { beforeAll, describe, expect, it } from "vitest";
import { field, refusal, rows, useClient } from "../support/dataverseClient.ts";

/** Accounts whose names start with "Case" are this file's own. */
const records = [
  { name: "Case Alpha", accountnumber: "C-1", revenue: 100, numberofemployees: 5, creditonhold: true },
  { name: "Case beta", accountnumber: "C-2", revenue: 200.5, numberofemployees: 300, industrycode: 7 },
  { name: "Case 100% Gamma", accountnumber: "C-3", revenue: 300, description: "O'Bryan & Söhne" },
  {
    name: "Case under_score",
    accountnumber: "C-4",
    numberofemployees: 12,
    lastonholdtime: "2026-01-31T12:00:00Z",
  },
  { name: "Case [bracket]", accountnumber: "C-5", description: "case alpha" },
];

describe("$filter", () => {
  const client = useClient();
  const contact = "20000000-0000-0000-0000-000000000001";
  const find = async (filter: string, more = ""): Promise<readonly unknown[]> => {
    const reply = await client().get(
      `accounts?$select=accountnumber&$orderby=accountnumber&$filter=startswith(accountnumber,'C-') and (${encodeURIComponent(filter)})${more}`,
    );
    expect(field(reply.body, "error")).toBeUndefined();
    return rows(reply).map((row) => field(row, "accountnumber"));
  };

  beforeAll(async () => {
    await client().create("contacts", { contactid: contact, firstname: "Ann", lastname: "Case" });
    for (const [index, record] of records.entries()) {
      await client().create("accounts", {
        ...record,
        ...(index < 2 && { "primarycontactid@odata.bind": `/contacts(${contact})` }),
      });
    }
  });

  it.each([
    ["name eq 'CASE ALPHA'", ["C-1"]],
    ["name ne 'case alpha'", ["C-2", "C-3", "C-4", "C-5"]],
    ["description ne 'case alpha'", ["C-1", "C-2", "C-3", "C-4"]],
    ["description eq null", ["C-1", "C-2", "C-4"]],
    ["description ne null", ["C-3", "C-5"]],
    ["description eq 'O''Bryan & Söhne'", ["C-3"]],
    ["revenue gt 100", ["C-2", "C-3"]],
    ["revenue ge 100 and revenue lt 300", ["C-1", "C-2"]],
    ["200.5 le revenue", ["C-2", "C-3"]],
    ["not (revenue gt 100)", ["C-1"]],
    ["not (name eq 'Case Alpha' or revenue eq 300)", ["C-2", "C-4", "C-5"]],
    ["creditonhold eq true", ["C-1"]],
    ["industrycode eq 7", ["C-2"]],
    ["lastonholdtime eq 2026-01-31T13:00:00+01:00", ["C-4"]],
    ["lastonholdtime gt 2026-01-31", ["C-4"]],
    ["lastonholdtime gt 2026-02-01", []],
    ["name eq description", []],
    ["numberofemployees lt revenue", ["C-1"]],
    [`_primarycontactid_value eq ${contact}`, ["C-1", "C-2"]],
    [`_primarycontactid_value ne ${contact}`, ["C-3", "C-4", "C-5"]],
    ["primarycontactid/lastname eq 'Case'", ["C-1", "C-2"]],
    ["primarycontactid/fullname eq null", ["C-3", "C-4", "C-5"]],
    ["primarycontactid/createdby/fullname ne null", ["C-1", "C-2"]],
    ["name eq 'Case Alpha' or name eq 'Case beta' and revenue eq 1", ["C-1"]],
    ["(name eq 'Case Alpha' or name eq 'Case beta') and revenue eq 100", ["C-1"]],
  ])("keeps the right rows: %s", async (filter, expected) => {
    expect(await find(filter)).toEqual(expected);
  });

  it.each([
    ["contains(name,'ALPHA')", ["C-1"]],
    ["startswith(name,'case b')", ["C-2"]],
    ["endswith(name,'gamma')", ["C-3"]],
    ["not contains(name,'a')", []],
    ["not contains(description,'alpha')", ["C-1", "C-2", "C-3", "C-4"]],
    ["contains(name,'100%')", ["C-3"]],
    ["contains(name,'e%a')", ["C-1", "C-2", "C-3", "C-5"]],
    ["contains(name,'r_s')", ["C-4"]],
    ["contains(name,'[ab]eta')", ["C-2"]],
    ["contains(name,'[^b]eta')", []],
    ["contains(name,'[[]bracket')", ["C-5"]],
    ["contains(primarycontactid/fullname,'nn c')", ["C-1", "C-2"]],
  ])("matches text with live wildcards and without regard to case: %s", async (filter, expected) => {
    expect(await find(filter)).toEqual(expected);
  });

  it("takes parameter aliases", async () => {
    expect(await find("name eq @p1 and revenue lt @p2", "&@p1='Case Alpha'&@p2=101")).toEqual(["C-1"]);
    const reply = await client().get("accounts?$filter=name eq @p1");
    expect(reply.status).toBe(400);
  });

  it("reads a plus sign as a blank", async () => {
    const reply = await client().get("accounts?$select=name&$filter=name+eq+'Case+Alpha'");
    expect(rows(reply)).toHaveLength(1);
  });

  it.each([
    ["lastname eq 'O'Bryan'", "There is an unterminated literal at position 21 in 'lastname eq 'O'Bryan''."],
    ["name eq 'open", "There is an unterminated literal at position 13 in 'name eq 'open'."],
    ["name eq", "Syntax error at position 7 in 'name eq'."],
    ["(name eq 'x'", "Syntax error at position 12 in '(name eq 'x''."],
    ["name eq 'x' extra", "Syntax error at position 12 in 'name eq 'x' extra'."],
    [
      "name eq 5",
      "A binary operator with incompatible types was detected. Found operand types 'Edm.String' and 'Edm.Int32' for operator kind 'Equal'.",
    ],
    [
      "revenue gt 'x'",
      "A binary operator with incompatible types was detected. Found operand types 'Edm.Decimal' and 'Edm.String' for operator kind 'GreaterThan'.",
    ],
    [
      "_primarycontactid_value eq '20000000-0000-0000-0000-000000000001'",
      "A binary operator with incompatible types was detected. Found operand types 'Edm.Guid' and 'Edm.String' for operator kind 'Equal'.",
    ],
    [
      "contains(revenue,'5')",
      "No function signature for the function with name 'contains' matches the specified arguments. The function signatures considered are: contains(Edm.String Nullable=true, Edm.String Nullable=true).",
    ],
  ])("is refused with the place or the types that are wrong: %s", async (filter, message) => {
    const reply = await client().get(`accounts?$filter=${encodeURIComponent(filter)}`);
    expect([reply.status, reply.body]).toEqual([400, refusal("0x80060888", message)]);
  });

  it.each([
    ["nme eq 'x'", "nme", "account"],
    ["Name eq 'x'", "Name", "account"],
    ["primarycontactid/nme eq 'x'", "nme", "contact"],
    ["nothing/name eq 'x'", "nothing", "account"],
  ])("is refused for a column that is not there: %s", async (filter, property, table) => {
    const reply = await client().get(`accounts?$filter=${filter}`);
    expect([reply.status, reply.body]).toEqual([
      400,
      refusal(
        "0x0",
        `Could not find a property named '${property}' on type 'Microsoft.Dynamics.CRM.${table}'.`,
      ),
    ]);
  });
});
