import { describe, expect, it } from "vitest";
import { field, readReply, requestToken, useClient } from "../support/dataverseClient.ts";

describe("faults", () => {
  const client = useClient();
  const faults = () => client().emulator.control.faults;
  const countOf = async (name: string) =>
    (await client().get(`accounts/$count?$filter=name eq '${name}'`)).body;

  it("answer any status with any body and headers, once unless told otherwise", async () => {
    faults().add({
      fault: {
        kind: "status",
        status: 429,
        headers: { "Retry-After": "7" },
        body: {
          error: {
            code: "0x80072322",
            message: "Number of requests exceeded the limit of 6000 over time window of 300 seconds.",
          },
        },
      },
    });
    const reply = await client().get("WhoAmI");
    expect([reply.status, reply.headers.get("retry-after"), field(reply.body, "error", "code")]).toEqual([
      429,
      "7",
      "0x80072322",
    ]);
    expect((await client().get("WhoAmI")).status).toBe(200);
  });

  it("hit the requests they match, from the nth on, as often as they say", async () => {
    faults().add({
      match: { method: "post", pathContains: "/accounts", nth: 2 },
      times: 2,
      fault: { kind: "emptyBody", status: 503 },
    });
    const statuses: number[] = [];
    for (const [method, path] of [
      ["POST", "accounts"],
      ["GET", "accounts?$top=1"],
      ["POST", "accounts"],
      ["POST", "contacts"],
      ["POST", "accounts"],
      ["POST", "accounts"],
    ] as const) {
      statuses.push((await client().call(method, path, method === "POST" ? { body: {} } : {})).status);
    }
    expect(statuses).toEqual([204, 200, 503, 204, 503, 204]);
  });

  it("break the connection before or after the write happens", async () => {
    faults().add({ fault: { kind: "resetBefore" } });
    await expect(client().call("POST", "accounts", { body: { name: "Before" } })).rejects.toThrow(
      "fetch failed",
    );
    expect(await countOf("Before")).toBe("0");
    faults().add({ fault: { kind: "resetAfter" } });
    await expect(client().call("POST", "accounts", { body: { name: "After" } })).rejects.toThrow(
      "fetch failed",
    );
    expect(await countOf("After")).toBe("1");
  });

  it("cut a body in half although its length was promised", async () => {
    faults().add({ fault: { kind: "truncate" } });
    await expect(client().get("accounts?$top=5")).rejects.toThrow("terminated");
  });

  it("answer with a page, a redirect, late, or slowly", async () => {
    faults().add({ fault: { kind: "html" } });
    const page = await client().get("WhoAmI");
    expect([page.status, page.headers.get("content-type")]).toEqual([502, "text/html"]);
    faults().add({ fault: { kind: "redirect", location: "http://127.0.0.1:1/elsewhere" } });
    const redirect = await client().get("WhoAmI");
    expect([redirect.status, redirect.headers.get("location")]).toEqual([
      302,
      "http://127.0.0.1:1/elsewhere",
    ]);
    for (const fault of [
      { kind: "delay", delayMs: 40 },
      { kind: "slowBody", durationMs: 40 },
    ] as const) {
      faults().add({ fault });
      const started = performance.now();
      expect((await client().get("accounts?$top=1")).status).toBe(200);
      expect(performance.now() - started).toBeGreaterThanOrEqual(38);
    }
  });

  it("hit the token endpoint when they say so", async () => {
    faults().add({ endpoint: "token", fault: { kind: "status", status: 503 } });
    expect((await client().get("WhoAmI")).status).toBe(200);
    const { tokenUrl } = client().emulator;
    expect((await fetch(tokenUrl, { method: "POST" })).status).toBe(503);
  });

  it("are cleared", async () => {
    faults().add({ times: "always", fault: { kind: "emptyBody" } });
    expect((await client().get("WhoAmI")).status).toBe(503);
    faults().clear();
    expect(faults().active()).toEqual([]);
    expect((await client().get("WhoAmI")).status).toBe(200);
  });
});

describe("a token", () => {
  const client = useClient();

  it("is expired by a fault or by the control", async () => {
    const { emulator, root } = client();
    for (const expire of [
      () => emulator.control.faults.add({ fault: { kind: "expireToken" } }),
      () => emulator.control.expireTokens(),
    ]) {
      const authorization = `Bearer ${await requestToken(emulator)}`;
      expect((await fetch(`${root}WhoAmI`, { headers: { authorization } })).status).toBe(200);
      expire();
      expect((await fetch(`${root}WhoAmI`, { headers: { authorization } })).status).toBe(401);
    }
  });
});

