import { describe, expect, it } from "vitest";
import { field, nobody, rows, useClient } from "../support/dataverseClient.ts";

const client = useClient();

const count = async (entitySet: string): Promise<unknown> =>
  field((await client().get(`${entitySet}?$top=1&$count=true`)).body, "@odata.count");

describe("a record that brings others along", () => {
  it("is created with them at any depth, and only its own id is answered", async () => {
    const reply = await client().call("POST", "accounts", {
      body: {
        name: "Fourth Coffee",
        primarycontactid: {
          "@odata.type": "#Microsoft.Dynamics.CRM.contact",
          firstname: "Susie",
          lastname: "Curtis",
          annualincome: 48000,
          Contact_Tasks: [{ subject: "Sign invoice" }, { subject: "Setup new display" }],
        },
        opportunity_customer_accounts: [
          { name: "Beans", "parentcontactid@odata.bind": null, estimatedvalue: 10 },
        ],
      },
    });
    expect([reply.status, reply.body]).toEqual([204, undefined]);
    const url = String(reply.headers.get("odata-entityid"));
    expect(url.startsWith(`${client().root}accounts(`)).toBe(true);
    const { body } = await client().get(
      `${url}?$select=name&$expand=primarycontactid($select=fullname),opportunity_customer_accounts($select=name)`,
    );
    expect(body).toMatchObject({
      primarycontactid: { fullname: "Susie Curtis" },
      opportunity_customer_accounts: [{ name: "Beans" }],
    });
    const contact = field(body, "primarycontactid", "contactid");
    const tasks = await client().get(`contacts(${contact})/Contact_Tasks?$select=subject&$orderby=subject`);
    expect(rows(tasks).map((task) => field(task, "subject"))).toEqual(["Setup new display", "Sign invoice"]);
  });

  it("is answered with what it brought when the representation is wanted", async () => {
    const reply = await client().call(
      "POST",
      "accounts?$select=name&$expand=Account_Tasks($select=subject)",
      {
        headers: { Prefer: "return=representation" },
        body: { name: "Shown", Account_Tasks: [{ subject: "Call" }] },
      },
    );
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ name: "Shown", Account_Tasks: [{ subject: "Call" }] });
  });

  it("is created with all of them or not at all", async () => {
    const before = [await count("accounts"), await count("contacts"), await count("tasks")];
    for (const last of [{ subject: 5 }, { "ownerid_task@odata.bind": `/systemusers(${nobody})` }]) {
      const reply = await client().call("POST", "accounts", {
        body: {
          name: "Half",
          primarycontactid: { lastname: "Half" },
          Account_Tasks: [{ subject: "One" }, last],
        },
      });
      expect(reply.status).toBeGreaterThanOrEqual(400);
    }
    await client().create("accounts", { accountnumber: "DEEP-1" });
    const conflict = await client().call("POST", "accounts", {
      body: {
        name: "Half",
        primarycontactid: { lastname: "Half" },
        account_parent_account: [{ accountnumber: "DEEP-1" }],
      },
    });
    expect(conflict.status).toBe(412);
    const after = [await count("accounts"), await count("contacts"), await count("tasks")];
    expect(after).toEqual([Number(before[0]) + 1, before[1], before[2]]);
  });

  it("is tied to new and existing records of a many-to-many relationship", async () => {
    const lead = await client().create("leads", { lastname: "Known" });
    const id = await client().create("accounts", {
      name: "Tied",
      accountleads_association: [{ lastname: "New" }],
      "accountleads_association@odata.bind": [`/leads(${lead})`],
    });
    const leads = await client().get(
      `accounts(${id})/accountleads_association?$select=lastname&$orderby=lastname`,
    );
    expect(rows(leads).map((row) => field(row, "lastname"))).toEqual(["Known", "New"]);
  });

  it("takes existing records into a one-to-many collection", async () => {
    const contact = await client().create("contacts", { lastname: "Known" });
    const id = await client().create("accounts", {
      "contact_customer_accounts@odata.bind": [`${client().root}contacts(${contact})`],
    });
    expect(field((await client().get(`contacts(${contact})`)).body, "_parentcustomerid_value")).toBe(id);
  });

  it("may be one that an upsert creates", async () => {
    const id = "7c1d2f9e-0000-4000-8000-00000000d00d";
    const reply = await client().call("PATCH", `accounts(${id})`, {
      body: { name: "Upserted", primarycontactid: { lastname: "Upserted" } },
    });
    expect(reply.status).toBe(204);
    expect((await client().get(`accounts(${id})/primarycontactid?$select=lastname`)).body).toMatchObject({
      lastname: "Upserted",
    });
  });

  it.each([
    [{ primarycontactid: { lastname: "Deep" } }, "0x80060888"],
    [{ Account_Tasks: [{ subject: "Deep" }] }, "0x80060888"],
  ])("is refused in an update: %j", async (body, code) => {
    const id = await client().create("accounts", {});
    const reply = await client().call("PATCH", `accounts(${id})`, { body });
    expect([reply.status, field(reply.body, "error", "code")]).toEqual([400, code]);
  });

  it.each([
    [{ primarycontactid: 5 }],
    [{ primarycontactid: [] }],
    [{ Account_Tasks: {} }],
    [{ Account_Tasks: ["task"] }],
    [{ Account_Tasks: [{ nothing: 1 }] }],
    [{ "Account_Tasks@odata.bind": "/tasks(1)" }],
    [{ "Account_Tasks@odata.bind": [1] }],
    [{ nothing: [] }],
  ])("is refused when it cannot be read: %j", async (body) => {
    const reply = await client().call("POST", "accounts", { body });
    expect([reply.status, field(reply.body, "error", "code")]).toEqual([400, "0x80048d19"]);
  });
});

