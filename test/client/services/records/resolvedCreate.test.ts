import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Fault, FaultRule } from "../../../../emulator/control/faults.ts";
import { type Emulator, startEmulator } from "../../../../emulator/emulator.ts";
import { type Client, createClient } from "../../../../src/client/client.ts";
import type { JsonObject } from "../../../../src/client/services/jsonObject.ts";
import { requestToken } from "../../../../workbench/runner/requestToken.ts";
import { hurryingClock } from "../../http/clocks.ts";

const record = (values: JsonObject) => ({ values, textValues: {} });
const onPost = (fault: Fault): FaultRule => ({ fault, match: { method: "POST" } });
const unavailable: Fault = { kind: "emptyBody", status: 503 };
const interruptions: readonly Fault[] = [
  { kind: "resetBefore" },
  { kind: "resetAfter" },
  { kind: "truncate" },
  unavailable,
  { kind: "html", status: 502 },
  { kind: "timeOut" },
  { kind: "timeOut", effect: false },
];

describe("a create that is interrupted", () => {
  let emulator: Emulator;
  let accessToken: string;

  beforeAll(async () => {
    emulator = await startEmulator();
    const { url: webApiUrl, tokenUrl, scope: scopes, clientId, clientSecret } = emulator;
    const token = await requestToken({ webApiUrl, tokenUrl, scopes, clientId, clientSecret });
    accessToken = token.access_token;
  });
  afterEach(() => emulator.control.faults.clear());
  afterAll(() => emulator.close());

  /** A client that knows the key of accounts, waits in no time and gives a request up soon. */
  const connected = async (): Promise<Client> => {
    const client = createClient({
      environmentUrl: emulator.url,
      accessToken,
      clock: hurryingClock(Date.now()),
      random: () => 1,
      requestTimeoutMs: 40,
      // Calls at the same time share the clock, so each waits for the pauses of all.
      waitBudgetMs: 3_600_000,
    });
    const { accountid } = await client.records.create("accounts", record({ name: "First" }));
    await client.records.delete(at(accountid));
    emulator.control.requests.clear();
    return client;
  };
  const at = (id: unknown) => ({ entityType: "accounts", key: { kind: "id", id: String(id) } }) as const;
  const named = async (client: Client, name: string): Promise<readonly JsonObject[]> => {
    emulator.control.faults.clear();
    return (await client.queries.page("accounts", { filter: `name eq '${name}'` })).value;
  };
  const failureOf = (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => "It succeeded.",
      (error: unknown) => error,
    );

  it("takes one request when nothing goes wrong", async () => {
    const client = await connected();
    await client.records.create("accounts", record({ name: "Undisturbed" }));
    expect(emulator.control.requests.count()).toBe(1);
  });

  it.each(interruptions)("writes the record once and returns it: %j", async (fault) => {
    const client = await connected();
    const name = `Once ${JSON.stringify(fault)}`;
    emulator.control.faults.add(onPost(fault));
    const created = await client.records.create("accounts", record({ name }));
    expect(await named(client, name)).toHaveLength(1);
    expect(await client.records.get(at(created["accountid"]))).toEqual(created);
  });

  it.each(interruptions)(
    "survives the same again on the second try and on the look between: %j",
    async (fault) => {
      const client = await connected();
      const name = `Thrice ${JSON.stringify(fault)}`;
      emulator.control.faults.add({ ...onPost(fault), times: 2 });
      emulator.control.faults.add({ fault, match: { method: "GET" } });
      const created = await client.records.create("accounts", record({ name }));
      expect(await named(client, name)).toMatchObject([{ accountid: created["accountid"] }]);
    },
  );

  it("writes the record once, whatever goes wrong how often", async () => {
    const client = await connected();
    for (let seed = 1; seed <= 40; seed += 1) {
      const name = `Series ${seed}`;
      for (const [place, fault] of interruptions.slice(0, 5).entries()) {
        emulator.control.faults.add({ fault, probability: 0.12, seed: seed * 10 + place });
      }
      const created = await client.records.create("accounts", record({ name }));
      expect(await named(client, name)).toMatchObject([{ accountid: created["accountid"] }]);
    }
  });

  it("writes records once that are created at the same time with the same values", async () => {
    const client = await connected();
    const name = "Together";
    for (const [place, fault] of interruptions.slice(0, 5).entries()) {
      emulator.control.faults.add({ fault, probability: 0.12, seed: place });
    }
    const creating = Array.from({ length: 20 }, () => client.records.create("accounts", record({ name })));
    const ids = (await Promise.all(creating)).map(({ accountid }) => accountid);
    const found = (await named(client, name)).map(({ accountid }) => accountid);
    expect(found.sort()).toEqual(ids.sort());
    expect(new Set(found).size).toBe(20);
  });

  it("creates related records once, too", async () => {
    const client = await connected();
    const contact = { lastname: "Deep", jobtitle: "Insert" };
    emulator.control.faults.add(onPost({ kind: "resetAfter" }));
    await client.records.create("accounts", record({ name: "Deep", primarycontactid: contact }));
    const contacts = await client.queries.page("contacts", { filter: "jobtitle eq 'Insert'" });
    expect([contacts.value.length, (await named(client, "Deep")).length]).toEqual([1, 1]);
  });

  it("writes a row of an elastic table once, in the partition it was given", async () => {
    const client = await connected();
    const values = { contoso_deviceid: "device", contoso_value: 1, partitionid: "p/1" };
    await client.records.create("contoso_sensordatas", record(values));
    emulator.control.faults.add(onPost({ kind: "resetAfter" }));
    const created = await client.records.create("contoso_sensordatas", record(values));
    expect(created).toMatchObject(values);
    const rows = await client.queries.page("contoso_sensordatas", { filter: "partitionid eq 'p/1'" });
    expect(rows.value).toHaveLength(2);
  });

  it("creates the missing record of an upsert by a key that cannot be part of a path once, too", async () => {
    const client = await connected();
    const key = {
      kind: "alternate",
      columns: [{ column: "accountnumber", value: "I/1", literal: "'I/1'" }],
    } as const;
    emulator.control.faults.add(onPost({ kind: "resetAfter" }));
    const upserted = await client.records.upsert({ entityType: "accounts", key }, record({ name: "By key" }));
    expect(upserted).toMatchObject({ "@created": true, accountnumber: "I/1" });
    expect(await named(client, "By key")).toHaveLength(1);
  });

  describe("with an id of the caller", () => {
    const id = (last: number) => `44444444-4444-4444-4444-44444444444${last}`;

    it.each([{ kind: "resetAfter" }, { kind: "resetBefore" }, { kind: "truncate" }] as const)(
      "writes the record once and returns it: %j",
      async (fault) => {
        const client = await connected();
        const accountid = id(interruptions.findIndex(({ kind }) => kind === fault.kind));
        const name = `Own ${fault.kind}`;
        emulator.control.faults.add(onPost(fault));
        expect(await client.records.create("accounts", record({ name, accountid }))).toMatchObject({
          accountid,
        });
        expect(await named(client, name)).toHaveLength(1);
      },
    );

    it.each([
      ["at once", undefined],
      ["after a lost answer", { kind: "resetAfter" }],
      ["after a request that did not arrive", unavailable],
    ] as const)("is a duplicate when a record has it before: %s", async (how, fault) => {
      const client = await connected();
      const accountid = id(9);
      const name = `Before ${how}`;
      await client.records.upsert(at(accountid), record({ name: "Before" }));
      emulator.control.clock.advance(600_000);
      if (fault !== undefined) emulator.control.faults.add(onPost(fault));
      expect(await failureOf(client.records.create("accounts", record({ name, accountid })))).toMatchObject({
        kind: "duplicate",
        mayHaveWritten: false,
      });
      expect(await named(client, name)).toEqual([]);
      expect(await client.records.get(at(accountid))).toMatchObject({ name: "Before" });
    });
  });

  it("goes out without an id, and stays unknown, when the definitions cannot be read", async () => {
    const client = createClient({
      environmentUrl: emulator.url,
      accessToken,
      clock: hurryingClock(Date.now()),
    });
    const body = { error: { code: "0x80040220", message: "missing prvReadEntity" } };
    emulator.control.faults.add({
      fault: { kind: "status", status: 403, body },
      match: { pathContains: "EntityDefinitions" },
      times: "always",
    });
    emulator.control.requests.clear();
    const created = await client.records.create("accounts", record({ name: "Without" }));
    expect(emulator.control.requests.all().map(({ method, status }) => [method, status])).toEqual([
      ["GET", 403],
      ["POST", 201],
    ]);
    expect(String(created["accountid"]).charAt(14)).not.toBe("8");
    emulator.control.faults.add(onPost({ kind: "resetAfter" }));
    expect(await failureOf(client.records.create("accounts", record({ name: "Without" })))).toMatchObject({
      kind: "unreachable",
      mayHaveWritten: true,
      message: expect.stringMatching(
        /It is not known whether it was carried out: check in Dataverse before you run it again\.$/,
      ),
    });
    expect(await named(client, "Without")).toHaveLength(2);
  });
});