describe("the request log", () => {
  const client = useClient();

  it("tells what was asked and answered, without secrets", async () => {
    const { control } = client().emulator;
    control.requests.clear();
    const token = await requestToken(client().emulator);
    await client().call("POST", "accounts", {
      body: { name: "Logged" },
      headers: { "If-None-Match": "null" },
    });
    control.faults.add({ fault: { kind: "resetAfter" } });
    await client()
      .get("WhoAmI")
      .catch(() => undefined);
    const [signIn, create, broken] = control.requests.all();
    expect(control.requests.count()).toBe(3);
    expect(create).toMatchObject({
      method: "POST",
      url: "/api/data/v9.2/accounts",
      body: '{"name":"Logged"}',
      status: 204,
      fault: undefined,
    });
    expect(create?.headers).toMatchObject({ authorization: "[redacted]", "if-none-match": "null" });
    expect(broken).toMatchObject({ status: undefined, fault: "resetAfter" });
    expect(signIn?.body).toContain("client_secret=[redacted]");
    const log = JSON.stringify(control.requests.all());
    expect(log).not.toContain(token);
    expect(log).not.toContain(client().emulator.clientSecret);
  });
});

describe("resetting the data", () => {
  const client = useClient();

  it("brings the seeded records back, but never an old version", async () => {
    const { control } = client().emulator;
    const before = await client().get("accounts?$select=name");
    const id = await client().create("accounts", { name: "Extra" });
    const etag = (await client().get(`accounts(${id})`)).headers.get("etag");
    control.resetData();
    expect((await client().get(`accounts(${id})`)).status).toBe(404);
    const after = await client().get("accounts?$select=name");
    const names = (body: unknown) => JSON.stringify(body).replaceAll(/W\/\\"\d+\\"/g, "");
    expect(names(after.body)).toBe(names(before.body));
    const version = Number(/\d+/.exec(String(field(after.body, "value", 0, "@odata.etag")))?.[0]);
    expect(version).toBeGreaterThan(Number(/\d+/.exec(etag ?? "")?.[0]));
  });
});

describe("the control API over HTTP", () => {
  const client = useClient();
  const control = async (method: string, path: string, body?: unknown) =>
    readReply(
      await fetch(`${client().emulator.url}/_emulator/${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );

  it("adds, lists and clears faults", async () => {
    const rule = { match: { method: "GET" }, times: 1, fault: { kind: "status", status: 500 } };
    expect((await control("POST", "faults", rule)).status).toBe(204);
    expect((await control("GET", "faults")).body).toEqual([rule]);
    expect((await client().get("WhoAmI")).status).toBe(500);
    await control("POST", "faults", rule);
    expect((await control("DELETE", "faults")).status).toBe(204);
    expect((await control("GET", "faults")).body).toEqual([]);
  });

  it("says what is wrong with a fault", async () => {
    const reply = await control("POST", "faults", { fault: { kind: "meteor" } });
    expect([reply.status, reply.body]).toEqual([
      400,
      {
        message:
          "'meteor' is no kind of fault. Known: status, html, emptyBody, redirect, resetBefore, resetAfter, truncate, delay, slowBody, wrongBoundary, timeOut, expireToken.",
      },
    ]);
    expect((await control("POST", "faults", { fault: { kind: "status" } })).body).toEqual({
      message: "'status' must be a number that is not negative.",
    });
  });

  it("reads, sets and advances the clock", async () => {
    const moment = Date.UTC(2030, 0, 1);
    expect(field((await control("POST", "clock", { now: moment })).body, "now")).toBeGreaterThanOrEqual(
      moment,
    );
    const advanced = await control("POST", "clock", { advanceMs: 60_000 });
    expect(field(advanced.body, "now")).toBeGreaterThanOrEqual(moment + 60_000);
    expect(field((await control("GET", "clock")).body, "iso")).toMatch(/^2030-01-01T00:01:/);
    expect((await control("POST", "clock", {})).status).toBe(400);
    await control("POST", "clock", { now: Date.now() });
  });

  it("reads and clears the log, resets data and expires tokens", async () => {
    await control("DELETE", "requests");
    await client().get("WhoAmI");
    expect((await control("GET", "requests/count")).body).toEqual({ count: 1 });
    expect(field((await control("GET", "requests")).body, 0, "url")).toBe("/api/data/v9.2/WhoAmI");
    expect((await control("POST", "data/reset")).status).toBe(204);
    expect((await control("POST", "tokens/expire")).status).toBe(204);
    expect((await client().get("WhoAmI")).status).toBe(401);
    expect((await control("GET", "nothing")).status).toBe(404);
  });
});
