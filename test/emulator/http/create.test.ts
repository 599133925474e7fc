import { describe, expect, it } from "vitest";
import { field, refusal, useClient } from "../support/dataverseClient.ts";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const time = Date.UTC(2026, 0, 31, 12, 30, 15, 678);

describe("POST to an entity set", () => {
  const client = useClient({ now: () => time });

  it("answers 204 with the record's URL", async () => {
    const reply = await client().call("POST", "accounts", { body: { name: "Contoso Ltd" } });
    expect([reply.status, reply.body]).toEqual([204, undefined]);
    expect(reply.headers.get("odata-entityid")).toMatch(
      new RegExp(`^${client().root}accounts\\([0-9a-f-]{36}\\)$`),
    );
  });

  it("answers 201 with the selected columns when a representation is preferred, and no URL", async () => {
    const reply = await client().call("POST", "accounts?$select=name,creditonhold,revenue,createdon", {
      body: { name: "Sample Account", creditonhold: true, revenue: 5000000 },
      headers: { Prefer: "return=representation" },
    });
    expect(reply.status).toBe(201);
    expect(reply.headers.get("odata-entityid")).toBeNull();
    expect(reply.headers.get("preference-applied")).toBe("return=representation");
    expect(reply.headers.get("etag")).toBe(field(reply.body, "@odata.etag"));
    expect(reply.body).toEqual({
      "@odata.context": `${client().root}$metadata#accounts(name,creditonhold,revenue,createdon)/$entity`,
      "@odata.etag": expect.stringMatching(/^W\/"\d+"$/),
      name: "Sample Account",
      creditonhold: true,
      revenue: 5000000,
      createdon: "2026-01-31T12:30:15Z",
      _transactioncurrencyid_value: expect.stringMatching(guid),
      accountid: expect.stringMatching(guid),
    });
  });

  it("fills in what the system decides", async () => {
    const { body: me } = await client().get("WhoAmI");
    const reply = await client().call("POST", "contacts", {
      body: { firstname: "Rafel", lastname: "Shillo", annualincome: 80000 },
      headers: { Prefer: "return=representation" },
    });
    expect(reply.body).toMatchObject({
      fullname: "Rafel Shillo",
      annualincome: 80000,
      annualincome_base: 80000,
      exchangerate: 1,
      statecode: 0,
      statuscode: 1,
      createdon: "2026-01-31T12:30:15Z",
      modifiedon: "2026-01-31T12:30:15Z",
      _createdby_value: field(me, "UserId"),
      _modifiedby_value: field(me, "UserId"),
      _createdonbehalfby_value: null,
      _ownerid_value: field(me, "UserId"),
      _owninguser_value: field(me, "UserId"),
      _owningteam_value: null,
      _owningbusinessunit_value: field(me, "BusinessUnitId"),
    });
  });

  it("takes a primary key from the client once", async () => {
    const accountid = "11111111-2222-3333-4444-555555555555";
    const first = await client().call("POST", "accounts", { body: { accountid, name: "Mine" } });
    expect(first.headers.get("odata-entityid")).toBe(`${client().root}accounts(${accountid})`);
    const second = await client().call("POST", "accounts", { body: { accountid, name: "Again" } });
    expect([second.status, second.body]).toEqual([
      412,
      refusal("0x80040237", "A record with matching key values already exists."),
    ]);
  });

  it("refuses a second record with the same alternate key, whatever its case", async () => {
    await client().create("accounts", { name: "One", accountnumber: "KEY-1" });
    const reply = await client().call("POST", "accounts", { body: { name: "Two", accountnumber: "key-1" } });
    expect([reply.status, reply.body]).toEqual([
      412,
      refusal(
        "0x80060892",
        "A record that has the attribute values Account Number already exists. The entity key new_AccountNumberKey requires that this set of attributes contains unique values. Select unique values and try again.",
      ),
    ]);
  });

  it("keeps the date of creation of a migrated record", async () => {
    const id = await client().create("accounts", {
      name: "Old",
      overriddencreatedon: "2001-02-03T04:05:06Z",
    });
    const { body } = await client().get(`accounts(${id})?$select=createdon,overriddencreatedon`);
    expect(body).toMatchObject({
      createdon: "2001-02-03T04:05:06Z",
      overriddencreatedon: "2026-01-31T12:30:15Z",
    });
  });

  it("looks for duplicates only when the client switches suppression off", async () => {
    await client().create("accounts", { name: "Twin" });
    expect((await client().call("POST", "accounts", { body: { name: "Twin" } })).status).toBe(204);
    const reply = await client().call("POST", "accounts", {
      body: { name: "TWIN" },
      headers: { "MSCRM.SuppressDuplicateDetection": "false" },
    });
    expect([reply.status, reply.body]).toEqual([
      412,
      refusal(
        "0x80040333",
        "A record was not created or updated because a duplicate of the current record already exists.",
      ),
    ]);
  });

  it("writes nothing when anything is refused", async () => {
    const before = await client().get("accounts/$count");
    await client().call("POST", "accounts", { body: { name: "Half", industrycode: 9999 } });
    await client().call("POST", "accounts?$select=nonsense", {
      body: { name: "Half" },
      headers: { Prefer: "return=representation" },
    });
    expect((await client().get("accounts/$count")).body).toBe(before.body);
  });

  it("checks the optional headers", async () => {
    for (const [name, value] of [
      ["MSCRM.BypassBusinessLogicExecution", "Everything"],
      ["MSCRM.SolutionUniqueName", "NoSuchSolution"],
      ["MSCRM.SuppressDuplicateDetection", "maybe"],
    ] as const) {
      const reply = await client().call("POST", "accounts", {
        body: { name: "x" },
        headers: { [name]: value },
      });
      expect(reply.status).toBe(400);
    }
    const reply = await client().call("POST", "accounts", {
      body: { name: "x" },
      headers: {
        "MSCRM.BypassBusinessLogicExecution": "CustomSync,CustomAsync",
        "MSCRM.SolutionUniqueName": "Default",
      },
    });
    expect(reply.status).toBe(204);
  });
});
