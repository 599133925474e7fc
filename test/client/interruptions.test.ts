import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { FaultRule } from "../../emulator/control/faults.ts";
import { type Emulator, startEmulator } from "../../emulator/emulator.ts";
import { type Client, createClient } from "../../src/client/client.ts";
import { DataverseError } from "../../src/client/errors.ts";
import { requestToken } from "../../workbench/runner/requestToken.ts";
import { hurryingClock } from "./http/clocks.ts";

const values = (name: string) => ({ values: { name }, textValues: {} });
const throttled: FaultRule["fault"] = {
  kind: "status",
  status: 429,
  headers: { "Retry-After": "18" },
  body: { error: { code: "0x80072322", message: "Number of requests exceeded the limit of 6000." } },
};

describe("a client whose calls are interrupted", () => {
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

  const connected = (): { readonly client: Client; readonly sleeps: readonly number[] } => {
    const clock = hurryingClock(Date.now());
    const client = createClient({ environmentUrl: emulator.url, accessToken, clock, random: () => 1 });
    emulator.control.requests.clear();
    return { client, sleeps: clock.sleeps };
  };
  const errorOf = async (call: Promise<unknown>): Promise<DataverseError> => {
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof DataverseError)) throw new Error("The call did not fail as a DataverseError.");
    return error;
  };
  const named = async (client: Client, name: string): Promise<number> =>
    (await client.queries.page("accounts", { select: ["name"], filter: `name eq '${name}'` })).value.length;

  it("waits as long as Dataverse asks, for a create as well, and writes once", async () => {
    const { client, sleeps } = connected();
    emulator.control.faults.add({ fault: throttled, times: 2, match: { method: "POST" } });
    await client.records.create("accounts", values("Throttled"));
    expect(sleeps).toEqual([18_000, 18_000]);
    expect(await named(client, "Throttled")).toBe(1);
  });

  it.each<FaultRule["fault"]>([
    { kind: "status", status: 503 },
    { kind: "html", status: 502 },
    { kind: "emptyBody", status: 504 },
    { kind: "resetBefore" },
    { kind: "resetAfter" },
    { kind: "truncate" },
  ])("repeats a read: %j", async (fault) => {
    const { client } = connected();
    emulator.control.faults.add({ fault });
    expect((await client.queries.page("accounts", {})).value.length).toBeGreaterThan(0);
    expect(emulator.control.requests.count()).toBe(2);
  });

  it.each<readonly [FaultRule["fault"], number]>([
    [{ kind: "status", status: 503 }, 0],
    [{ kind: "resetBefore" }, 0],
    [{ kind: "resetAfter" }, 1],
    [{ kind: "truncate" }, 1],
  ])(
    "never repeats a create without a chosen id that may have been carried out: %j",
    async (fault, written) => {
      const { client } = connected();
      const name = `Unknown ${JSON.stringify(fault)}`;
      const secret: FaultRule["fault"] = { kind: "status", status: 403 };
      emulator.control.faults.add({ fault: secret, match: { pathContains: "EntityDefinitions" } });
      emulator.control.faults.add({ fault });
      const error = await errorOf(client.records.create("accounts", values(name)));
      expect(error.mayHaveWritten).toBe(true);
      expect(error.message).toContain(
        "It is not known whether it was carried out: check in Dataverse before you run it again.",
      );
      expect(emulator.control.requests.count()).toBe(2);
      expect(await named(client, name)).toBe(written);
    },
  );

  it.each<FaultRule["fault"]>([
    { kind: "status", status: 503 },
    { kind: "resetAfter" },
    { kind: "truncate" },
  ])("repeats an update, an upsert and a delete by key, which land on the same record: %j", async (fault) => {
    const { client } = connected();
    const { accountid } = await client.records.create("accounts", values("Before"));
    emulator.control.clock.advance(600_000);
    const target = { entityType: "accounts", key: { kind: "id", id: String(accountid) } } as const;
    emulator.control.faults.add({ fault });
    expect(await client.records.update(target, values("After"))).toMatchObject({ name: "After" });
    emulator.control.faults.add({ fault });
    expect(await client.records.upsert(target, values("Later"))).toMatchObject({ "@created": false });
    emulator.control.faults.add({ fault });
    expect(await client.records.delete(target)).toEqual({ id: accountid, deleted: true });
    expect(await named(client, "Later")).toBe(0);
  });

  it("tells that an upsert created the record although the first answer was lost", async () => {
    const { client } = connected();
    const id = "33333333-3333-3333-3333-333333333333";
    emulator.control.faults.add({ fault: { kind: "resetAfter" } });
    expect(
      await client.records.upsert({ entityType: "accounts", key: { kind: "id", id } }, values("Lost answer")),
    ).toMatchObject({ "@created": true, accountid: id });
    expect(await named(client, "Lost answer")).toBe(1);
  });

  it("gives up at once when Dataverse asks for a longer wait than the budget, and says how long", async () => {
    const { client, sleeps } = connected();
    emulator.control.faults.add({
      fault: { ...throttled, headers: { "Retry-After": "900" } },
      times: "always",
    });
    const error = await errorOf(client.system.whoAmI());
    expect(error).toMatchObject({ kind: "throttled", retryAfterMs: 900_000 });
    expect(error.message).toContain(
      "asks to wait 15 minutes, more than is left of the wait budget of 4 minutes",
    );
    expect(sleeps).toEqual([]);
  });

  it("goes on in the middle of Fetch All after a fault on a later page", async () => {
    const { client } = connected();
    const undisturbed = await client.queries.all("accounts", { select: ["name"] }, { maximumRecords: 40 });
    emulator.control.faults.add({ fault: throttled, match: { pathContains: "skiptoken" } });
    emulator.control.faults.add({ fault: { kind: "truncate" } });
    const records: unknown[] = [];
    let nextLink: string | undefined;
    do {
      const page = await client.queries.page("accounts", { select: ["name"] }, { pageSize: 10, nextLink });
      records.push(...page.value);
      nextLink = page["@odata.nextLink"];
    } while (nextLink !== undefined && records.length < 40);
    expect(records).toEqual(undisturbed.value);
  });
});
