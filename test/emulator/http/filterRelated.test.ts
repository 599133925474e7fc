import { beforeAll, describe, expect, it } from "vitest";
import { field, refusal, rows, useClient } from "../support/dataverseClient.ts";

const accounts = ["one", "two", "three"].map((name, index) => ({
  id: `61000000-0000-0000-0000-00000000000${index + 1}`,
  name: `Related ${name}`,
}));
const contact = "62000000-0000-0000-0000-000000000001";
const [one, two, three] = accounts.map(({ name }) => name);

describe("a $filter by related records", () => {
  const client = useClient();
  const find = async (filter: string): Promise<readonly unknown[]> => {
    const reply = await client().get(
      `accounts?$select=name&$filter=${encodeURIComponent(`startswith(name,'Related ') and (${filter})`)}`,
    );
    expect(field(reply.body, "error")).toBeUndefined();
    return rows(reply).map((row) => field(row, "name"));
  };

  beforeAll(async () => {
    for (const { id, name } of accounts) {
      await client().create("accounts", { accountid: id, name });
    }
    await client().create("contacts", {
      contactid: contact,
      lastname: "Related",
      jobtitle: "Buyer",
      "parentcustomerid_account@odata.bind": `/accounts(${accounts[0]?.id})`,
    });
    for (const [subject, account, prioritycode] of [
      ["call", 0, 1],
      ["write", 0, 2],
      ["call", 1, 2],
    ] as const) {
      await client().create("tasks", {
        subject,
        prioritycode,
        "regardingobjectid_account_task@odata.bind": `/accounts(${accounts[account]?.id})`,
      });
    }
    await client().create("tasks", {
      subject: "visit",
      "regardingobjectid_contact_task@odata.bind": `/contacts(${contact})`,
    });
  });

  it.each([
    ["Account_Tasks/any()", [one, two]],
    ["not Account_Tasks/any()", [three]],
    ["Account_Tasks/any(t:t/subject eq 'WRITE')", [one]],
    ["Account_Tasks/any(t:contains(t/subject,'a') and t/prioritycode eq 2)", [two]],
    ["not Account_Tasks/any(t:t/prioritycode eq 1)", [two, three]],
    ["Account_Tasks/all(t:t/prioritycode eq 2)", [two, three]],
    ["Account_Tasks/any() and Account_Tasks/all(t:t/prioritycode eq 2)", [two]],
    ["not Account_Tasks/all(t:t/subject eq 'call')", [one]],
    ["Account_Tasks/any(t:t/createdby_task/fullname ne null)", [one, two]],
    [
      "contact_customer_accounts/any(c:c/jobtitle eq 'buyer' and c/Contact_Tasks/any(t:t/subject eq 'visit'))",
      [one],
    ],
    ["contact_customer_accounts/any(c:not c/Contact_Tasks/any())", []],
    ["Account_Tasks/any(t:t/subject eq 'write') or name eq 'Related three'", [one, three]],
  ])("keeps the right rows: %s", async (filter, expected) => {
    expect(await find(filter)).toEqual(expected);
  });

  it("goes through a many-to-many relationship in both directions", async () => {
    const lead = await client().create("leads", { lastname: "Led", subject: "Related" });
    const tie = await client().call("POST", `accounts(${accounts[1]?.id})/accountleads_association/$ref`, {
      body: { "@odata.id": `${client().root}leads(${lead})` },
    });
    expect(tie.status).toBe(204);
    expect(await find("accountleads_association/any(l:l/lastname eq 'Led')")).toEqual([two]);
    expect(await find("accountleads_association/all(l:l/lastname ne 'Led')")).toEqual([one, three]);
    const leads = await client().get(
      "leads?$select=lastname&$filter=accountleads_association/any(a:a/name eq 'Related two')",
    );
    expect(rows(leads).map((row) => field(row, "lastname"))).toEqual(["Led"]);
  });

  it("does not go through a lookup", async () => {
    const reply = await client().get(
      "accounts?$filter=primarycontactid/Contact_Tasks/any(t:t/subject eq 'x')",
    );
    expect([reply.status, reply.body]).toEqual([
      400,
      refusal("0x80060888", "The query node CollectionNavigationNode is not supported."),
    ]);
  });

  it.each([
    ["Account_Tasks/any(t:subject eq 'x')", 501],
    ["Account_Tasks/any(t:t/subject eq name)", 501],
    ["Account_Tasks/any(t:t eq null)", 400],
    ["Account_Tasks/any(t:t/nothing eq 'x')", 400],
    ["Nothing/any(t:t/subject eq 'x')", 400],
    ["Account_Tasks/any(t/subject eq 'x')", 400],
    ["Account_Tasks/all()", 400],
    ["Account_Tasks/subject eq 'x'", 501],
  ])("refuses %s", async (filter, status) => {
    expect((await client().get(`accounts?$filter=${encodeURIComponent(filter)}`)).status).toBe(status);
  });
});
