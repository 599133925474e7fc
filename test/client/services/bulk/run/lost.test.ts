import { describe, expect, it } from "vitest";
import { accountsOf, numbered } from "./accounts.ts";
import { useBulkBench } from "./bulkBench.ts";
import type { Intercepted } from "./interception.ts";
import { useInterception } from "./useInterception.ts";

const bench = useBulkBench();
const { accountsNamed, existing } = accountsOf(bench);
const { through } = useInterception(bench);

const isMessage = ({ method, url }: Intercepted): boolean => method === "POST" && url.includes("Multiple");

describe("an id that the caller gave, when an answer got lost", () => {
  it("that comes twice in the list is the first record's alone", async () => {
    const { run, emulator } = bench();
    const accountid = "44444444-0000-0000-0000-000000000001";
    emulator.control.faults.add({
      match: { method: "POST", pathContains: "CreateMultiple", nth: 2 },
      fault: { kind: "resetBefore" },
    });
    const { results } = await run("create", [
      { accountid, name: "Pair 1" },
      { accountid, name: "Pair 2" },
    ]);
    expect(results.map(({ status, error }) => [status, error?.kind])).toEqual([
      ["succeeded", undefined],
      ["failed", "duplicate"],
    ]);
    expect(accountsNamed("Pair ").map(({ name }) => name)).toEqual(["Pair 1"]);
  });

  it("is not taken for the caller's record by a later call, when it is older than the first", async () => {
    const { run, emulator } = bench();
    const [accountid = ""] = await existing("Before ", 1);
    emulator.control.clock.advance(3_600_000);
    emulator.control.faults.add({
      match: { method: "POST", pathContains: "CreateMultiple" },
      fault: { kind: "resetBefore" },
    });
    emulator.control.faults.add({ match: { pathContains: "CRM.In" }, fault: { kind: "expireToken" } });
    const first = await run("create", [{ accountid, name: "Later" }, { name: "Later beside" }]);
    expect(first.results.map(({ status }) => status)).toEqual(["unknown", "unknown"]);
    const second = await run("create", first.remaining);
    expect(second.results.map(({ status, error }) => [status, error?.kind])).toEqual([
      ["failed", "duplicate"],
      ["succeeded", undefined],
    ]);
    expect(accountsNamed("Later")).toHaveLength(1);
  });

  it("is found by a later call when the first has created it", async () => {
    const { run, emulator } = bench();
    const accountid = "44444444-0000-0000-0000-000000000002";
    emulator.control.faults.add({
      match: { method: "POST", pathContains: "CreateMultiple" },
      fault: { kind: "resetAfter" },
    });
    emulator.control.faults.add({ match: { pathContains: "CRM.In" }, fault: { kind: "expireToken" } });
    const records = [
      { accountid, name: "Found", overriddencreatedon: "2020-01-01T00:00:00Z" },
      { name: "Found too" },
    ];
    const first = await run("create", records);
    expect(first.summary.unknown).toBe(2);
    emulator.control.clock.advance(3_600_000);
    const second = await run("create", first.remaining);
    expect(second.summary).toMatchObject({ succeeded: 2, failed: 0 });
    expect(accountsNamed("Found")).toHaveLength(2);
  });
});

describe("an id that the caller gave, and a record that someone else made with it", () => {
  it.each([
    ["in the second in which the call began", undefined],
    ["after the call that left a mark", new Date(Date.now() - 3_600_000).toISOString()],
  ])("%s, is in doubt, unless it holds the same values", async (_, mark) => {
    const { run } = bench();
    const accountids = ["1", "2"].map((end) => `44444444-0000-0000-0000-00000000001${end}`);
    await run("delete", accountids);
    await run("create", [
      { accountid: accountids[0], name: "Someone's" },
      { accountid: accountids[1], name: "Same" },
    ]);
    const records = accountids.map((accountid) => ({
      accountid,
      name: "Same",
      ...(mark !== undefined && { "@mayBeDone": mark }),
    }));
    bench().emulator.control.faults.add({
      match: { method: "POST", pathContains: "CreateMultiple" },
      fault: { kind: "resetBefore" },
    });
    const { results } = await run("create", records);
    expect(results.map(({ status }) => status)).toEqual(["unknown", "succeeded"]);
    expect(results[0]?.error?.message).toContain("other values");
  });
});

describe("a table that makes other ids than it is given", () => {
  const withoutIds = ({ body }: Intercepted): string => body.replace(/"accountid":"[^"]*",/g, "");

  it("leaves in doubt what got lost before that was known, and is sent nothing twice", async () => {
    const client = await through((request) => {
      if (!isMessage(request)) {
        return undefined;
      }
      // The answer about the other record comes before this one gets lost: without any answer, nobody could know.
      const isLost = request.body.includes("Renamed 1");
      return { rewrite: withoutIds(request), losesAnswer: isLost, delayMs: isLost ? 200 : 0 };
    });
    const records = [{ name: "Renamed 1" }, { name: "Renamed 2" }];
    const { results, remaining } = await bench().run("create", records, { mostPerRequest: 1, client });
    expect(results.map(({ status }) => status)).toEqual(["unknown", "succeeded"]);
    expect([accountsNamed("Renamed ").length, remaining]).toEqual([2, []]);
  });

  it("has them in the result also when records go one by one", async () => {
    const client = await through((request) =>
      request.url.endsWith("$batch") ? { rewrite: withoutIds(request) } : undefined,
    );
    const record = { name: "Single", primarycontactid: { lastname: "Of Single" } };
    const { results } = await bench().run("create", [record], { client });
    expect(results[0]?.id).toBe(accountsNamed("Single")[0]?.["accountid"]);
  });
});

