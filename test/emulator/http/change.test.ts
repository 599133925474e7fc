import { describe, expect, it } from "vitest";
import { administratorId } from "../../../emulator/seed/wellKnown.ts";
import { field, nobody, refusal, useClient } from "../support/dataverseClient.ts";

const etagOf = (reply: { readonly headers: Headers }): string => reply.headers.get("etag") ?? "none";

describe("PATCH of a record", () => {
  let time = Date.UTC(2026, 0, 31, 12);
  const client = useClient({ now: () => time });
  const patch = (path: string, body: object, headers: Record<string, string> = {}) =>
    client().call("PATCH", path, { body, headers });

  it("changes what is sent, and raises version and time of modification", async () => {
    const id = await client().create("accounts", { name: "Before", telephone1: "555-0100" });
    const before = await client().get(`accounts(${id})?$select=name`);
    time += 3000;
    const reply = await patch(`accounts(${id})`, { name: "After" });
    expect([reply.status, reply.body]).toEqual([204, undefined]);
    expect(reply.headers.get("odata-entityid")).toBe(`${client().root}accounts(${id})`);
    const after = await client().get(`accounts(${id})?$select=name,telephone1,createdon,modifiedon`);
    expect(after.body).toMatchObject({
      name: "After",
      telephone1: "555-0100",
      createdon: "2026-01-31T12:00:00Z",
      modifiedon: "2026-01-31T12:00:03Z",
    });
    expect(Number(etagOf(after).slice(3, -1))).toBeGreaterThan(Number(etagOf(before).slice(3, -1)));
  });

  it("creates a record that is not there, with the id of the URL", async () => {
    const id = "10000000-0000-0000-0000-000000000001";
    expect((await patch(`accounts(${id})`, { name: "Upserted" })).status).toBe(204);
    expect(field((await client().get(`accounts(${id})`)).body, "name")).toBe("Upserted");
  });

  it("tells creation from change only in a representation", async () => {
    const id = "10000000-0000-0000-0000-000000000002";
    const prefer = { Prefer: "return=representation" };
    const created = await patch(`accounts(${id})?$select=name`, { name: "One" }, prefer);
    const updated = await patch(`accounts(${id})?$select=name`, { name: "Two" }, prefer);
    expect([created.status, updated.status]).toEqual([201, 200]);
    expect(updated.body).toEqual({
      "@odata.context": `${client().root}$metadata#accounts(name)/$entity`,
      "@odata.etag": etagOf(updated),
      name: "Two",
      accountid: id,
    });
    expect(updated.headers.get("odata-entityid")).toBeNull();
  });

  it("never creates with If-Match: *", async () => {
    const reply = await patch(`accounts(${nobody})`, { name: "x" }, { "If-Match": "*" });
    expect([reply.status, reply.body]).toEqual([
      404,
      refusal("0x80040217", `account With Id = ${nobody} Does Not Exist`),
    ]);
  });

  it("only creates with If-None-Match: *", async () => {
    const id = await client().create("accounts", { name: "Here" });
    const reply = await patch(`accounts(${id})`, { name: "x" }, { "If-None-Match": "*" });
    expect([reply.status, reply.body]).toEqual([
      412,
      refusal("0x80040237", "A record with matching key values already exists."),
    ]);
  });

  it("takes the If-None-Match: null of Microsoft's samples for nothing", async () => {
    const id = await client().create("accounts", { name: "Here" });
    const headers = { "If-None-Match": "null", "If-Match": "*" };
    expect((await patch(`accounts(${id})`, { name: "x" }, headers)).status).toBe(204);
    expect((await client().get(`accounts(${id})`, { "If-None-Match": "null" })).status).toBe(200);
  });

  it("refuses an ETag that is no longer the record's", async () => {
    const id = await client().create("accounts", { name: "Versioned" });
    const etag = etagOf(await client().get(`accounts(${id})`));
    expect((await patch(`accounts(${id})`, { name: "x" }, { "If-Match": etag })).status).toBe(204);
    const reply = await patch(`accounts(${id})`, { name: "y" }, { "If-Match": etag });
    expect([reply.status, reply.body]).toEqual([
      412,
      refusal(
        "0x80060882",
        "The version of the existing record doesn't match the RowVersion property provided.",
      ),
    ]);
    expect((await patch(`accounts(${id})`, { name: "y" }, { "If-Match": "12" })).status).toBe(400);
    expect((await patch(`accounts(${nobody})`, { name: "y" }, { "If-Match": etag })).status).toBe(404);
  });

  it("moves the record to another owner", async () => {
    const owner = administratorId;
    const id = await client().create("accounts", { name: "Owned" });
    await patch(`accounts(${id})`, { "ownerid@odata.bind": `/systemusers(${owner})` });
    const { body } = await client().get(`accounts(${id})?$select=_ownerid_value,_owninguser_value`);
    expect(body).toMatchObject({ _ownerid_value: owner, _owninguser_value: owner });
    expect((await patch(`accounts(${id})`, { "ownerid@odata.bind": null })).status).toBe(400);
  });
});

