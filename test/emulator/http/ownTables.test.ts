import { describe, expect, it } from "vitest";
import { defaultTables } from "../../../emulator/schema/tables/index.ts";
import { field, useClient } from "../support/dataverseClient.ts";

describe("tables of one's own", () => {
  const tables = defaultTables.map((table) =>
    table.logicalName === "account"
      ? {
          ...table,
          alternateKeys: [
            ...table.alternateKeys,
            { name: "new_ContactAndSize", columns: ["primarycontactid", "numberofemployees"] },
          ],
        }
      : table,
  );
  const client = useClient({ tables, records: 2 });

  it("may have keys with lookups and numbers, which an upsert fills in", async () => {
    const contact = await client().create("contacts", { lastname: "Key" });
    const path = `accounts(_primarycontactid_value=${contact},numberofemployees=7)`;
    const reply = await client().call("PATCH", path, { body: { name: "By lookup" } });
    expect([reply.status, reply.headers.get("odata-entityid")]).toEqual([204, `${client().root}${path}`]);
    const { body } = await client().get(`${path}?$select=name,_primarycontactid_value,numberofemployees`);
    expect(body).toMatchObject({ name: "By lookup", _primarycontactid_value: contact, numberofemployees: 7 });
    const again = await client().call("PATCH", path, { body: { name: "Same record" } });
    expect(again.status).toBe(204);
    const count = await client().get(`accounts/$count?$filter=_primarycontactid_value eq ${contact}`);
    expect(count.body).toBe("1");
    const clash = await client().call("POST", "accounts", {
      body: { numberofemployees: 7, "primarycontactid@odata.bind": `/contacts(${contact})` },
    });
    expect([clash.status, field(clash.body, "error", "code")]).toEqual([412, "0x80060892"]);
  });
});
