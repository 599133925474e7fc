import { describe, expect, it } from "vitest";
import { field, nobody, refusal, rows, useClient } from "../support/dataverseClient.ts";

const client = useClient();

const idsOf = async (path: string, column: string): Promise<readonly unknown[]> =>
  rows(await client().get(`${path}?$select=${column}`)).map((row) => field(row, column));

const reference = (path: string) => ({ "@odata.id": `${client().root}${path}` });

describe("references to a lookup", () => {
  it("are set, read and cleared", async () => {
    const contact = await client().create("contacts", { lastname: "Referred" });
    const account = await client().create("accounts", { name: "Referring" });
    const path = `accounts(${account})/primarycontactid/$ref`;
    expect((await client().get(path)).status).toBe(204);
    const put = await client().call("PUT", path, { body: reference(`contacts(${contact})`) });
    expect([put.status, put.headers.get("odata-entityid"), put.body]).toEqual([204, null, undefined]);
    expect((await client().get(path)).body).toEqual({
      "@odata.context": `${client().root}$metadata#$ref`,
      "@odata.id": `${client().root}contacts(${contact})`,
    });
    expect((await client().call("DELETE", path)).status).toBe(204);
    expect((await client().get(path)).status).toBe(204);
  });

  it("take a relative address, and one by alternate key", async () => {
    const parent = await client().create("accounts", { accountnumber: "REF-1" });
    const account = await client().create("accounts", {});
    for (const uri of [`accounts(${parent})`, `/accounts(accountnumber='REF-1')`]) {
      const put = await client().call("PUT", `accounts(${account})/parentaccountid/$ref`, {
        body: { "@odata.id": uri },
      });
      expect(put.status).toBe(204);
      expect(field((await client().get(`accounts(${account})`)).body, "_parentaccountid_value")).toBe(parent);
    }
  });

  it("lead from a polymorphic lookup to the kind of record their name says", async () => {
    const account = await client().create("accounts", {});
    const contact = await client().create("contacts", {
      lastname: "Polly",
      "parentcustomerid_account@odata.bind": `/accounts(${account})`,
    });
    const record = `contacts(${contact})`;
    expect((await client().get(`${record}/parentcustomerid_contact/$ref`)).status).toBe(204);
    expect((await client().call("DELETE", `${record}/parentcustomerid_contact/$ref`)).status).toBe(204);
    expect(field((await client().get(`${record}/parentcustomerid_account/$ref`)).body, "@odata.id")).toBe(
      `${client().root}accounts(${account})`,
    );
    const wrong = await client().call("PUT", `${record}/parentcustomerid_contact/$ref`, {
      body: reference(`accounts(${account})`),
    });
    expect([wrong.status, field(wrong.body, "error", "code")]).toEqual([400, "0x80048d19"]);
  });

  it("are refused for a record that is not there, and for a body without an address", async () => {
    const account = await client().create("accounts", {});
    const path = `accounts(${account})/primarycontactid/$ref`;
    const lost = await client().call("PUT", path, { body: reference(`contacts(${nobody})`) });
    expect([lost.status, lost.body]).toEqual([
      404,
      refusal("0x80040217", `contact With Id = ${nobody} Does Not Exist`),
    ]);
    const from = await client().call("PUT", `accounts(${nobody})/primarycontactid/$ref`, {
      body: reference(`accounts(${account})`),
    });
    expect(from.status).toBe(400);
    for (const body of [{}, { "@odata.id": 1 }, "", "[]"]) {
      const reply = await client().call("PUT", path, { body });
      expect([reply.status, field(reply.body, "error", "code")]).toEqual([400, "0x80048d19"]);
    }
    expect((await client().call("POST", path, { body: reference(`contacts(${nobody})`) })).status).toBe(405);
  });
});

