import { describe, expect, it } from "vitest";
import { field, refusal, requestToken, rows, useClient } from "../support/dataverseClient.ts";

describe("a query", () => {
  const client = useClient();

  it("selects columns, and always gives the primary key, the ETag and the currency of money", async () => {
    const reply = await client().get("accounts?$select=name,revenue&$top=1");
    expect([reply.status, reply.body]).toEqual([
      200,
      {
        "@odata.context": `${client().root}$metadata#accounts(name,revenue)`,
        value: [
          {
            "@odata.etag": expect.stringMatching(/^W\/"\d+"$/),
            name: expect.any(String),
            revenue: expect.toSatisfy((value: unknown) => value === null || typeof value === "number"),
            _transactioncurrencyid_value: expect.any(String),
            accountid: expect.any(String),
          },
        ],
      },
    ]);
  });

  it("shows all columns without $select, empty ones as null", async () => {
    const id = await client().create("accounts", { name: "Bare" });
    const { body } = await client().get(`accounts(${id})`);
    expect(field(body, "@odata.context")).toBe(`${client().root}$metadata#accounts/$entity`);
    expect(body).toMatchObject({
      name: "Bare",
      description: null,
      _primarycontactid_value: null,
      revenue: null,
    });
    expect(Object.keys(body ?? {}).length).toBeGreaterThan(100);
  });

  it("tolerates a stray comma in $select", async () => {
    const reply = await client().get("accounts?$select=name,&$top=1");
    expect(field(reply.body, "@odata.context")).toBe(`${client().root}$metadata#accounts(name)`);
  });

  it("refuses unknown columns, in any case but the right one", async () => {
    for (const option of ["$select=name,Revenue", "$orderby=Revenue desc"]) {
      const reply = await client().get(`accounts?${option}`);
      expect([reply.status, reply.body]).toEqual([
        400,
        refusal("0x0", "Could not find a property named 'Revenue' on type 'Microsoft.Dynamics.CRM.account'."),
      ]);
    }
  });

  it("refuses query options Dataverse does not have", async () => {
    for (const name of ["$skip", "$search", "$format", "$compute", "$levels", "$foo"]) {
      const reply = await client().get(`accounts?${name}=1`);
      expect([reply.status, reply.body]).toEqual([
        400,
        refusal("0x80060888", `The query parameter ${name} is not supported`),
      ]);
    }
    expect((await client().get("accounts?$select=name&$select=revenue")).status).toBe(400);
    expect((await client().get("accounts?$top=x")).status).toBe(400);
    expect((await client().get("accounts?$count=yes")).status).toBe(400);
  });

  it("ignores custom options such as tag", async () => {
    expect((await client().get("accounts?tag=hello&$top=1")).status).toBe(200);
  });

  it("sorts by several columns, without regard to case, empty values first", async () => {
    for (const [name, jobtitle, lastname] of [
      ["Sort", "b", "1"],
      ["Sort", "A", "2"],
      ["Sort", "a", "3"],
      ["Sort", undefined, "4"],
    ] as const) {
      await client().create("contacts", {
        firstname: name,
        lastname,
        ...(jobtitle !== undefined && { jobtitle }),
      });
    }
    const order = async (orderBy: string) =>
      rows(
        await client().get(`contacts?$select=lastname&$filter=firstname eq 'Sort'&$orderby=${orderBy}`),
      ).map((row) => field(row, "lastname"));
    expect(await order("jobtitle,lastname")).toEqual(["4", "2", "3", "1"]);
    expect(await order("jobtitle desc,lastname desc")).toEqual(["1", "3", "2", "4"]);
    expect((await client().get("contacts?$orderby=lastname sideways")).status).toBe(400);
  });

  it("sorts a lookup by the name of the record it points to", async () => {
    const names = ["Zeta", "Alpha", "Mid"];
    for (const lastname of names) {
      const contact = await client().create("contacts", { lastname });
      await client().create("accounts", {
        name: "Sorted by contact",
        accountnumber: `S-${lastname}`,
        "primarycontactid@odata.bind": `/contacts(${contact})`,
      });
    }
    for (const orderBy of ["_primarycontactid_value", "primarycontactid/fullname"]) {
      const reply = await client().get(
        `accounts?$select=accountnumber&$filter=name eq 'Sorted by contact'&$orderby=${orderBy}`,
      );
      expect(rows(reply).map((row) => field(row, "accountnumber"))).toEqual(["S-Alpha", "S-Mid", "S-Zeta"]);
    }
  });
});

describe("counting", () => {
  const client = useClient({ records: 5100 });

  it("counts the matching records, whatever the page size", async () => {
    const reply = await client().get(
      "accounts?$select=name&$filter=accountnumber eq 'A-000001'&$count=true",
      {
        Prefer: 'odata.maxpagesize=1,odata.include-annotations="Microsoft.Dynamics.CRM.*"',
      },
    );
    expect(reply.body).toMatchObject({
      "@odata.count": 1,
      "@Microsoft.Dynamics.CRM.totalrecordcount": 1,
      "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": false,
    });
  });

  it("goes no further than 5000, and says so", async () => {
    const reply = await client().get("accounts?$select=name&$count=true", {
      Prefer: 'odata.maxpagesize=2, odata.include-annotations="*"',
    });
    expect(reply.body).toMatchObject({
      "@odata.count": 5000,
      "@Microsoft.Dynamics.CRM.totalrecordcount": 5000,
      "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": true,
    });
  });

  it("is -1 in the annotation when nobody asked", async () => {
    const reply = await client().get("accounts?$select=name&$top=1", {
      Prefer: 'odata.include-annotations="*"',
    });
    expect(reply.body).toMatchObject({ "@Microsoft.Dynamics.CRM.totalrecordcount": -1 });
    expect(field(reply.body, "@odata.count")).toBeUndefined();
  });

  it("is plain text after a byte order mark below /$count", async () => {
    const response = await fetch(`${client().root}contacts/$count?$filter=contactid eq null`, {
      headers: { authorization: `Bearer ${await requestToken(client().emulator)}` },
    });
    expect(response.headers.get("content-type")).toBe("text/plain");
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0xef, 0xbb, 0xbf, 0x30]);
    expect((await client().get("accounts/$count")).body).toBe("5000");
  });

  it.each(["$skip=1", "$search=x", "$format=json", "$compute=revenue add 1 as x", "$levels=2"])(
    "has no %s",
    async (option) => {
      const reply = await client().get(`accounts?${option}`);
      expect([reply.status, reply.body]).toEqual([
        400,
        refusal("0x80060888", `The query parameter ${option.split("=")[0]} is not supported`),
      ]);
    },
  );

  it("may be as long as the service allows and no longer", async () => {
    const url = (length: number): string => {
      const start = `${client().root}accounts?$top=1&tag=`;
      return start + "x".repeat(length - start.length);
    };
    expect((await client().get(url(32_768))).status).toBe(200);
    expect((await client().get(url(32_769))).status).toBe(414);
  });
});