describe("PATCH by an alternate key", () => {
  const client = useClient();

  it("creates the record with the key's value, and answers with the URL it was called by", async () => {
    const path = "accounts(accountnumber='K-1')";
    const reply = await client().call("PATCH", path, { body: { name: "By key" } });
    expect([reply.status, reply.headers.get("odata-entityid")]).toEqual([204, `${client().root}${path}`]);
    const { body } = await client().get(`${path}?$select=name,accountnumber`);
    expect(body).toMatchObject({ name: "By key", accountnumber: "K-1" });
  });

  it("drops the key's column from the body of an update", async () => {
    await client().call("PATCH", "accounts(accountnumber='K-2')", { body: { name: "First" } });
    await client().call("PATCH", "accounts(accountnumber='K-2')", {
      body: { name: "Second", accountnumber: "K-3" },
    });
    expect(field((await client().get("accounts(accountnumber='K-2')")).body, "name")).toBe("Second");
    expect((await client().get("accounts(accountnumber='K-3')")).status).toBe(404);
  });

  it("creates with the body's value for the key, even if it is another one", async () => {
    await client().call("PATCH", "accounts(accountnumber='K-4')", { body: { accountnumber: "K-5" } });
    expect((await client().get("accounts(accountnumber='K-4')")).status).toBe(404);
    expect((await client().get("accounts(accountnumber='K-5')")).status).toBe(200);
  });

  it("refuses to update what is not there with If-Match: *", async () => {
    const reply = await client().call("PATCH", "accounts(accountnumber='K-9')", {
      body: { name: "x" },
      headers: { "If-Match": "*" },
    });
    expect([reply.status, reply.body]).toEqual([
      404,
      refusal("0x80060891", "A record with the specified key values does not exist in account entity"),
    ]);
  });
});

describe("DELETE of a record", () => {
  const client = useClient();

  it("removes it once", async () => {
    const id = await client().create("accounts", { name: "Gone" });
    const reply = await client().call("DELETE", `accounts(${id})`);
    expect([reply.status, reply.body]).toEqual([204, undefined]);
    const again = await client().call("DELETE", `accounts(${id})`);
    expect([again.status, again.body]).toEqual([
      404,
      refusal("0x80040217", `account With Id = ${id} Does Not Exist`),
    ]);
  });

  it("heeds an ETag", async () => {
    const id = await client().create("accounts", { name: "Guarded" });
    const etag = etagOf(await client().get(`accounts(${id})`));
    await client().call("PATCH", `accounts(${id})`, { body: { name: "Changed" } });
    const headers = { "If-Match": etag };
    expect((await client().call("DELETE", `accounts(${id})`, { headers })).status).toBe(412);
    expect((await client().get(`accounts(${id})`)).status).toBe(200);
  });

  it("clears the lookups that pointed at it", async () => {
    const contact = await client().create("contacts", { lastname: "Pointed at" });
    const account = await client().create("accounts", {
      name: "Pointing",
      "primarycontactid@odata.bind": `/contacts(${contact})`,
    });
    await client().call("DELETE", `contacts(${contact})`);
    const { body } = await client().get(`accounts(${account})?$select=_primarycontactid_value`);
    expect(field(body, "_primarycontactid_value")).toBeNull();
  });

  it("frees its alternate key", async () => {
    const id = await client().create("accounts", { accountnumber: "FREE" });
    await client().call("DELETE", `accounts(${id})`);
    expect((await client().call("POST", "accounts", { body: { accountnumber: "FREE" } })).status).toBe(204);
  });
});

describe("a single property", () => {
  const client = useClient();

  it("is read, written and cleared", async () => {
    const id = await client().create("contacts", { lastname: "Shillo", telephone1: "555-0100" });
    const path = `contacts(${id})/telephone1`;
    const put = await client().call("PUT", path, { body: { value: "555-0105" } });
    expect([put.status, put.body]).toEqual([204, undefined]);
    const get = await client().get(path);
    expect([get.status, get.body]).toEqual([
      200,
      { "@odata.context": `${client().root}$metadata#contacts(${id})/telephone1`, value: "555-0105" },
    ]);
    expect((await client().call("DELETE", path)).status).toBe(204);
    const empty = await client().get(path);
    expect([empty.status, empty.body]).toEqual([204, undefined]);
  });

  it("is refused when the record or the property is not there, or is a lookup", async () => {
    const id = await client().create("contacts", { lastname: "Shillo" });
    expect((await client().get(`contacts(${nobody})/telephone1`)).status).toBe(404);
    expect((await client().call("PUT", `contacts(${id})/telephone1`, { body: {} })).status).toBe(400);
    expect((await client().call("DELETE", `contacts(${id})/_parentcustomerid_value`)).status).toBe(405);
    const reply = await client().get(`contacts(${id})/phone`);
    expect([reply.status, reply.body]).toEqual([
      400,
      refusal("0x0", "Could not find a property named 'phone' on type 'Microsoft.Dynamics.CRM.contact'."),
    ]);
  });
});

describe("a conditional GET", () => {
  const client = useClient();

  it("answers 304 while the record is unchanged, unless something is expanded or annotated", async () => {
    const id = await client().create("accounts", { name: "Cached" });
    const path = `accounts(${id})?$select=name`;
    const headers = { "If-None-Match": etagOf(await client().get(path)) };
    const unchanged = await client().get(path, headers);
    expect([unchanged.status, unchanged.body]).toEqual([304, undefined]);
    expect((await client().get(`${path}&$expand=primarycontactid`, headers)).status).toBe(200);
    const annotated = { ...headers, Prefer: 'odata.include-annotations="*"' };
    expect((await client().get(path, annotated)).status).toBe(200);
    await client().call("PATCH", `accounts(${id})`, { body: { name: "Changed" } });
    expect((await client().get(path, headers)).status).toBe(200);
  });
});
