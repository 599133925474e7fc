import { describe, expect, it } from "vitest";
import type { Purpose } from "../../../../../src/client/services/bulk/preflight/recordProblem.ts";
import { usePreflight } from "./emulatedPreflight.ts";

const id = "475b158c-541c-e511-80d3-3863bb347ba8";

describe("a member of a record in a dry run", () => {
  const bench = usePreflight();
  const problems = async (set: string, record: Readonly<Record<string, unknown>>, purpose?: Purpose) =>
    (await bench()).problems(set, record, purpose);

  it.each([
    ["nme", "Did you mean 'name'?"],
    ["EMailAddress1", "Did you mean 'emailaddress1'?"],
    ["emailadress1", "Did you mean 'emailaddress1' or 'emailaddress2'?"],
    ["primarycontactidd", "Did you mean 'primarycontactid@odata.bind'?"],
  ])("that the table does not have, %s, is told with what was meant", async (name, hint) => {
    expect(await problems("accounts", { [name]: "x" })).toEqual([
      `'${name}' is no column of the table account. ${hint}`,
    ]);
  });

  it.each(["completely_different", "__proto__", "name with spaces", "", "名"])(
    "that is like none of the table's is unknown: %j",
    async (name) => {
      const record: unknown = JSON.parse(`{${JSON.stringify(name)}:1}`);
      expect(await problems("accounts", { ...(record ?? {}), description: "x" })).toEqual([
        `'${name}' is no column of the table account: leave it out, or look up the name with [CRM] List Attributes.`,
      ]);
    },
  );

  it("that is unknown is told of in each of many records, and in the same words", async () => {
    const { check } = await (await bench()).preflightOf("accounts");
    const names = Array.from({ length: 1_100 }, (_, index) => `nam${index}`);
    const first = names.map((name) => check({ [name]: "x" }, "create"));
    expect(first.every(({ length }) => length === 1)).toBe(true);
    expect(check({ nam0: "y" }, "create")).toEqual(first[0]);
    expect(check({ nme: "x" }, "create")[0]?.message).toContain("'nme' is no column");
  });

  it.each<readonly [string, string]>([
    ["statuscodename", "statuscodename only shows something of statuscode: write 'statuscode' in its place."],
    [
      "primarycontactidname",
      "primarycontactidname only shows something of primarycontactid: write 'primarycontactid@odata.bind' in its place.",
    ],
  ])("that only shows another one, %s, leads to it", async (name, message) => {
    expect(await problems("accounts", { [name]: "x" })).toEqual([message]);
  });

  it.each<readonly [Purpose, string, string | undefined]>([
    ["create", "createdon", "create"],
    ["update", "createdon", "update"],
    ["upsert", "createdon", "create or update"],
    ["create", "overriddencreatedon", undefined],
    ["update", "overriddencreatedon", "update"],
    ["upsert", "overriddencreatedon", undefined],
    ["create", "lastusedincampaign", "create"],
    ["update", "lastusedincampaign", undefined],
    ["upsert", "lastusedincampaign", undefined],
  ])("on %s: %s", async (purpose, name, where) => {
    expect(await problems("accounts", { [name]: "2026-01-31T08:30:00Z" }, purpose)).toEqual(
      where === undefined
        ? []
        : [`${name} is not written on ${where}: Dataverse would ignore the value; leave it out.`],
    );
  });

  it("that is a lookup Dataverse sets is not written either", async () => {
    expect(await problems("accounts", { "createdby@odata.bind": `/systemusers(${id})` })).toEqual([
      "createdby@odata.bind is not written on create: Dataverse would ignore the value; leave it out.",
    ]);
  });

  it.each<Purpose>(["create", "update", "upsert"])("may be the primary key on %s", async (purpose) => {
    expect(await problems("accounts", { accountid: id, name: "Contoso" }, purpose)).toEqual([]);
  });

  it.each<readonly [Purpose, string]>([
    ["update", "statecode"],
    ["upsert", "statecode"],
    ["create", "statuscode"],
    ["update", "statuscode"],
    ["update", "ownerid@odata.bind"],
  ])("that Dataverse requires cannot be emptied on %s: %s", async (purpose, name) => {
    expect(await problems("accounts", { [name]: null }, purpose)).toEqual([
      `${name} cannot be emptied, since Dataverse requires it: give it a value, or leave it out.`,
    ]);
  });

  it("has its problem beside those of the others, in the order of the record", async () => {
    const { check } = await (await bench()).preflightOf("accounts");
    const record = { revenue: "much", name: "Contoso", nme: 1, tickersymbol: "x".repeat(11) };
    expect(check(record, "create").map(({ column }) => column)).toEqual(["revenue", "nme", "tickersymbol"]);
  });
});

describe("a record in a dry run", () => {
  const bench = usePreflight();
  const checkOf = async (set: string) => (await (await bench()).preflightOf(set)).check;
  const nothing = {
    message: "There is nothing to write beside the key: give at least one column that is to change.",
  };

  it.each([
    {},
    { "@odata.type": "#Microsoft.Dynamics.CRM.account" },
    { accountid: id },
    { accountnumber: "A-1" },
    { name: undefined },
  ])("with nothing to write is no update: %j", async (record) => {
    const check = await checkOf("accounts");
    expect(check(record, "update", ["accountnumber"])).toEqual([nothing]);
  });

  it("may be empty on create, and clear a lookup on update", async () => {
    const check = await checkOf("accounts");
    expect(check({}, "create")).toEqual([]);
    expect(check({ "primarycontactid@odata.bind": null }, "update")).toEqual([]);
  });

  it("without what only forms require is written", async () => {
    for (const set of ["accounts", "contacts", "tasks", "leads", "new_projects", "lists"]) {
      expect((await checkOf(set))({}, "create")).toEqual([]);
    }
  });

  it("without what the system requires, and does not fill in, is told of", async () => {
    const check = await checkOf("products");
    const advice = "give it a value, unless you know that Dataverse or a plug-in fills it in.";
    expect(check({ name: "Bolt" }, "create")).toEqual([
      { message: `quantitydecimal is missing, and its definition requires it of a new record: ${advice}` },
    ]);
    expect(check({ name: "Bolt" }, "upsert")).toEqual([
      {
        message: `quantitydecimal is missing, and its definition requires it of a new record, should the upsert create one: ${advice}`,
      },
    ]);
    expect(check({ name: "Bolt" }, "update")).toEqual([]);
    expect(check({ name: "Bolt" }, "upsert", ["quantitydecimal"])).toEqual([]);
    expect(check({ name: "Bolt", quantitydecimal: 2 }, "create")).toEqual([]);
  });

  it("has a required lookup under any of its names", async () => {
    const check = await checkOf("salesorders");
    const missing = "customerid is missing";
    expect(check({}, "create")[0]?.message).toContain(missing);
    expect(check({ "customerid_contact@odata.bind": `/contacts(${id})` }, "create")).toEqual([]);
    expect(check({}, "upsert", ["_customerid_value"])).toEqual([]);
  });
});