describe("references in a one-to-many collection", () => {
  it("are added, listed and taken out by key or by $id", async () => {
    const account = await client().create("accounts", { name: "Parent" });
    const [first, second] = [
      await client().create("contacts", { lastname: "First" }),
      await client().create("contacts", { lastname: "Second" }),
    ];
    const path = `accounts(${account})/contact_customer_accounts`;
    for (const contact of [first, second]) {
      const post = await client().call("POST", `${path}/$ref`, { body: reference(`contacts(${contact})`) });
      expect([post.status, post.body]).toEqual([204, undefined]);
    }
    const listed = await client().get(`${path}/$ref?$count=true&$orderby=lastname desc`);
    expect(listed.body).toEqual({
      "@odata.context": `${client().root}$metadata#Collection($ref)`,
      "@odata.count": 2,
      value: [reference(`contacts(${second})`), reference(`contacts(${first})`)],
    });
    expect((await client().call("DELETE", `${path}(${first})/$ref`)).status).toBe(204);
    const $id = encodeURIComponent(`${client().root}contacts(${second})`);
    expect((await client().call("DELETE", `${path}/$ref?$id=${$id}`)).status).toBe(204);
    expect(rows(await client().get(`${path}/$ref`))).toEqual([]);
    expect((await client().get(`contacts(${first})`)).status).toBe(200);
  });

  it("page like records", async () => {
    const account = await client().create("accounts", {});
    for (const lastname of ["A", "B", "C"]) {
      await client().create("contacts", {
        lastname,
        "parentcustomerid_account@odata.bind": `/accounts(${account})`,
      });
    }
    const path = `accounts(${account})/contact_customer_accounts/$ref`;
    const page = await client().get(path, { Prefer: "odata.maxpagesize=2" });
    const next = await client().get(String(field(page.body, "@odata.nextLink")), {
      Prefer: "odata.maxpagesize=2",
    });
    expect([rows(page).length, rows(next).length, field(next.body, "@odata.nextLink")]).toEqual([
      2,
      1,
      undefined,
    ]);
  });

  it("change nothing when the record is somewhere else", async () => {
    const [here, there] = [await client().create("accounts", {}), await client().create("accounts", {})];
    const contact = await client().create("contacts", {
      lastname: "Elsewhere",
      "parentcustomerid_account@odata.bind": `/accounts(${there})`,
    });
    const path = `accounts(${here})/contact_customer_accounts(${contact})/$ref`;
    expect((await client().call("DELETE", path)).status).toBe(204);
    expect(field((await client().get(`contacts(${contact})`)).body, "_parentcustomerid_value")).toBe(there);
  });

  it("are refused without a record to take out, with a wrong verb and for a name that is not there", async () => {
    const account = await client().create("accounts", {});
    const path = `accounts(${account})/contact_customer_accounts/$ref`;
    expect((await client().call("DELETE", path)).status).toBe(405);
    expect((await client().call("PUT", path, { body: reference(`contacts(${nobody})`) })).status).toBe(405);
    const unknown = await client().call("POST", `accounts(${account})/nothing/$ref`, { body: {} });
    expect([unknown.status, unknown.body]).toEqual([
      400,
      refusal("0x0", "Could not find a property named 'nothing' on type 'Microsoft.Dynamics.CRM.account'."),
    ]);
  });
});

