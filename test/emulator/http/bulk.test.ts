import { describe, expect, it } from "vitest";
import { field, nobody, refusal, rows, useClient } from "../support/dataverseClient.ts";

const client = useClient();

const account = (values: object) => ({ ...values, "@odata.type": "Microsoft.Dynamics.CRM.account" });
const sensor = (values: object) => ({
  ...values,
  "@odata.type": "#Microsoft.Dynamics.CRM.contoso_sensordata",
});
const call = (message: string, targets: unknown, { headers = {}, set = "accounts" } = {}) =>
  client().call("POST", `${set}/Microsoft.Dynamics.CRM.${message}`, { body: { Targets: targets }, headers });
const named = async (prefix: string) =>
  rows(
    await client().get(
      `accounts?$select=name,accountnumber&$filter=startswith(name,'${prefix}')&$orderby=name`,
    ),
  ).map((row) => [field(row, "name"), field(row, "accountnumber")]);
const code = (reply: { readonly body: unknown }) => field(reply.body, "error", "code");

describe("CreateMultiple", () => {
  it("creates all records and answers their ids in order", async () => {
    const given = "00000000-0000-0000-0000-0000000000b1";
    const reply = await call("CreateMultiple", [
      account({ name: "Bulk 1" }),
      account({ name: "Bulk 2", accountid: given }),
      account({ name: "Bulk 3" }),
    ]);
    expect(reply.status).toBe(200);
    expect(field(reply.body, "@odata.context")).toBe(
      `${client().root}$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse`,
    );
    const ids = [0, 1, 2].map((index) => field(reply.body, "Ids", index));
    expect(ids[1]).toBe(given);
    const stored = await Promise.all(ids.map((id) => client().get(`accounts(${String(id)})?$select=name`)));
    expect(stored.map(({ body }) => field(body, "name"))).toEqual(["Bulk 1", "Bulk 2", "Bulk 3"]);
  });

  it("takes everything back at the first error, and says no more than a single create would", async () => {
    const reply = await call("CreateMultiple", [
      account({ name: "Never 1" }),
      account({ name: "x".repeat(161) }),
      account({ name: "Never 3" }),
    ]);
    expect([reply.status, reply.body]).toEqual([
      400,
      refusal(
        "0x80044331",
        "A validation error occurred.  The length of the 'name' attribute of the 'account' entity exceeded the maximum allowed length of '160'.",
      ),
    ]);
    expect(await named("Never")).toEqual([]);
  });

  it("refuses keys that come twice", async () => {
    const twin = account({ name: "Twin", accountnumber: "BULK-TWIN" });
    const reply = await call("CreateMultiple", [twin, twin]);
    expect([reply.status, code(reply)]).toEqual([412, "0x80060892"]);
    expect(await named("Twin")).toEqual([]);
  });

  it.each([
    ["no type", { name: "Untyped" }, "0x80048d19"],
    ["a type of no table", { name: "x", "@odata.type": "account" }, "0x80048d19"],
    ["the type of another table", { "@odata.type": "Microsoft.Dynamics.CRM.contact" }, "0x80040203"],
    ["no object", "account", "0x80048d19"],
  ])("refuses a record with %s", async (_, target, expected) => {
    const reply = await call("CreateMultiple", [account({ name: "Typed" }), target]);
    expect([reply.status, code(reply)]).toEqual([400, expected]);
    expect(await named("Typed")).toEqual([]);
  });

  it.each([
    ["no Targets", {}],
    ["another parameter", { Targets: [account({ name: "x" })], Target: {} }],
    ["Targets that are no array", { Targets: {} }],
    ["no records", { Targets: [] }],
  ])("refuses %s", async (_, body) => {
    const reply = await client().call("POST", "accounts/Microsoft.Dynamics.CRM.CreateMultiple", { body });
    expect(reply.status).toBe(400);
  });

  it("is not found by another verb", async () => {
    const url = `${client().root}accounts/Microsoft.Dynamics.CRM.CreateMultiple`;
    const reply = await client().get(url);
    expect([reply.status, reply.body]).toEqual([
      404,
      refusal("", `No HTTP resource was found that matches the request URI '${url}'.`),
    ]);
  });

  it("is not there for tables that do not take it", async () => {
    const reply = await call("CreateMultiple", [{}], { set: "transactioncurrencies" });
    expect([reply.status, code(reply)]).toEqual([404, "0x8006088a"]);
  });
});