describe("an upsert whose answer got lost", () => {
  it("does not say that it found the record, when it may have created it", async () => {
    let batches = 0;
    const client = await through(({ url }) => {
      batches += url.endsWith("$batch") ? 1 : 0;
      return { losesAnswer: url.endsWith("$batch") && batches === 2 };
    });
    const record = { accountnumber: "LOST/1", name: "Upserted" };
    const { results } = await bench().run("upsert", [record], {
      keyColumns: ["accountnumber"],
      tellCreated: true,
      client,
    });
    expect(results[0]).toMatchObject({ status: "succeeded" });
    expect(results[0]?.created).not.toBe(false);
    expect(accountsNamed("Upserted")).toHaveLength(1);
  });
});

describe("a record with a key that is no part of a URL", () => {
  const keyColumns = ["accountnumber"];

  it("is deleted when it is gone after an attempt without an answer, also in a later call", async () => {
    await bench().run("create", [{ accountnumber: "GONE/1", name: "Goner" }]);
    let isOver = false;
    const client = await through(({ url }) =>
      url.endsWith("$batch") && !isOver ? { losesAnswer: true } : undefined,
    );
    const records = [{ accountnumber: "GONE/1" }];
    const first = await bench().run("delete", records, { keyColumns, durationMs: 30_000, client });
    isOver = true;
    expect(accountsNamed("Goner")).toEqual([]);
    const { results } = await bench().run("delete", [{ ...records[0], "@mayBeDone": true }], { keyColumns });
    expect([first.results[0]?.status, results[0]?.status]).toEqual(["unknown", "succeeded"]);
    const missing = await bench().run("delete", records, { keyColumns });
    expect(missing.results[0]).toMatchObject({ status: "failed", error: { kind: "notFound" } });
  });

  it("is not called unchanged when this call has made it", async () => {
    let batches = 0;
    const client = await through(({ url }) => {
      batches += url.endsWith("$batch") ? 1 : 0;
      return { losesAnswer: url.endsWith("$batch") && batches === 1 };
    });
    const records = [{ accountnumber: "MADE/1", name: "Made by this call" }];
    const options = { keyColumns, onlyChanged: true, tellCreated: true, client };
    const { results } = await bench().run("upsert", records, options);
    expect(results[0]).toMatchObject({ status: "succeeded" });
    expect(results[0]?.created).not.toBe(false);
  });
});

describe("a bulk message on an elastic table that does not tell what it has written", () => {
  const entityType = "contoso_sensordatas";
  const stored = (prefix: string) =>
    (bench().emulator.control.data.export().tables["contoso_sensordata"] ?? []).filter(
      ({ contoso_deviceid }) => String(contoso_deviceid).startsWith(prefix),
    );
  const withoutDetails = (body: string): string => {
    const answer = Object(JSON.parse(body || "{}"));
    const error = Object.entries(Object(answer.error)).filter(
      ([name]) => !name.includes("BulkApiErrorDetails"),
    );
    return answer.error === undefined ? body : JSON.stringify({ error: Object.fromEntries(error) });
  };
  const ids = numbered(40, (index) => ({
    contoso_sensordataid: `5${String(index).padStart(7, "0")}-0000-0000-0000-000000000001`,
    partitionid: "p",
  }));

  it("has its records looked for and deleted ones told from missing ones", async () => {
    const client = await through((request) => (isMessage(request) ? { reply: withoutDetails } : undefined));
    const records = ids.map((key, index) => ({
      ...key,
      contoso_deviceid: `J${index}`,
      contoso_value: index === 7 ? "x" : index,
    }));
    const created = await bench().run("create", records, { entityType, client });
    expect(created.summary).toMatchObject({ succeeded: 39, failed: 1 });
    expect(stored("J")).toHaveLength(39);
    const deleted = await bench().run("delete", ids, { entityType, client });
    expect(deleted.summary).toMatchObject({ succeeded: 40, failed: 0 });
    expect(stored("J")).toEqual([]);
  });

  it("gets the partition also when only changes are sent", async () => {
    const records = ids.map((key, index) => ({ ...key, contoso_deviceid: `P${index}`, contoso_value: 1 }));
    await bench().run("create", records, { entityType });
    bench().emulator.control.requests.clear();
    const changes = ids.map((key) => ({ ...key, contoso_value: 2 }));
    const { summary } = await bench().run("update", changes, { entityType, onlyChanged: true });
    expect(summary).toMatchObject({ succeeded: 40, failed: 0 });
    expect(stored("P").every(({ contoso_value }) => contoso_value === 2)).toBe(true);
    expect(
      bench()
        .emulator.control.requests.all()
        .some(({ url, body }) => url.endsWith("$batch") && body.includes("PATCH ")),
    ).toBe(false);
  });
});
