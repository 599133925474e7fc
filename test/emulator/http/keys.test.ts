import { describe, expect, it } from "vitest";
import { field, nobody, refusal, useClient } from "../support/dataverseClient.ts";

describe("the key of a record in a URL", () => {
  const client = useClient();
  const nameAt = async (key: string) => field((await client().get(`accounts(${key})`)).body, "name");

  it("is an id in any case, bare or by name", async () => {
    const id = await client().create("accounts", { name: "By id" });
    expect(await nameAt(id)).toBe("By id");
    expect(await nameAt(id.toUpperCase())).toBe("By id");
    expect(await nameAt(`accountid=${id}`)).toBe("By id");
  });

  it("is an alternate key, with quotes doubled and other characters percent-encoded", async () => {
    await client().create("accounts", { name: "Quoted", accountnumber: "A'1 ü,(x)=@y" });
    expect(await nameAt(`accountnumber='${encodeURIComponent("A''1 ü,(x)=@y")}'`)).toBe("Quoted");
    expect(await nameAt("accountnumber='a''1 Ü,(X)=@Y'")).toBe("Quoted");
  });

  it("may have several columns", async () => {
    await client().create("contacts", { lastname: "Two", new_externalsystem: "ERP", new_externalid: "0042" });
    const reply = await client().get(
      "contacts(new_externalsystem='ERP',new_externalid='0042')?$select=lastname",
    );
    expect(field(reply.body, "lastname")).toBe("Two");
    const other = await client().get(
      "contacts(new_externalid='0042',new_externalsystem='ERP')?$select=lastname",
    );
    expect(field(other.body, "lastname")).toBe("Two");
  });

  it.each(["/", "<", ">", "*", "%", "&", ":", "\\", "?", "+"])(
    "cannot hold a %s, not even percent-encoded",
    async (character) => {
      const number = `X${character}1`;
      await client().create("accounts", { accountnumber: number });
      const path = `accounts(accountnumber='${encodeURIComponent(number)}')`;
      expect((await client().get(path)).status).toBe(400);
      expect((await client().call("PATCH", path, { body: { name: "x" } })).status).toBe(400);
      const found = await client().get(`accounts?$filter=accountnumber eq '${encodeURIComponent(number)}'`);
      expect(field(found.body, "value", 0, "accountnumber")).toBe(number);
    },
  );

  it("must be declared", async () => {
    const problem =
      "The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM.account'. Ensure that the names and number of key properties match the declared or alternate key properties for the resource 'Microsoft.Dynamics.CRM.account'.";
    for (const key of [
      "notakey='ABC123'",
      "accountnumber=5",
      "accountnumber=null",
      "accountnumber='x',name='y'",
    ]) {
      const reply = await client().get(`accounts(${key})`);
      expect([reply.status, reply.body]).toEqual([400, refusal("0x80060888", problem)]);
    }
  });

  it("must be readable, and no parameter alias", async () => {
    for (const key of [
      "",
      "abc",
      "5",
      "'x'",
      "accountnumber=",
      "accountnumber=@p1",
      "@p1",
      "accountnumber='x",
    ]) {
      const reply = await client().get(`accounts(${key})?@p1='x'`);
      expect([key, reply.status, reply.body]).toEqual([
        key,
        400,
        refusal("0x80060888", "Bad Request - Error in query syntax."),
      ]);
    }
  });

  it("of users and teams is called ownerid", async () => {
    const { body } = await client().get("WhoAmI");
    const id = field(body, "UserId");
    expect((await client().get(`systemusers(${id})`)).status).toBe(200);
    expect((await client().get(`systemusers(ownerid=${id})`)).status).toBe(200);
    expect((await client().get(`systemusers(systemuserid=${id})`)).status).toBe(400);
  });

  it("finds nothing when there is no such record", async () => {
    const byId = await client().get(`accounts(${nobody})`);
    expect([byId.status, byId.body]).toEqual([
      404,
      refusal("0x80040217", `account With Id = ${nobody} Does Not Exist`),
    ]);
    const byKey = await client().get("accounts(accountnumber='nothing')");
    expect([byKey.status, byKey.body]).toEqual([
      404,
      refusal("0x80060891", "A record with the specified key values does not exist in account entity"),
    ]);
  });
});