describe("UpdateMultiple", () => {
  it("writes only what is sent; of records with the same id the first one counts", async () => {
    const [one, two] = [
      await client().create("accounts", { name: "Update 1", accountnumber: "BULK-U1" }),
      await client().create("accounts", { name: "Update 2", accountnumber: "BULK-U2" }),
    ];
    const reply = await call("UpdateMultiple", [
      account({ accountid: one, name: "Update 1b" }),
      account({ accountid: two, name: "Update 2b" }),
      account({ accountid: one.toUpperCase(), name: "Update ignored", telephone1: "1" }),
    ]);
    expect([reply.status, reply.body]).toEqual([204, undefined]);
    expect(await named("Update")).toEqual([
      ["Update 1b", "BULK-U1"],
      ["Update 2b", "BULK-U2"],
    ]);
  });

  it("refuses records without their primary key, also when they name an alternate one", async () => {
    await client().create("accounts", { name: "Keyed", accountnumber: "BULK-K" });
    const reply = await call("UpdateMultiple", [
      account({ "@odata.id": "accounts(accountnumber='BULK-K')", name: "Keyed b" }),
    ]);
    expect([reply.status, reply.body]).toEqual([
      400,
      refusal("0x80040203", "Entity Id must be specified for Operation"),
    ]);
  });

  it("takes everything back when a record is missing", async () => {
    const id = await client().create("accounts", { name: "Back" });
    const reply = await call("UpdateMultiple", [
      account({ accountid: id, name: "Back b" }),
      account({ accountid: nobody, name: "Nobody" }),
    ]);
    expect([reply.status, reply.body]).toEqual([
      404,
      refusal("0x80040217", `account With Id = ${nobody} Does Not Exist`),
    ]);
    expect(await named("Back")).toEqual([["Back", null]]);
  });
});

describe("UpsertMultiple", () => {
  const keyed = (number: string, values: object) =>
    account({ "@odata.id": `accounts(accountnumber='${number}')`, ...values });

  it("creates and updates by alternate key and by primary key, and never says which", async () => {
    const id = await client().create("accounts", { name: "Upsert 1", accountnumber: "BULK-X1" });
    const fresh = "00000000-0000-0000-0000-0000000000b2";
    const reply = await call("UpsertMultiple", [
      keyed("BULK-X1", { name: "Upsert 1b" }),
      keyed("BULK-X2", { name: "Upsert 2" }),
      account({ accountid: fresh, name: "Upsert 3" }),
    ]);
    expect([reply.status, reply.body]).toEqual([204, undefined]);
    expect(await named("Upsert")).toEqual([
      ["Upsert 1b", "BULK-X1"],
      ["Upsert 2", "BULK-X2"],
      ["Upsert 3", null],
    ]);
    expect((await client().get(`accounts(${id})?$select=name`)).body).toMatchObject({ name: "Upsert 1b" });
    expect((await client().get(`accounts(${fresh})?$select=name`)).status).toBe(200);
  });

  it("refuses duplicates, however they are named", async () => {
    const id = await client().create("accounts", { name: "Dup", accountnumber: "BULK-D1" });
    const same = [keyed("BULK-D1", { name: "Dup a" }), account({ accountid: id, name: "Dup b" })];
    const unborn = [keyed("BULK-D2", { name: "Dup c" }), keyed("bulk-d2", { name: "Dup d" })];
    expect((await call("UpsertMultiple", same)).status).toBe(412);
    expect((await call("UpsertMultiple", unborn)).status).toBe(412);
    expect(await named("Dup")).toEqual([["Dup", "BULK-D1"]]);
  });

  it("fails when a new record repeats its key in the body, and only then", async () => {
    await client().create("accounts", { name: "Repeat", accountnumber: "BULK-R1" });
    const known = await call("UpsertMultiple", [
      keyed("BULK-R1", { name: "Repeat b", accountnumber: "BULK-R1" }),
    ]);
    expect(known.status).toBe(204);
    const unknown = await call("UpsertMultiple", [
      keyed("BULK-R2", { name: "Repeat c", accountnumber: "BULK-R2" }),
    ]);
    expect([unknown.status, unknown.body]).toEqual([
      400,
      refusal("0x80040216", "An unexpected error occurred."),
    ]);
  });

  it("refuses an @odata.id of another table", async () => {
    const reply = await call("UpsertMultiple", [account({ "@odata.id": `contacts(${nobody})` })]);
    expect([reply.status, code(reply)]).toEqual([400, "0x80048d19"]);
  });
});

