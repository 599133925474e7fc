import { describe, expect, it } from "vitest";
import type { Purpose } from "../../../../../src/client/services/bulk/preflight/recordProblem.ts";
import { nobody } from "../../../../emulator/support/dataverseClient.ts";
import { usePreflight } from "./emulatedPreflight.ts";

const id = "475b158c-541c-e511-80d3-3863bb347ba8";
const parent = "parentcustomerid_account@odata.bind";

describe("a lookup in a dry run", () => {
  const bench = usePreflight();
  const problems = async (set: string, record: Readonly<Record<string, unknown>>, purpose?: Purpose) =>
    (await bench()).problems(set, record, purpose);

  it.each([
    `/accounts(${id})`,
    `accounts(${id.toUpperCase()})`,
    `/api/data/v9.2/accounts(${id})`,
    `accounts(accountid=${id})`,
    "/accounts(accountnumber='O''Hara, Inc.')",
    "accounts(accountnumber=%27A-1%27)",
    "accounts(accountnumber='A-1',new_year=2026,new_since=2026-01-31)",
    null,
  ])("takes %s", async (value) => {
    expect(await problems("contacts", { [parent]: value })).toEqual([]);
  });

  it("takes an absolute URL of the environment", async () => {
    const { context } = await bench();
    expect(await problems("contacts", { [parent]: `${context.serviceRoot}accounts(${nobody})` })).toEqual([]);
  });

  it("is cleared by null under its navigation property, too", async () => {
    expect(await problems("accounts", { primarycontactid: null })).toEqual([]);
  });

  it.each([`/systemusers(${id})`, `/teams(${id})`])(
    "to an owner takes users and teams: %s",
    async (value) => {
      expect(await problems("contacts", { "ownerid@odata.bind": value })).toEqual([]);
    },
  );

  it.each<readonly [unknown, string]>([
    [
      `/contacts(${id})`,
      "takes a record of accounts, not contacts: use parentcustomerid_contact@odata.bind for those",
    ],
    [`/leads(${id})`, "takes a record of accounts, not leads"],
    [`/acounts(${id})`, `takes a record of accounts, and there is no entity set "acounts": write 'accounts'`],
    [
      `/Accounts(${id})`,
      `takes a record of accounts, and there is no entity set "Accounts": write 'accounts'`,
    ],
    [`/planets(${id})`, 'takes a record of accounts, and there is no entity set "planets"'],
    [
      id,
      `takes a reference such as "/accounts(GUID of the record)", not "${id}": write it as "/accounts(${id})"`,
    ],
    ["Contoso", 'takes a reference such as "/accounts(GUID of the record)", not "Contoso"'],
    [`/accounts/${id}`, `takes a reference such as "/accounts(GUID of the record)", not "/accounts/${id}"`],
    ["", 'takes a reference such as "/accounts(GUID of the record)", not empty text: to clear it, use null'],
    [5, 'takes a reference such as "/accounts(GUID of the record)", not the number 5'],
    [[`/accounts(${id})`], 'takes a reference such as "/accounts(GUID of the record)", not a list'],
    [
      `/accounts({${id}})`,
      `has "{${id}}" as its key: use a GUID without braces, or an alternate key such as accountnumber='A-1' with quotes around text`,
    ],
    [
      "/accounts(accountnumber=A-1)",
      `has "accountnumber=A-1" as its key: use a GUID without braces, or an alternate key such as accountnumber='A-1' with quotes around text`,
    ],
    [
      "/accounts(accountnumber='A-1',)",
      `has "accountnumber='A-1'," as its key: use a GUID without braces, or an alternate key such as accountnumber='A-1' with quotes around text`,
    ],
    [
      "/accounts()",
      `has "" as its key: use a GUID without braces, or an alternate key such as accountnumber='A-1' with quotes around text`,
    ],
    [
      "/accounts(accountnumber='A%2F1')",
      "has a key with the character /, which Dataverse takes in no key: name the record by its GUID",
    ],
    [
      `/accounts(%E0%A4%A)`,
      'takes a reference such as "/accounts(GUID of the record)", not "/accounts(%E0%A4%A)"',
    ],
  ])("refuses %s", async (value, problem) => {
    expect(await problems("contacts", { [parent]: value })).toEqual([`${parent} ${problem}.`]);
  });

  it("refuses a URL of another environment", async () => {
    const { origin } = new URL((await bench()).context.serviceRoot);
    expect(await problems("contacts", { [parent]: `https://other.example/accounts(${id})` })).toEqual([
      `${parent} takes a reference such as "/accounts(GUID of the record)", not "https://other.example/accounts(${id})": it must begin with ${origin}.`,
    ]);
  });

  it.each<readonly [string, string, string]>([
    ["accounts", "primarycontactid", "'primarycontactid@odata.bind'"],
    ["accounts", "_primarycontactid_value", "'primarycontactid@odata.bind'"],
    ["new_projects", "new_accountid", "'new_AccountId@odata.bind'"],
    ["new_projects", "new_AccountId", "'new_AccountId@odata.bind'"],
    [
      "contacts",
      "parentcustomerid",
      "'parentcustomerid_account@odata.bind' or 'parentcustomerid_contact@odata.bind'",
    ],
  ])("of %s is not written as %s", async (set, name, binds) => {
    const [problem, ...others] = await problems(set, { [name]: id });
    expect(problem).toContain(`${name} is a lookup: write it as ${binds} with a reference such as "/`);
    expect(others).toEqual([]);
  });

  it.each<readonly [string, string, string]>([
    ["accounts", "PrimaryContactId@odata.bind", "'primarycontactid@odata.bind'"],
    ["accounts", "primarycontact@odata.bind", "'primarycontactid@odata.bind'"],
    ["new_projects", "new_accountid@odata.bind", "'new_AccountId@odata.bind'"],
    [
      "contacts",
      "parentcustomerid@odata.bind",
      "'parentcustomerid_account@odata.bind' or 'parentcustomerid_contact@odata.bind'",
    ],
  ])("of %s misnamed %s is found", async (set, name, meant) => {
    const [problem] = await problems(set, { [name]: `/accounts(${id})` });
    expect(problem).toContain(`'${name}' is no lookup of the table `);
    expect(problem).toContain(`. Did you mean ${meant}?`);
  });

  it.each<readonly [string, unknown]>([
    ["primarycontactid", { lastname: "Moreau" }],
    ["contact_customer_accounts", [{ lastname: "Moreau" }]],
    ["contact_customer_accounts@odata.bind", [`/contacts(${id})`]],
  ])("may be related records in a new record, but not in an update: %s", async (name, value) => {
    expect(await problems("accounts", { [name]: value })).toEqual([]);
    const [problem] = await problems("accounts", { [name]: value }, "update");
    expect(problem).toContain("only a new record may bring related");
  });
});