describe("a many-to-many relationship", () => {
  const project = async () => client().create("new_projects", { new_name: "Together" });
  const people = "new_project_contact";

  it("ties records, shows them on both sides and in its own table, and unties them", async () => {
    const [one, contact] = [
      await project(),
      await client().create("contacts", { lastname: "Tied", jobtitle: "Chef" }),
    ];
    const path = `new_projects(${one})/${people}`;
    const post = await client().call("POST", `${path}/$ref`, { body: reference(`contacts(${contact})`) });
    expect(post.status).toBe(204);
    expect(await idsOf(path, "contactid")).toEqual([contact]);
    expect(await idsOf(`contacts(${contact})/${people}`, "new_projectid")).toEqual([one]);
    const tied = await client().get(
      `new_project_contactset?$filter=contactid eq ${contact}&$select=new_projectid,contactid`,
    );
    expect(rows(tied)).toMatchObject([{ new_projectid: one, contactid: contact }]);
    const filtered = await client().get(`${path}?$select=lastname&$filter=jobtitle eq 'Chef'&$count=true`);
    expect(filtered.body).toMatchObject({ "@odata.count": 1, value: [{ lastname: "Tied" }] });
    expect((await client().get(`${path}/$count`)).body).toBe("1");
    const expanded = await client().get(
      `new_projects(${one})?$select=new_name&$expand=${people}($select=lastname)`,
    );
    expect(expanded.body).toMatchObject({ [people]: [{ lastname: "Tied" }] });
    expect((await client().get(`${path}(${contact})?$select=lastname`)).body).toMatchObject({
      lastname: "Tied",
    });
    expect((await client().get(`${path}(${nobody})`)).status).toBe(404);
    expect((await client().call("DELETE", `${path}(${contact})/$ref`)).status).toBe(204);
    expect(await idsOf(path, "contactid")).toEqual([]);
    expect((await client().call("DELETE", `${path}(${contact})/$ref`)).status).toBe(204);
  });

  it("ties two records once", async () => {
    const [one, contact] = [await project(), await client().create("contacts", { lastname: "Twice" })];
    const path = `new_projects(${one})/${people}/$ref`;
    await client().call("POST", path, { body: reference(`contacts(${contact})`) });
    const again = await client().call("POST", path, { body: reference(`contacts(${contact})`) });
    expect([again.status, again.body]).toEqual([412, refusal("0x80040237", "Cannot insert duplicate key.")]);
    const back = await client().call("POST", `contacts(${contact})/${people}/$ref`, {
      body: reference(`new_projects(${one})`),
    });
    expect(back.status).toBe(412);
  });

  it("refuses records that are not there or of another kind", async () => {
    const path = `new_projects(${await project()})/${people}/$ref`;
    const lost = await client().call("POST", path, { body: reference(`contacts(${nobody})`) });
    expect([lost.status, field(lost.body, "error", "code")]).toEqual([404, "0x80040217"]);
    const account = await client().create("accounts", {});
    const wrong = await client().call("POST", path, { body: reference(`accounts(${account})`) });
    expect([wrong.status, field(wrong.body, "error", "code")]).toEqual([400, "0x80048d19"]);
    const gone = await client().call("POST", `new_projects(${nobody})/${people}/$ref`, { body: {} });
    expect(gone.status).toBe(404);
  });

  it("ends when one of its records is deleted", async () => {
    const [one, contact] = [await project(), await client().create("contacts", { lastname: "Gone" })];
    await client().call("POST", `new_projects(${one})/${people}/$ref`, {
      body: reference(`contacts(${contact})`),
    });
    await client().call("DELETE", `contacts(${contact})`);
    expect(rows(await client().get(`new_project_contactset?$filter=new_projectid eq ${one}`))).toEqual([]);
  });

  it("keeps the members of three relationships in one table, where it has lookups", async () => {
    const list = await client().create("lists", { listname: "Mixed", createdfromcode: 2, membertype: 2 });
    const contact = await client().create("contacts", { lastname: "Member" });
    const account = await client().create("accounts", { name: "Member" });
    for (const [collection, path] of [
      ["listcontact_association", `contacts(${contact})`],
      ["listaccount_association", `accounts(${account})`],
    ]) {
      await client().call("POST", `lists(${list})/${collection}/$ref`, { body: reference(String(path)) });
    }
    expect(await idsOf(`lists(${list})/listcontact_association`, "contactid")).toEqual([contact]);
    expect(await idsOf(`lists(${list})/listaccount_association`, "accountid")).toEqual([account]);
    const members = await client().get(`listmembers?$filter=_listid_value eq ${list}`, {
      Prefer: 'odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname"',
    });
    expect(
      rows(members)
        .map((row) => field(row, "_entityid_value@Microsoft.Dynamics.CRM.lookuplogicalname"))
        .sort(),
    ).toEqual(["account", "contact"]);
    expect(rows(members).every((row) => field(row, "createdon") !== null)).toBe(true);
  });

  it.each([
    { method: "POST", path: "accountleadscollection", message: "Create", table: "accountleads" },
    { method: "PATCH", path: `teammemberships(${nobody})`, message: "Create", table: "teammembership" },
    { method: "DELETE", path: `listmembers(${nobody})`, message: "Delete", table: "listmember" },
    { method: "POST", path: "activityparties", message: "Create", table: "activityparty" },
    { method: "POST", path: "sdkmessages", message: "Create", table: "sdkmessage" },
  ])("is not written directly: $method $path", async ({ method, path, message, table }) => {
    const reply = await client().call(method, path, method === "DELETE" ? {} : { body: {} });
    expect([reply.status, reply.body]).toEqual([
      400,
      refusal(
        "0x80040800",
        `The '${message}' method does not support entities of type '${table}'. MessageProcessorCache returned MessageProcessor.Empty. `,
      ),
    ]);
  });
});

describe("a secret", () => {
  it("is written and never read", async () => {
    const id = await client().create("serviceendpoints", {
      name: "Hook",
      contract: 8,
      authtype: 4,
      authvalue: "s3cret",
      url: "https://hooks.example/",
    });
    const { body } = await client().get(`serviceendpoints(${id})`);
    expect(body).toMatchObject({ name: "Hook", isauthvalueset: true, issaskeyset: false });
    expect(Object.keys(Object(body))).not.toContain("authvalue");
    for (const path of ["/authvalue", "?$select=authvalue"]) {
      const reply = await client().get(`serviceendpoints(${id})${path}`);
      expect([reply.status, field(reply.body, "error", "code")]).toEqual([400, "0x0"]);
    }
    const filtered = await client().get("serviceendpoints?$filter=authvalue eq 's3cret'");
    expect(filtered.status).toBe(400);
  });
});
