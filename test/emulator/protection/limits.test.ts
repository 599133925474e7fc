import { describe, expect, it } from "vitest";
import { field, readReply, refusal, useClient } from "../support/dataverseClient.ts";

const remaining = "x-ms-ratelimit-burst-remaining-xrm-requests";
const remainingTime = "x-ms-ratelimit-time-remaining-xrm-requests";

describe("service protection over HTTP", () => {
  let now = Date.UTC(2026, 0, 1);
  const client = useClient({ now: () => now });
  const set = (
    changes: Parameters<ReturnType<typeof client>["emulator"]["control"]["protection"]["set"]>[0],
  ) => client().emulator.control.protection.set(changes);

  it("has Microsoft's limits, and tells with every answer what is left of them", async () => {
    set({});
    const { headers } = await client().get("WhoAmI");
    expect([headers.get(remaining), headers.get(remainingTime), headers.get("x-ms-dop-hint")]).toEqual([
      "5999",
      "1,200.00",
      "8",
    ]);
    const missing = await client().get("nothing");
    expect([missing.status, missing.headers.get(remaining)]).toEqual([404, "5998"]);
  });

  it("refuses too many requests, and lets them in when the wait is over", async () => {
    set({ requests: 2 });
    await client().get("WhoAmI");
    now += 100_000;
    await client().get("WhoAmI");
    const refused = await client().call("POST", "accounts", { body: { name: "Too many" } });
    expect([refused.status, refused.headers.get("retry-after"), refused.headers.get(remaining)]).toEqual([
      429,
      "200",
      "0",
    ]);
    expect(refused.body).toEqual(
      refusal("0x80072322", "Number of requests exceeded the limit of 2 over time window of 300 seconds."),
    );
    now += 200_000;
    const found = await client().get("accounts?$filter=name eq 'Too many'");
    expect([found.status, field(found.body, "value")]).toEqual([200, []]);
  });

  it("counts a batch as one request, with the execution time of all in it", async () => {
    set({ requests: 3, executionMs: 90 });
    client().emulator.control.cost.set({ scale: 0.000_001 });
    const one = ["--b", "Content-Type: application/http", "Content-Transfer-Encoding: binary", ""];
    const get = [...one, "GET /api/data/v9.2/WhoAmI HTTP/1.1", "", ""];
    const body = [...Array.from({ length: 12 }, () => get).flat(), "--b--", ""].join("\r\n");
    const headers = { "Content-Type": "multipart/mixed; boundary=b" };
    const batch = await client().call("POST", "$batch", { body, headers });
    expect([batch.status, batch.headers.get(remaining)]).toEqual([200, "2"]);
    const refused = await client().get("WhoAmI");
    expect([refused.status, refused.headers.get("retry-after"), refused.headers.get(remainingTime)]).toEqual([
      429,
      "300",
      "0.00",
    ]);
    expect(refused.body).toEqual(
      refusal(
        "0x80072321",
        "Combined execution time of incoming requests exceeded limit of 90  milliseconds over time window of 300 seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.",
      ),
    );
    client().emulator.control.cost.set({ scale: 0 });
  });

  it("refuses too many requests at the same time at once", async () => {
    set({ concurrency: 2 });
    const { control } = client().emulator;
    control.cost.set({ scale: 1 });
    const replies = await Promise.all([1, 2, 3].map(() => client().get("WhoAmI")));
    control.cost.set({ scale: 0 });
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
    const refused = replies.find(({ status }) => status === 429);
    expect([refused?.body, refused?.headers.get("retry-after")]).toEqual([
      refusal("0x80072326", "Number of concurrent requests exceeded the limit of 2."),
      "1",
    ]);
    expect((await client().get("WhoAmI")).status).toBe(200);
  });

  it("is set and read over HTTP", async () => {
    const control = async (method: string, path: string, body?: unknown) =>
      readReply(
        await fetch(`${client().emulator.url}/_emulator/${path}`, {
          method,
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      );
    expect((await control("POST", "protection", { requests: 7 })).status).toBe(204);
    expect(field((await control("GET", "protection")).body, "requests")).toBe(7);
    expect((await control("POST", "protection", { requests: "many" })).body).toEqual({
      message: "'requests' must be a number above zero.",
    });
    expect((await control("POST", "cost", { perRecordMs: 5 })).status).toBe(204);
    expect(field((await control("GET", "cost")).body, "perRecordMs")).toBe(5);
    expect((await control("POST", "cost", { scale: -1 })).status).toBe(400);
  });
});
