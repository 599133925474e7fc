import { beforeAll, describe, expect, it } from "vitest";
import { field, refusal, rows, useClient } from "../support/dataverseClient.ts";

const etag = expect.stringMatching(/^W\/"\d+"$/);

describe("$expand", () => {
  const client = useClient();
  const account = "30000000-0000-0000-0000-000000000001";
  const contact = "30000000-0000-0000-0000-000000000002";
  const tasks = ["a", "b", "c"].map((letter) => `30000000-0000-0000-0000-00000000000${letter}`);

  beforeAll(async () => {
    await client().create("contacts", {
      contactid: contact,
      firstname: "Rafel",
      lastname: "Shillo",
      annualincome: 95000,
    });
    await client().create("accounts", {
      accountid: account,
      name: "Expanded",
      "primarycontactid@odata.bind": `/contacts(${contact})`,
    });
    for (const [index, activityid] of tasks.entries()) {
      await client().create("tasks", {
        activityid,
        subject: `Task ${index + 1}`,
        "regardingobjectid_account_task@odata.bind": `/accounts(${account})`,
      });
    }
  });

  it("puts the record a lookup points to into a single record", async () => {
    const reply = await client().get(
      `accounts(${account})?$select=name,&$expand=primarycontactid($select=fullname,annualincome)`,
    );
    expect(reply.body).toEqual({
      "@odata.context": `${client().root}$metadata#accounts(name,primarycontactid(fullname,annualincome))/$entity`,
      "@odata.etag": etag,
      name: "Expanded",
      accountid: account,
      primarycontactid: {
        "@odata.etag": etag,
        fullname: "Rafel Shillo",
        annualincome: 95000,
        _transactioncurrencyid_value: expect.any(String),
        contactid: contact,
      },
    });
  });

  it("shows null where a lookup is empty", async () => {
    const reply = await client().get(
      `accounts(${account})?$select=name&$expand=parentaccountid($select=name)`,
    );
    expect(field(reply.body, "parentaccountid")).toBeNull();
  });

  it("puts a collection into a single record, without a link", async () => {
    const reply = await client().get(
      `accounts(${account})?$select=name&$expand=Account_Tasks($select=subject)`,
    );
    expect(field(reply.body, "Account_Tasks")).toEqual(
      tasks.map((activityid, index) => ({ "@odata.etag": etag, subject: `Task ${index + 1}`, activityid })),
    );
    expect(field(reply.body, "Account_Tasks@odata.nextLink")).toBeUndefined();
  });

  it("puts both into a list: no ETag in the lookup's record, and a link that leads to the same rows", async () => {
    const reply = await client().get(
      `accounts?$select=name&$filter=accountid eq ${account}&$expand=primarycontactid($select=fullname),Account_Tasks($select=subject)`,
      { Prefer: "odata.maxpagesize=1" },
    );
    const link = `${client().root}accounts(${account})/Account_Tasks?$select=subject`;
    expect(field(reply.body, "@odata.context")).toBe(
      `${client().root}$metadata#accounts(name,primarycontactid(fullname),Account_Tasks(subject))`,
    );
    expect(rows(reply)).toEqual([
      {
        "@odata.etag": etag,
        name: "Expanded",
        accountid: account,
        primarycontactid: { fullname: "Rafel Shillo", contactid: contact },
        Account_Tasks: tasks.map((activityid, index) => ({
          "@odata.etag": etag,
          subject: `Task ${index + 1}`,
          _regardingobjectid_value: account,
          activityid,
        })),
        "Account_Tasks@odata.nextLink": link,
      },
    ]);
    expect(rows(await client().get(link))).toHaveLength(3);
  });

  it("filters, sorts and cuts a collection", async () => {
    const reply = await client().get(
      `accounts(${account})?$expand=Account_Tasks($select=subject;$filter=subject ne 'Task 2';$orderby=subject desc;$top=1)`,
    );
    expect(field(reply.body, "Account_Tasks", 0, "subject")).toBe("Task 3");
    expect(field(reply.body, "Account_Tasks", 1)).toBeUndefined();
  });

  it("goes on inside, and then pages the collections", async () => {
    const reply = await client().get(
      `accounts?$select=name&$filter=accountid eq ${account}&$expand=Account_Tasks($select=subject;$expand=createdby_task($select=fullname))`,
      { Prefer: "odata.maxpagesize=2" },
    );
    const [first] = rows(reply);
    expect(field(first, "Account_Tasks", 0, "createdby_task")).toEqual({
      fullname: expect.any(String),
      systemuserid: expect.any(String),
      ownerid: expect.any(String),
    });
    expect(field(first, "Account_Tasks", 2)).toBeUndefined();
    const rest = await client().get(String(field(first, "Account_Tasks@odata.nextLink")), {
      Prefer: "odata.maxpagesize=2",
    });
    expect(rows(rest).map((row) => field(row, "subject"))).toEqual(["Task 3"]);
  });

  it("leads on from a full page next to a nested expansion, even to nothing", async () => {
    const reply = await client().get(
      `accounts?$select=name&$filter=accountid eq ${account}&$expand=Account_Tasks($select=subject;$filter=subject eq 'Task 1';$expand=createdby_task($select=fullname))`,
      { Prefer: "odata.maxpagesize=1" },
    );
    const [first] = rows(reply);
    expect(field(first, "Account_Tasks", 0)).toEqual({
      subject: "Task 1",
      activityid: tasks[0],
      createdby_task: expect.anything(),
    });
    const link = String(field(first, "Account_Tasks@odata.nextLink"));
    expect(rows(await client().get(link, { Prefer: "odata.maxpagesize=1" }))).toEqual([]);
  });

  it("gives links in place of records", async () => {
    const reply = await client().get(
      `accounts?$select=name&$filter=accountid eq ${account}&$expand=primarycontactid/$ref,parentaccountid/$ref`,
    );
    expect(reply.body).toEqual({
      "@odata.context": `${client().root}$metadata#accounts(name,primarycontactid,primarycontactid/$ref(),parentaccountid,parentaccountid/$ref())`,
      value: [
        {
          "@odata.etag": etag,
          name: "Expanded",
          _primarycontactid_value: contact,
          _parentaccountid_value: null,
          accountid: account,
          primarycontactid: { "@odata.id": `${client().root}contacts(${contact})` },
          parentaccountid: null,
        },
      ],
    });
    const many = await client().get("accounts?$expand=Account_Tasks/$ref");
    expect([many.status, many.body]).toEqual([
      400,
      refusal("0x80060888", "Expand with $ref is only supported on lookup type navigation property."),
    ]);
  });

  it("reads a many-to-many relationship, but only alone", async () => {
    const lead = await client().create("leads", { lastname: "Led", subject: "Expanded" });
    await client().call("POST", `accounts(${account})/accountleads_association/$ref`, {
      body: { "@odata.id": `${client().root}leads(${lead})` },
    });
    const query = `accounts?$select=name&$filter=accountid eq ${account}&$expand=`;
    const reply = await client().get(`${query}accountleads_association($select=lastname)`);
    expect(field(rows(reply)[0], "accountleads_association")).toEqual([
      { "@odata.etag": etag, lastname: "Led", leadid: lead },
    ]);
    for (const expand of [
      "accountleads_association($select=lastname),primarycontactid($select=fullname)",
      "accountleads_association($select=lastname;$expand=createdby($select=fullname))",
      "primarycontactid($expand=parentcustomerid_account($expand=accountleads_association))",
    ]) {
      expect((await client().get(query + expand)).status).toBe(400);
    }
  });

  it("has no $top and $orderby next to a nested expansion or in a lookup", async () => {
    for (const expand of [
      "contact_customer_accounts($select=fullname;$top=2;$expand=owninguser($select=fullname))",
      "primarycontactid($select=fullname;$top=1)",
      "primarycontactid($orderby=fullname)",
    ]) {
      const reply = await client().get(`accounts?$select=name&$expand=${expand}`);
      expect([reply.status, reply.body]).toEqual([
        400,
        refusal(
          "0x80060888",
          "Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.",
        ),
      ]);
    }
  });

  it("refuses unknown names, unsupported options and more than 15 expansions", async () => {
    const unknown = await client().get("accounts?$expand=PrimaryContactId");
    expect([unknown.status, unknown.body]).toEqual([
      400,
      refusal(
        "0x0",
        "Could not find a property named 'PrimaryContactId' on type 'Microsoft.Dynamics.CRM.account'.",
      ),
    ]);
    expect((await client().get("accounts?$expand=Account_Tasks($skip=1)")).status).toBe(400);
    expect((await client().get("accounts?$expand=Account_Tasks($count=true)")).status).toBe(400);
    const many = Array.from({ length: 16 }, () => "primarycontactid($select=fullname)").join(",");
    const tooMany = await client().get(`accounts?$top=1&$expand=${many}`);
    expect([tooMany.status, tooMany.body]).toEqual([
      400,
      refusal("0x8004430d", "Number of link entities in query exceeded maximum limit."),
    ]);
    expect((await client().get("accounts?$expand=primarycontactid,primarycontactid")).status).toBe(501);
    expect((await client().get("accounts?$expand=Account_Tasks/$count")).status).toBe(400);
  });

  it("may select the columns of a created record's lookup, but not those of a changed one", async () => {
    const headers = { Prefer: "return=representation" };
    const expand = "$select=name&$expand=primarycontactid($select=fullname)";
    const created = await client().call("POST", `accounts?${expand}`, {
      body: { name: "New", "primarycontactid@odata.bind": `/contacts(${contact})` },
      headers,
    });
    expect(field(created.body, "primarycontactid", "fullname")).toBe("Rafel Shillo");
    const changed = await client().call("PATCH", `accounts(${account})?${expand}`, { body: {}, headers });
    expect([changed.status, field(changed.body, "primarycontactid")]).toEqual([200, undefined]);
  });
});