describe("DeleteMultiple", () => {
  it("is not there for standard tables", async () => {
    const reply = await call("DeleteMultiple", [account({ accountid: nobody })]);
    expect([reply.status, reply.body]).toEqual([
      501,
      refusal("0x80040224", "DeleteMultiple has not yet been implemented."),
    ]);
  });
});

describe("bulk messages on an elastic table", () => {
  const set = "contoso_sensordatas";
  const details = "@Microsoft.PowerApps.CDS.ErrorDetails.Plugin.BulkApiErrorDetails";
  const device = (partitionid: string, values: object) =>
    sensor({ contoso_deviceid: partitionid, partitionid, ...values });
  const valuesIn = async (partition: string) =>
    rows(
      await client().get(`${set}?partitionId=${partition}&$select=contoso_value&$orderby=contoso_value`),
    ).map((row) => field(row, "contoso_value"));

  it("keep what went well and say for each record how it went, when asked", async () => {
    const targets = [
      device("bulk-a", { contoso_value: 1 }),
      device("bulk-a", { contoso_value: 2, contoso_sensortype: "x".repeat(1000) }),
      device("bulk-a", { contoso_value: 3 }),
    ];
    const silent = await call("CreateMultiple", targets, { set });
    expect([silent.status, field(silent.body, "error", details)]).toEqual([400, undefined]);
    const reply = await call("CreateMultiple", targets, {
      set,
      headers: { Prefer: 'odata.include-annotations="Microsoft.PowerApps.CDS.ErrorDetails.*"' },
    });
    const list: unknown = JSON.parse(String(field(reply.body, "error", details)));
    expect(list).toEqual([
      { RequestIndex: 0, Id: expect.stringMatching(/^[0-9a-f-]{36}$/), StatusCode: 201 },
      { RequestIndex: 1, Id: "", StatusCode: 400 },
      { RequestIndex: 2, Id: expect.stringMatching(/^[0-9a-f-]{36}$/), StatusCode: 201 },
    ]);
    expect(await valuesIn("bulk-a")).toEqual([1, 1, 3, 3]);
  });

  it("write by id and partition, and delete", async () => {
    const created = await call(
      "CreateMultiple",
      [device("bulk-b", { contoso_value: 1 }), device("bulk-b", { contoso_value: 2 })],
      { set },
    );
    expect(created.headers.get("x-ms-session-token")).toMatch(/^240:8#\d+#7=-1$/);
    const [one, two] = [0, 1].map((index) => String(field(created.body, "Ids", index)));
    const key = (id: string | undefined) => ({ contoso_sensordataid: id, partitionid: "bulk-b" });
    const updated = await call("UpdateMultiple", [sensor({ ...key(one), contoso_value: 11 })], { set });
    const replaced = await call(
      "UpsertMultiple",
      [sensor({ ...key(two), contoso_value: 12 }), device("bulk-b", { contoso_value: 13 })],
      { set },
    );
    expect([updated.status, replaced.status]).toEqual([204, 204]);
    expect(await valuesIn("bulk-b")).toEqual([11, 12, 13]);
    const emptied = await client().get(
      `${set}(contoso_sensordataid=${two},partitionid='bulk-b')?$select=contoso_deviceid`,
    );
    expect(field(emptied.body, "contoso_deviceid")).toBeNull();
    const missing = await call(
      "DeleteMultiple",
      [sensor(key(one)), sensor({ contoso_sensordataid: two, partitionid: "elsewhere" })],
      { set, headers: { Prefer: "odata.include-annotations=*" } },
    );
    expect([missing.status, JSON.parse(String(field(missing.body, "error", details)))]).toEqual([
      404,
      [
        { RequestIndex: 0, Id: one, StatusCode: 204 },
        { RequestIndex: 1, Id: two, StatusCode: 404 },
      ],
    ]);
    const deleted = await call("DeleteMultiple", [sensor(key(two))], { set });
    expect(deleted.status).toBe(204);
    expect(await valuesIn("bulk-b")).toEqual([13]);
  });
});
