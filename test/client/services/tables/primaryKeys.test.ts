import { describe, expect, it } from "vitest";
import {
  createPrimaryKeyCache,
  createPrimaryKeys,
  type PrimaryKeyCache,
} from "../../../../src/client/services/tables/primaryKeys.ts";
import { refusal, type ScriptedAnswer, scripted } from "../scriptedSend.ts";

const definition = (PrimaryIdAttribute: string | null, TableType: string | null = "Standard") => ({
  body: { value: [{ LogicalName: "account", PrimaryIdAttribute, TableType }] },
});

const asked = (answers: readonly ScriptedAnswer[], cache: PrimaryKeyCache = createPrimaryKeyCache()) => {
  const { context, requests } = scripted(...answers);
  return { keys: createPrimaryKeys(context, cache), requests };
};

describe("the primary key of a table", () => {
  it("is read with one small request", async () => {
    const { keys, requests } = asked([definition("accountid")]);
    expect(await keys.of("accounts")).toEqual({ column: "accountid", isElastic: false });
    expect(requests).toEqual([
      {
        operation: "Create a record in accounts",
        method: "GET",
        path: "EntityDefinitions?$select=LogicalName,PrimaryIdAttribute,TableType&$filter=EntitySetName%20eq%20'accounts'",
        repeat: "read",
      },
    ]);
  });

  it("is remembered, beyond the client where the cache is, and apart for each environment", async () => {
    const cache = createPrimaryKeyCache();
    const { keys, requests } = asked([definition("accountid")], cache);
    await keys.of("accounts");
    await keys.of("accounts");
    expect(requests).toHaveLength(1);
    const later = asked([], cache);
    expect(await later.keys.of("accounts")).toMatchObject({ column: "accountid" });
    const elsewhere = scripted(definition("otherid"));
    const serviceRoot = "https://other.crm.dynamics.com/api/data/v9.2/";
    const other = createPrimaryKeys({ ...elsewhere.context, serviceRoot }, cache);
    expect(await other.of("accounts")).toMatchObject({ column: "otherid" });
  });

  it("is read once for calls that need it at the same time", async () => {
    const { keys, requests } = asked([definition("accountid")]);
    expect(await Promise.all([keys.of("accounts"), keys.of("accounts")])).toHaveLength(2);
    expect(requests).toHaveLength(1);
  });

  it("is read anew after it was forgotten", async () => {
    const { keys } = asked([definition("oldid"), definition("newid")]);
    await keys.of("accounts");
    keys.forget("accounts");
    expect(await keys.of("accounts")).toMatchObject({ column: "newid" });
  });

  it("of an elastic table says so", async () => {
    const { keys } = asked([definition("readingid", "Elastic")]);
    expect(await keys.of("readings")).toEqual({ column: "readingid", isElastic: true });
  });

  it.each([
    ["a virtual table", definition("rowid", "Virtual")],
    ["a table without one", definition(null)],
  ])("is none for %s, which is remembered too", async (_, answer) => {
    const { keys, requests } = asked([answer]);
    expect([await keys.of("rows"), await keys.of("rows")]).toEqual([undefined, undefined]);
    expect(requests).toHaveLength(1);
  });

  it("is none where it was withheld", async () => {
    const { keys, requests } = asked([]);
    keys.withhold("accounts");
    expect(await keys.of("accounts")).toBeUndefined();
    expect(requests).toEqual([]);
  });

  it.each([
    ["no table has the entity set", { body: { value: [] } }],
    ["the user may not read definitions", refusal(403, "0x80040220", "missing prvReadEntity")],
    ["Dataverse fails", refusal(500, "0x80040216", "An unexpected error occurred.")],
    ["the answer is not one of Dataverse", { body: "<html></html>" }],
  ])("is not known when %s, and asked for again the next time", async (_, answer) => {
    const { keys, requests } = asked([answer, definition("accountid")]);
    expect(await keys.of("accounts")).toBeUndefined();
    expect(await keys.of("accounts")).toMatchObject({ column: "accountid" });
    expect(requests).toHaveLength(2);
  });

  it.each([
    ["does not accept the token", { status: 401 }, "unauthorized"],
    ["is not reached by the gateway", { status: 503 }, "serverError"],
    ["limits the requests", refusal(429, "0x80072322", "Number of requests exceeded."), "throttled"],
  ])("fails the call when Dataverse %s, as the call would fail", async (_, answer, kind) => {
    const { keys } = asked([answer]);
    await expect(keys.of("accounts")).rejects.toMatchObject({
      kind,
      operation: "Create a record in accounts",
      mayHaveWritten: false,
    });
  });
});

describe("the cache of primary keys", () => {
  it("forgets the oldest when it is full", () => {
    const cache = createPrimaryKeyCache(2);
    const key = { column: "id", isElastic: false };
    cache.set("a", key);
    cache.set("b", key);
    cache.set("a", key);
    cache.set("c", null);
    expect(["a", "b", "c"].map((address) => cache.get(address))).toEqual([key, undefined, null]);
  });
});
