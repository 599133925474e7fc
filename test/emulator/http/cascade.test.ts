import { describe, expect, it } from "vitest";
import { field, refusal, rows, useClient } from "../support/dataverseClient.ts";

const client = useClient();
const statusOf = async (path: string): Promise<number> => (await client().get(path)).status;
const remove = (path: string) => client().call("DELETE", path);

describe("deleting a record", () => {
  it("deletes what belongs to it, down to the notes of its contacts", async () => {
    const account = await client().create("accounts", { name: "Doomed" });
    const contact = await client().create("contacts", {
      lastname: "Doomed",
      "parentcustomerid_account@odata.bind": `/accounts(${account})`,
    });
    const note = await client().create("annotations", {
      subject: "Doomed",
      "objectid_contact@odata.bind": `/contacts(${contact})`,
    });
    const task = await client().create("tasks", {
      subject: "Doomed",
      "regardingobjectid_account_task@odata.bind": `/accounts(${account})`,
    });
    expect((await remove(`accounts(${account})`)).status).toBe(204);
    for (const path of [`contacts(${contact})`, `annotations(${note})`, `tasks(${task})`]) {
      expect(await statusOf(path)).toBe(404);
    }
  });

  it("clears the lookups of records that only refer to it", async () => {
    const contact = await client().create("contacts", { lastname: "Primary" });
    const account = await client().create("accounts", {
      "primarycontactid@odata.bind": `/contacts(${contact})`,
    });
    const child = await client().create("accounts", {
      "parentaccountid@odata.bind": `/accounts(${account})`,
    });
    await remove(`contacts(${contact})`);
    expect(field((await client().get(`accounts(${account})`)).body, "_primarycontactid_value")).toBe(null);
    await remove(`accounts(${account})`);
    expect(field((await client().get(`accounts(${child})`)).body, "_parentaccountid_value")).toBe(null);
  });

  it("ends in a circle of records", async () => {
    const first = await client().create("contacts", { lastname: "First" });
    const second = await client().create("contacts", {
      lastname: "Second",
      "parentcustomerid_contact@odata.bind": `/contacts(${first})`,
    });
    await client().call("PATCH", `contacts(${first})`, {
      body: { "parentcustomerid_contact@odata.bind": `/contacts(${second})` },
    });
    expect((await remove(`contacts(${first})`)).status).toBe(204);
    expect(await statusOf(`contacts(${second})`)).toBe(404);
  });

  it("is refused where a relationship restricts it, also further down, and then nothing is deleted", async () => {
    const account = await client().create("accounts", { name: "Customer" });
    const contact = await client().create("contacts", {
      lastname: "Customer",
      "parentcustomerid_account@odata.bind": `/accounts(${account})`,
    });
    const order = await client().create("salesorders", {
      name: "Order",
      "customerid_contact@odata.bind": `/contacts(${contact})`,
    });
    const message = "The object you tried to delete is associated with another object and cannot be deleted.";
    for (const path of [`contacts(${contact})`, `accounts(${account})`]) {
      const reply = await remove(path);
      expect([reply.status, reply.body]).toEqual([405, refusal("0x80040227", message)]);
      expect(await statusOf(path)).toBe(200);
    }
    await remove(`salesorders(${order})`);
    expect((await remove(`accounts(${account})`)).status).toBe(204);
  });

  it("is refused for a currency that amounts are in", async () => {
    const [currency] = rows(await client().get("transactioncurrencies?$filter=isocurrencycode eq 'USD'"));
    const reply = await remove(`transactioncurrencies(${field(currency, "transactioncurrencyid")})`);
    expect([reply.status, field(reply.body, "error", "code")]).toEqual([405, "0x80040227"]);
  });
});
