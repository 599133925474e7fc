import type { Client } from "../support/dataverseClient.ts";
import type { Given } from "./fixture.ts";

export const person = async (client: Client): Promise<Given> => ({
  contact: await client.create("contacts", { firstname: "Mina", lastname: "Okafor", telephone1: "555-0143" }),
});

export const company = async (client: Client): Promise<Given> => ({
  account: await client.create("accounts", {
    name: "Lakeside Mills",
    description: "Spins wool",
    accountcategorycode: 1,
    revenue: 750_000,
  }),
});

/** An account with a contact that is its first one, and two tasks. */
export const companyWithPeople = async (client: Client): Promise<Given> => {
  const contact = await client.create("contacts", {
    firstname: "Ivo",
    lastname: "Brandt",
    jobtitle: "Roaster",
    annualincome: 52_000,
  });
  const account = await client.create("accounts", {
    name: "Harbor Roasters",
    "primarycontactid@odata.bind": `contacts(${contact})`,
  });
  const task = (subject: string, scheduledstart: string): Promise<string> =>
    client.create("tasks", {
      subject,
      scheduledstart,
      "regardingobjectid_account_task@odata.bind": `/accounts(${account})`,
    });
  const [first, second] = [
    await task("Order beans", "2026-03-02T08:00:00+01:00"),
    await task("Clean mill", "2026-03-03T08:00:00+01:00"),
  ];
  return { account, contact, first, second };
};

/** Accounts with the same beginning of their names: `<word> 1`, `<word> 2`, ... */
export const companies =
  (word: string, count: number, values: object = {}) =>
  async (client: Client): Promise<Given> => {
    const given: Record<string, string> = {};
    for (let number = 1; number <= count; number += 1) {
      given[String(number)] = await client.create("accounts", { name: `${word} ${number}`, ...values });
    }
    return given;
  };