describe("the parties of an activity", () => {
  const mail = async () => {
    const [from, to] = [
      String(field(rows(await client().get("systemusers?$top=1&$select=systemuserid"))[0], "systemuserid")),
      await client().create("contacts", {
        lastname: "Reader",
        emailaddress1: `reader${Math.random()}@x.example`,
      }),
    ];
    const id = await client().create("emails", {
      subject: "Hello",
      email_activity_parties: [
        { "partyid_systemuser@odata.bind": `/systemusers(${from})`, participationtypemask: 1 },
        { "partyid_contact@odata.bind": `/contacts(${to})`, participationtypemask: 2 },
      ],
    });
    return { id, to };
  };
  const partiesOf = async (id: string) =>
    rows(
      await client().get(
        `emails(${id})/email_activity_parties?$select=participationtypemask,partyidname,addressused,_partyid_value&$orderby=participationtypemask`,
      ),
    );

  it("are created along with it, with name and address", async () => {
    const { id, to } = await mail();
    expect(await partiesOf(id)).toMatchObject([
      { participationtypemask: 1, partyidname: expect.any(String) },
      {
        participationtypemask: 2,
        partyidname: "Reader",
        addressused: expect.stringContaining("reader"),
        _partyid_value: to,
      },
    ]);
  });

  it.each(["PUT", "PATCH"])("are replaced as a whole by %s", async (method) => {
    const { id, to } = await mail();
    const party = {
      "@odata.type": "Microsoft.Dynamics.CRM.activityparty",
      "partyid_contact@odata.bind": `/contacts(${to})`,
      participationtypemask: 3,
    };
    const reply =
      method === "PUT"
        ? await client().call("PUT", `emails(${id})/email_activity_parties`, { body: { value: [party] } })
        : await client().call("PATCH", `emails(${id})`, { body: { email_activity_parties: [party] } });
    expect(reply.status).toBe(204);
    expect((await partiesOf(id)).map((row) => field(row, "participationtypemask"))).toEqual([3]);
    const none =
      method === "PUT"
        ? await client().call("PUT", `emails(${id})/email_activity_parties`, { body: { value: [] } })
        : await client().call("PATCH", `emails(${id})`, { body: { email_activity_parties: [] } });
    expect([none.status, await partiesOf(id)]).toEqual([204, []]);
  });

  it("go with their activity", async () => {
    const { id } = await mail();
    await client().call("DELETE", `emails(${id})`);
    expect(rows(await client().get(`activityparties?$filter=_activityid_value eq ${id}`))).toEqual([]);
  });

  it("are the only collection that can be replaced", async () => {
    const account = await client().create("accounts", {});
    const reply = await client().call("PUT", `accounts(${account})/Account_Tasks`, { body: { value: [] } });
    expect(reply.status).toBe(405);
  });
});
