import { describe, expect, it } from "vitest";
import { sendBatch } from "../support/batchMessage.ts";
import { field, nobody, rows, useClient } from "../support/dataverseClient.ts";

const client = useClient();
const set = "contoso_sensordatas";
const record = (values: object) => ({ contoso_deviceid: "device", ...values });
const read = (path: string, headers = {}) => client().get(`${set}${path}`, headers);
const at = (id: string, partition: string) => `(contoso_sensordataid=${id},partitionid='${partition}')`;

describe("an elastic table", () => {
  it("finds a row in its partition only", async () => {
    const id = await client().create(set, record({ contoso_value: 1, partitionid: "p-1" }));
    expect((await read(`(${id})`)).status).toBe(404);
    expect((await read(`(${id})?partitionId=p-2`)).status).toBe(404);
    expect((await read(`(${id})?partitionId=p-1`)).status).toBe(200);
    expect((await read(`(${id})?partitionId='p-1'`)).status).toBe(200);
    expect((await read(at(id, "p-1"))).status).toBe(200);
  });

  it("puts a row without a partition into that of its id", async () => {
    const id = await client().create(set, record({ contoso_value: 2 }));
    expect((await read(`(${id})?$select=partitionid`)).body).toMatchObject({ partitionid: id });
  });

  it("lists the rows of a partition", async () => {
    for (const contoso_value of [1, 2]) {
      await client().create(set, record({ contoso_value, partitionid: "listed" }));
    }
    const found = rows(await read("?partitionId=listed&$select=contoso_value&$filter=contoso_value gt 1"));
    expect(found.map((row) => field(row, "contoso_value"))).toEqual([2]);
  });

  it("answers writes with a session token, but not deletions", async () => {
    const created = await client().call("POST", set, { body: record({ partitionid: "token" }) });
    const id = /\(([0-9a-f-]{36})\)/.exec(created.headers.get("odata-entityid") ?? "")?.[1] ?? "";
    expect(created.headers.get("x-ms-session-token")).toMatch(/^240:8#\d+#7=-1$/);
    const token = { "MSCRM.SessionToken": created.headers.get("x-ms-session-token") ?? "" };
    expect((await read(at(id, "token"), token)).status).toBe(200);
    const deleted = await client().call("DELETE", `${set}(${id})?partitionId=token`);
    expect([deleted.status, deleted.headers.get("x-ms-session-token")]).toEqual([204, null]);
  });

  it("updates what is sent with If-Match, and replaces the whole row without", async () => {
    const id = await client().create(
      set,
      record({ contoso_value: 1, contoso_sensortype: "Heat", partitionid: "up" }),
    );
    const url = `${set}${at(id, "up")}`;
    const updated = await client().call("PATCH", url, {
      body: { contoso_value: 2, partitionid: "moved" },
      headers: { "If-Match": "*" },
    });
    expect(updated.status).toBe(204);
    const shown = "?$select=contoso_value,contoso_sensortype,partitionid";
    expect((await read(`${at(id, "up")}${shown}`)).body).toMatchObject({
      contoso_value: 2,
      contoso_sensortype: "Heat",
      partitionid: "up",
    });
    await client().call("PATCH", `${set}(${id})`, { body: { contoso_value: 3, partitionid: "up" } });
    expect((await read(`${at(id, "up")}${shown}`)).body).toMatchObject({
      contoso_value: 3,
      contoso_sensortype: null,
      partitionid: "up",
    });
  });

  it("creates by upsert in the partition of the key", async () => {
    const created = await client().call("PATCH", `${set}${at(nobody, "new")}`, {
      body: record({ contoso_value: 9 }),
    });
    expect(created.status).toBe(204);
    expect((await read(`${at(nobody, "new")}?$select=contoso_value`)).body).toMatchObject({
      contoso_value: 9,
    });
    const other = await client().call("PATCH", `${set}${at(nobody, "other")}`, { body: record({}) });
    expect(other.status).toBe(501);
  });

  it("forgets rows whose time is over", async () => {
    const id = await client().create(set, record({ partitionid: "ttl", ttlinseconds: 60 }));
    client().emulator.control.clock.advance(59_000);
    expect((await read(at(id, "ttl"))).status).toBe(200);
    client().emulator.control.clock.advance(2000);
    expect((await read(at(id, "ttl"))).status).toBe(404);
  });

  it("keeps what came before a failure in a change set, which is refused next to other tables", async () => {
    const part = (contoso_value: unknown, contentId: string) => ({
      method: "POST",
      url: set,
      body: record({ contoso_value, partitionid: "set" }),
      contentId,
    });
    const reply = await sendBatch(client(), [[part(1, "1"), part("no number", "2"), part(3, "3")]]);
    expect(reply.parts).toMatchObject([{ status: 400, contentId: "2", inChangeSet: true }]);
    expect(rows(await read("?partitionId=set"))).toHaveLength(1);
    const mixed = await sendBatch(client(), [
      [part(1, "1"), { method: "POST", url: "accounts", body: { name: "Mixed" }, contentId: "2" }],
    ]);
    expect(mixed.status).toBe(501);
  });
});
