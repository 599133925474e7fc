import { describe, expect, it } from "vitest";
import { field, nobody, refusal, useClient } from "../support/dataverseClient.ts";

describe("a lookup", () => {
  const client = useClient();
  const primaryContactOf = async (account: string) =>
    field(
      (await client().get(`accounts(${account})?$select=_primarycontactid_value`)).body,
      "_primarycontactid_value",
    );

  it("is bound by a relative, rooted, path-absolute or absolute URL", async () => {
    const contact = await client().create("contacts", { lastname: "Bound" });
    for (const uri of [
      `contacts(${contact})`,
      `/contacts(${contact})`,
      `/api/data/v9.2/contacts(${contact})`,
      `${client().root}contacts(${contact})`,
      `${client().emulator.url}/api/data/v9.0/contacts(${contact.toUpperCase()})`,
    ]) {
      const account = await client().create("accounts", { "primarycontactid@odata.bind": uri });
      expect(await primaryContactOf(account)).toBe(contact);
    }
  });

  it("is bound by an alternate key", async () => {
    const parent = await client().create("accounts", { accountnumber: "PARENT" });
    const child = await client().create("accounts", {
      "parentaccountid@odata.bind": "/accounts(accountnumber='PARENT')",
    });
    const { body } = await client().get(`accounts(${child})?$select=_parentaccountid_value`);
    expect(field(body, "_parentaccountid_value")).toBe(parent);
  });

  it("is cleared by null, with or without the annotation", async () => {
    const contact = await client().create("contacts", { lastname: "Bound" });
    for (const clear of [{ "primarycontactid@odata.bind": null }, { primarycontactid: null }]) {
      const account = await client().create("accounts", {
        "primarycontactid@odata.bind": `/contacts(${contact})`,
      });
      await client().call("PATCH", `accounts(${account})`, { body: clear });
      expect(await primaryContactOf(account)).toBeNull();
    }
  });

  it("is refused under another name or case", async () => {
    const account = await client().create("accounts", { name: "x" });
    for (const name of ["parentcustomerid", "ParentCustomerId_account", "lastname"]) {
      const reply = await client().call("POST", "contacts", {
        body: { lastname: "x", [`${name}@odata.bind`]: `accounts(${account})` },
      });
      expect([reply.status, reply.body]).toEqual([
        400,
        refusal(
          "0x80048d19",
          `Error identified in Payload provided by the user for Entity :'contacts'  ---->  InnerException : Microsoft.OData.ODataException: An undeclared property '${name}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.`,
        ),
      ]);
    }
  });

  it("of a custom column is bound by its schema name", async () => {
    const { body } = await client().get("WhoAmI");
    const me = field(body, "UserId");
    const bind = (name: string) =>
      client().call("POST", "accounts", { body: { [`${name}@odata.bind`]: `/systemusers(${me})` } });
    expect((await bind("new_ProjectManagerId")).status).toBe(204);
    expect((await bind("new_projectmanagerid")).status).toBe(400);
  });

  it("cannot be written by its value", async () => {
    const reply = await client().call("POST", "accounts", { body: { _primarycontactid_value: nobody } });
    expect([reply.status, reply.body]).toEqual([
      400,
      refusal(
        "0x80060888",
        "CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.",
      ),
    ]);
    expect((await client().call("POST", "accounts", { body: { primarycontactid: nobody } })).status).toBe(
      400,
    );
  });

  it("must lead to a record of a table it can point to", async () => {
    const missing = await client().call("POST", "accounts", {
      body: { "primarycontactid@odata.bind": `/contacts(${nobody})` },
    });
    expect([missing.status, missing.body]).toEqual([
      404,
      refusal("0x80040217", `contact With Id = ${nobody} Does Not Exist`),
    ]);
    const account = await client().create("accounts", { name: "x" });
    const wrongTable = await client().call("POST", "accounts", {
      body: { "primarycontactid@odata.bind": `/accounts(${account})` },
    });
    expect(wrongTable.status).toBe(400);
    const wrongSet = await client().call("POST", "accounts", {
      body: { "primarycontactid@odata.bind": `/contact(${nobody})` },
    });
    expect([wrongSet.status, wrongSet.body]).toEqual([
      404,
      refusal("0x8006088a", "Resource not found for the segment 'contact'."),
    ]);
  });

  it("to several tables points to one record at a time", async () => {
    const account = await client().create("accounts", { name: "Company" });
    const boss = await client().create("contacts", { lastname: "Boss" });
    const contact = await client().create("contacts", {
      lastname: "Employee",
      "parentcustomerid_account@odata.bind": `/accounts(${account})`,
    });
    const read = async () =>
      (
        await client().get(`contacts(${contact})?$select=_parentcustomerid_value`, {
          Prefer: 'odata.include-annotations="Microsoft.Dynamics.CRM.*"',
        })
      ).body;
    expect(await read()).toMatchObject({
      "_parentcustomerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty":
        "parentcustomerid_account",
      "_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "account",
      _parentcustomerid_value: account,
    });
    await client().call("PATCH", `contacts(${contact})`, {
      body: { "parentcustomerid_contact@odata.bind": `/contacts(${boss})` },
    });
    expect(await read()).toMatchObject({
      "_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "contact",
      _parentcustomerid_value: boss,
    });
  });

  it("leads to the record it points to", async () => {
    const contact = await client().create("contacts", { firstname: "Rene", lastname: "Valdes" });
    const account = await client().create("accounts", {
      "primarycontactid@odata.bind": `/contacts(${contact})`,
    });
    const reply = await client().get(`accounts(${account})/primarycontactid?$select=fullname`);
    expect([reply.status, reply.body]).toEqual([
      200,
      {
        "@odata.context": `${client().root}$metadata#contacts(fullname)/$entity`,
        "@odata.etag": reply.headers.get("etag"),
        fullname: "Rene Valdes",
        contactid: contact,
      },
    ]);
    const lonely = await client().create("accounts", { name: "No contact" });
    expect((await client().get(`accounts(${lonely})/primarycontactid`)).status).toBe(204);
  });

  it("is followed backwards by a collection", async () => {
    const account = await client().create("accounts", { name: "Company" });
    for (const lastname of ["Adams", "Brown"]) {
      await client().create("contacts", {
        lastname,
        "parentcustomerid_account@odata.bind": `/accounts(${account})`,
      });
    }
    const path = `accounts(${account})/contact_customer_accounts`;
    const reply = await client().get(`${path}?$select=lastname&$orderby=lastname desc`);
    expect(field(reply.body, "@odata.context")).toBe(`${client().root}$metadata#contacts(lastname)`);
    expect(reply.body).toMatchObject({ value: [{ lastname: "Brown" }, { lastname: "Adams" }] });
    expect((await client().get(`${path}/$count`)).body).toBe("2");
    expect((await client().get(`accounts(${nobody})/contact_customer_accounts`)).status).toBe(404);
  });
});
