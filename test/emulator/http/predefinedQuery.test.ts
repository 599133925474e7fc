import { describe, expect, it } from "vitest";
import { field, nobody, refusal, rows, useClient } from "../support/dataverseClient.ts";

const fetchXml = `<fetch><entity name="account"><attribute name="name"/><order attribute="name"/><filter><condition attribute="name" operator="begins-with" value="Stored "/></filter></entity></fetch>`;

describe("a stored query", () => {
  const client = useClient();

  const store = async (entitySet: string): Promise<string> =>
    client().create(entitySet, {
      name: `Stored ${entitySet}`,
      returnedtypecode: "account",
      querytype: 0,
      fetchxml: fetchXml,
      layoutxml: "<grid/>",
    });

  it.each([
    ["userQuery", "userqueries"],
    ["savedQuery", "savedqueries"],
  ])("is run by its id: %s", async (option, entitySet) => {
    const name = `Stored by ${option}`;
    await client().create("accounts", { name });
    const id = await store(entitySet);
    const reply = await client().get(`accounts?${option}=${id}&$count=true`);
    expect(reply.status).toBe(200);
    expect(rows(reply).map((row) => field(row, "name"))).toContain(name);
    expect(field(reply.body, "@odata.count")).toBe(rows(reply).length);
  });

  it("is refused when it is not there, or together with other options", async () => {
    const missing = await client().get(`accounts?savedQuery=${nobody}`);
    expect([missing.status, missing.body]).toEqual([
      404,
      refusal("0x80040217", `savedquery With Id = ${nobody} Does Not Exist`),
    ]);
    expect((await client().get("accounts?savedQuery=nonsense")).status).toBe(400);
    const id = await store("userqueries");
    expect((await client().get(`accounts?userQuery=${id}&$select=name`)).status).toBe(501);
    const count = await client().get(`accounts/$count?userQuery=${id}`);
    expect([count.status, field(count.body, "error", "message")]).toEqual([
      400,
      "Count Segment is not supported when SavedQuery or UserQuery or FetchXml option is provided",
    ]);
  });
});
