import { describe, expect, it } from "vitest";
import { accountsOf, numbered } from "./accounts.ts";
import { useBulkBench } from "./bulkBench.ts";
import type { Intercepted, Interception } from "./interception.ts";
import { useInterception } from "./useInterception.ts";

const bench = useBulkBench();
const { existing } = accountsOf(bench);
const { through } = useInterception(bench);

const throttled = (seconds: number): Interception => ({
  answer: { status: 429, headers: { "Retry-After": String(seconds) } },
});

const isMessage = ({ method, url }: Intercepted): boolean => method === "POST" && url.includes("Multiple");

describe("a run that can do nothing more", () => {
  it("does not wait for its time to be up when Dataverse asks to wait for longer", async () => {
    const ids = await existing("Waiting ", 1_000);
    const client = await through((request) => (isMessage(request) ? throttled(900) : undefined));
    const report = await bench().run(
      "update",
      ids.map((accountid, index) => ({ accountid, name: `Waited ${index}` })),
      { onlyChanged: true, durationMs: 300_000, mostAtOnce: 2, client },
    );
    expect(report.summary).toMatchObject({ succeeded: 0, notAttempted: 1_000 });
    expect(report.summary.elapsedMs).toBeLessThan(150_000);
    expect(report.stopped?.message).toMatch(
      /^Dataverse asks to wait 1[45](\.\d)? minutes, which is more than the time that is left: 1,000 records are left\./,
    );
  });

  it("does not wait for a limit when the token has expired", async () => {
    const client = await through((request) => {
      if (!isMessage(request)) {
        return undefined;
      }
      return request.body.includes('"Expired 0"') ? throttled(400) : { answer: { status: 401 } };
    });
    const started = performance.now();
    const run = bench().run(
      "create",
      numbered(200, (index) => ({ name: `Expired ${index}` })),
      { mostAtOnce: 4, client },
    );
    await expect(run).rejects.toMatchObject({ kind: "unauthorized" });
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it("ends when its caller wants it to, and tells what is left", async () => {
    const stop = new AbortController();
    const client = await through((request) => {
      if (isMessage(request) && !request.body.includes('"Stopped 0"')) {
        stop.abort();
      }
      return isMessage(request) ? { delayMs: 20 } : undefined;
    });
    const { summary, stopped } = await bench().run(
      "create",
      numbered(3_000, (index) => ({ name: `Stopped ${index}` })),
      { mostAtOnce: 2, client: { ...client, signal: stop.signal } },
    );
    expect(summary.notAttempted).toBeGreaterThan(2_000);
    expect(stopped).toMatchObject({ kind: "aborted" });
  });

  it("fails when the platform is about to end it before it begins", async () => {
    const run = bench().run("create", [{ name: "Too late" }], { client: { endsBy: 1 } });
    await expect(run).rejects.toThrow(
      "Could not create 1 record in accounts: the execution has gone on for so long that the platform is about to end it, so nothing was begun. Write the records in an execution of their own.",
    );
    expect(bench().emulator.control.requests.count()).toBe(0);
  });
});

describe("a limit that is met by a record in a batch", () => {
  it("is waited for, and the record is not failed", async () => {
    const [id = ""] = await existing("Limited ", 1);
    let batches = 0;
    const part =
      "--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nRetry-After: 30\r\n\r\n{}\r\n--b--\r\n";
    const headers = { "Content-Type": "multipart/mixed; boundary=b" };
    const client = await through(({ url }) => {
      batches += url.endsWith("$batch") ? 1 : 0;
      return url.endsWith("$batch") && batches <= 4
        ? { answer: { status: 200, headers, body: part } }
        : undefined;
    });
    const { summary } = await bench().run("delete", [id], { client });
    expect(summary).toMatchObject({ succeeded: 1, failed: 0 });
    expect(summary.throttledMs).toBeGreaterThanOrEqual(110_000);
  });
});

describe("a wait that Dataverse asks for", () => {
  it("is kept to also with a 503", async () => {
    let messages = 0;
    const client = await through((request) => {
      messages += isMessage(request) ? 1 : 0;
      return isMessage(request) && messages === 1
        ? { answer: { status: 503, headers: { "Retry-After": "20" } } }
        : undefined;
    });
    const { summary } = await bench().run("create", [{ name: "Patient" }], { client });
    expect(summary.succeeded).toBe(1);
    expect(summary.elapsedMs).toBeGreaterThanOrEqual(20_000);
  });
});

describe("a run that reads first", () => {
  it("learns how many records a request may hold, as others do", async () => {
    const ids = await existing("Learning ", 4_000);
    const { emulator, run } = bench();
    const records = ids.map((accountid, index) => ({ accountid, name: `Learnt ${index}` }));
    await run("update", records, { onlyChanged: true, mostAtOnce: 2 });
    const messages = emulator.control.requests.all().filter(({ url }) => url.includes("UpdateMultiple"));
    expect(messages.length).toBeLessThan(30);
  });

  it("does not take a read that fails for a refusal of its records", async () => {
    const ids = await existing("Unread ", 8);
    let reads = 0;
    const client = await through(({ method, url }) => {
      const isRead = method === "GET" && url.includes("accounts?");
      reads += isRead ? 1 : 0;
      return isRead && reads <= 12 ? { answer: { status: 503 } } : undefined;
    });
    const { summary } = await bench().run(
      "update",
      ids.map((accountid, index) => ({ accountid, name: `Reread ${index}` })),
      { onlyChanged: true, client },
    );
    expect(summary).toMatchObject({ succeeded: 8, failed: 0 });
  });
});

describe("text that is no number", () => {
  it("is told with its column, which Dataverse does not name", async () => {
    const { results } = await bench().run("create", [{ name: "Priced", revenue: "1,200.50" }]);
    expect(results[0]?.error).toMatchObject({ kind: "badRequest", column: "revenue" });
    expect(results[0]?.error?.message).toContain(
      "Could not create record 1 in accounts: 'revenue' is \"1,200.50\", which is no number. Write it with a point",
    );
  });
});
