import { describe, expect, it } from "vitest";
import type { LoggedRequest } from "../../../../../emulator/control/requestLog.ts";
import { accountsOf, numbered } from "./accounts.ts";
import { useBulkBench } from "./bulkBench.ts";

const bench = useBulkBench();
const { accounts, accountsNamed, existing } = accountsOf(bench);

const writes = (): readonly LoggedRequest[] =>
  bench()
    .emulator.control.requests.all()
    .filter(({ method }) => method !== "GET");

describe("writing only what changed", () => {
  it("sends the columns that differ and reports the other records as unchanged", async () => {
    const { run } = bench();
    const ids = await existing("Same ", 120);
    const records = ids.map((accountid, index) => ({
      accountid,
      name: `Same ${index}`,
      ...(index % 10 === 3 && { telephone1: "555" }),
    }));
    const versions = new Map(accounts().map(({ accountid, modifiedon }) => [accountid, modifiedon]));
    const { summary, results } = await run("update", records, { onlyChanged: true });
    expect(summary).toMatchObject({ succeeded: 12, unchanged: 108, failed: 0 });
    expect(results.filter(({ status }) => status === "succeeded").map(({ index }) => index % 10)).toEqual(
      numbered(12, () => ({})).map(() => 3),
    );
    expect(writes().every(({ body }) => !body.includes('"name"'))).toBe(true);
    expect(
      accounts().filter(({ accountid, modifiedon }) => versions.get(accountid) !== modifiedon).length,
    ).toBeLessThanOrEqual(12);
    expect((await run("update", records, { onlyChanged: true })).summary).toMatchObject({
      succeeded: 0,
      unchanged: 120,
    });
  });

  it("creates with an upsert what does not exist, and says so", async () => {
    const { run } = bench();
    const records = numbered(30, (index) => ({ accountnumber: `OC-${index}`, name: `Changed ${index}` }));
    await run("upsert", records.slice(0, 20), { keyColumns: ["accountnumber"] });
    const { summary, results } = await run("upsert", records, {
      keyColumns: ["accountnumber"],
      onlyChanged: true,
    });
    expect(summary).toMatchObject({ succeeded: 10, unchanged: 20 });
    expect(results.map(({ created }) => created)).toEqual(
      numbered(30, () => ({})).map((_, index) => index >= 20),
    );
  });

  it("replaces whole records of an elastic table, where an upsert does so", async () => {
    const { run, emulator } = bench();
    const call = { entityType: "contoso_sensordatas", onlyChanged: true };
    const records = numbered(10, (index) => ({
      contoso_sensordataid: `22222222-0000-0000-0000-0000000000${index + 10}`,
      partitionid: "p",
      contoso_deviceid: `device ${index}`,
      contoso_value: index,
    }));
    expect((await run("upsert", records, call)).summary).toMatchObject({ succeeded: 10 });
    const changed = records.map((record, index) => (index === 4 ? { ...record, contoso_value: 99 } : record));
    expect((await run("upsert", changed, call)).summary).toMatchObject({ succeeded: 1, unchanged: 9 });
    const stored = emulator.control.data
      .export()
      .tables["contoso_sensordata"]?.find(({ contoso_value }) => contoso_value === 99);
    expect(stored).toMatchObject({ contoso_deviceid: "device 4" });
  });
});

describe("a dry run", () => {
  it("writes nothing and reports every record, with all that is wrong with it", async () => {
    const { run } = bench();
    const before = accounts().length;
    const { summary, results } = await run(
      "create",
      [
        { name: "Valid" },
        { nme: "x", numberofemployees: "many", industrycode: 4711 },
        "text",
        { name: "Valid too" },
      ],
      { dryRun: true },
    );
    expect(summary).toMatchObject({ total: 4, valid: 2, failed: 2, succeeded: 0 });
    expect(results.map(({ status }) => status)).toEqual(["valid", "failed", "failed", "valid"]);
    expect(results[1]?.error).toMatchObject({ kind: "invalidInput", column: "nme", retryable: false });
    expect(results[1]?.error?.message).toMatch(
      /^Record 2 has 3 problems: \(1\) .*Did you mean 'name'\? \(2\) .* \(3\) /,
    );
    expect(results[1]?.error?.problems?.map(({ column }) => column)).toEqual([
      "nme",
      "numberofemployees",
      "industrycode",
    ]);
    expect(accounts()).toHaveLength(before);
    expect(writes().every(({ url }) => url.endsWith("$batch"))).toBe(true);
  });

  it("looks at every record, also at those with the same key", async () => {
    const records = numbered(10, (index) => ({
      accountnumber: "same",
      name: index === 9 ? 7 : `x ${index}`,
      nme: index > 7 ? 1 : undefined,
    }));
    const { summary } = await bench().run("upsert", records, { dryRun: true, keyColumns: ["accountnumber"] });
    expect(summary).toMatchObject({ valid: 8, failed: 2 });
  });
});

describe("all or nothing", () => {
  it("writes all records in one request", async () => {
    const { run } = bench();
    const { summary } = await run(
      "create",
      numbered(300, (index) => ({ name: `All ${index}` })),
      { allOrNothing: true },
    );
    expect([summary.succeeded, accountsNamed("All ").length, writes().length]).toEqual([300, 300, 1]);
  });

  it("writes nothing when a record is refused, and says which", async () => {
    const { run } = bench();
    const records = numbered(50, (index) => ({ name: index === 33 ? "x".repeat(200) : `Nothing ${index}` }));
    const report = await run("create", records, { allOrNothing: true });
    expect(report.summary).toMatchObject({ succeeded: 0, failed: 1, notAttempted: 49 });
    expect(report.results[33]).toMatchObject({ status: "failed", error: { column: "name" } });
    expect(report.stopped?.message).toMatch(
      /^Nothing was written, because the call runs all or nothing\. Could not create record 34/,
    );
    expect(accountsNamed("Nothing ")).toEqual([]);
  });

  it("sends nothing when a record cannot be sent", async () => {
    const report = await bench().run("create", [{ name: "Unsent" }, 7], { allOrNothing: true });
    expect(report.summary).toMatchObject({ failed: 1, notAttempted: 1 });
    expect(writes()).toEqual([]);
  });

  it("keeps the order of records with one key", async () => {
    const { run } = bench();
    const [accountid = ""] = await existing("Ordered ", 1);
    const report = await run(
      "update",
      ["a", "b", "c"].map((letter) => ({ accountid, name: `Ordered ${letter}` })),
      { allOrNothing: true },
    );
    expect(report.summary.succeeded).toBe(3);
    expect(accountsNamed("Ordered ").map(({ name }) => name)).toEqual(["Ordered c"]);
  });

  it("is refused where there are no transactions, or for more than one takes", async () => {
    const { run } = bench();
    await expect(
      run("create", [{ contoso_deviceid: "x" }], { allOrNothing: true, entityType: "contoso_sensordatas" }),
    ).rejects.toThrow("elastic table");
    await expect(
      run(
        "create",
        numbered(1001, () => ({ name: "x" })),
        { allOrNothing: true },
      ),
    ).rejects.toThrow("All or Nothing takes up to 1,000 records");
    expect(writes()).toEqual([]);
  });

  it("deletes or upserts as well", async () => {
    const { run } = bench();
    const ids = await existing("Gone ", 5);
    expect(
      (await run("delete", [...ids, "00000000-0000-0000-0000-00000000dead"], { allOrNothing: true })).summary,
    ).toMatchObject({ failed: 1, notAttempted: 5 });
    expect(accountsNamed("Gone ")).toHaveLength(5);
    expect((await run("delete", ids, { allOrNothing: true })).summary.succeeded).toBe(5);
  });
});

describe("grouping", () => {
  it("never has two requests at once that write records of one group", async () => {
    const { run, emulator } = bench();
    const parents = await existing("Parent ", 6);
    emulator.control.cost.set({ scale: 0.02 });
    const records = numbered(240, (index) => ({
      name: `Child ${index}`,
      "parentaccountid@odata.bind": `/accounts(${parents[(index * 7) % 6]})`,
    }));
    const { summary } = await run("create", records, {
      groupBy: "parentaccountid@odata.bind",
      mostPerRequest: 20,
    });
    emulator.control.cost.set({ scale: 0 });
    expect(summary.succeeded).toBe(240);
    const spans = writes().map(({ at, ms, body }) => ({
      from: at,
      to: at + ms,
      parents: new Set(body.match(/accounts\([^)]*\)/g)),
    }));
    const meet = spans.flatMap((one, index) =>
      spans
        .slice(index + 1)
        .filter(
          (other) =>
            other.from < one.to &&
            one.from < other.to &&
            [...one.parents].some((parent) => other.parents.has(parent)),
        ),
    );
    expect(meet).toEqual([]);
    expect(spans.length).toBeGreaterThan(6);
  });
});

describe("an elastic table", () => {
  const entityType = "contoso_sensordatas";
  const stored = () => bench().emulator.control.data.export().tables["contoso_sensordata"] ?? [];
  const device = (prefix: string) =>
    stored().filter(({ contoso_deviceid }) => String(contoso_deviceid).startsWith(prefix));

  it("keeps what is good of a message and tells what is wrong with the rest", async () => {
    const { run } = bench();
    const records = numbered(250, (index) => ({
      contoso_deviceid: `E${index}`,
      partitionid: `p${index % 4}`,
      contoso_value: index % 50 === 7 ? "x" : index,
    }));
    const { summary, results } = await run("create", records, { entityType });
    expect(summary).toMatchObject({ succeeded: 245, failed: 5 });
    expect(results[7]?.error).toMatchObject({ column: "contoso_value", kind: "badRequest" });
    expect(device("E")).toHaveLength(245);
  });

  it("takes updates and deletions by id and partition, in bulk messages", async () => {
    const { run, emulator } = bench();
    const created = await run(
      "create",
      numbered(120, (index) => ({ contoso_deviceid: `U${index}`, partitionid: `p${index % 3}` })),
      { entityType },
    );
    const keyed = created.results.map(({ id }, index) => ({
      contoso_sensordataid: id,
      partitionid: `p${index % 3}`,
    }));
    emulator.control.requests.clear();
    expect(
      (
        await run(
          "update",
          keyed.map((key) => ({ ...key, contoso_value: 5 })),
          { entityType },
        )
      ).summary.succeeded,
    ).toBe(120);
    expect(device("U").every(({ contoso_value }) => contoso_value === 5)).toBe(true);
    const wrong = { contoso_sensordataid: "00000000-0000-0000-0000-00000000dead", partitionid: "p1" };
    expect((await run("delete", [...keyed, wrong], { entityType })).summary).toMatchObject({
      succeeded: 120,
      failed: 1,
    });
    expect(device("U")).toEqual([]);
  });

  it("finds after a lost answer what was written", async () => {
    const { run, emulator } = bench();
    emulator.control.faults.add({ match: { method: "POST" }, fault: { kind: "resetAfter" } });
    const { summary } = await run(
      "create",
      numbered(90, (index) => ({ contoso_deviceid: `L${index}`, partitionid: `p${index % 4}` })),
      { entityType },
    );
    expect([summary.succeeded, device("L").length]).toEqual([90, 90]);
  });
});

describe("the log", () => {
  it("tells the plan at the start and the numbers at the end", async () => {
    const { run, lines } = bench();
    await run(
      "create",
      numbered(150, (index) => ({ name: `Logged ${index}` })),
    );
    expect(lines[0]).toBe(
      "Create 150 records in accounts by CreateMultiple, starting with 100 records a request and up to 8 requests at once, for 10 minutes at most.",
    );
    expect(lines.at(-1)).toMatch(/^150 succeeded, in .* and \d+ requests\.$/);
  });

  it("has a line of progress every five seconds, not more often", async () => {
    const { run, emulator, lines } = bench();
    emulator.control.faults.add({
      match: { method: "POST" },
      times: "always",
      fault: { kind: "delay", delayMs: 60 },
    });
    const { summary } = await run(
      "create",
      numbered(400, (index) => ({ name: `Slow ${index}` })),
      { mostAtOnce: 1, mostPerRequest: 50 },
    );
    const progress = lines.filter((line) => line.includes(" records done"));
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.length).toBeLessThanOrEqual(summary.elapsedMs / 5_000);
    expect(progress[0]).toMatch(/^\d+ of 400 records done, \d+ a second\.$/);
  });
});

describe("stopping after failures", () => {
  const wrong = numbered(3_000, (index) => ({ nme: `Wrong ${index}` }));

  it("ends a run whose records all have the same mistake, and gives back those that were not attempted", async () => {
    const { run, emulator } = bench();
    const { summary, stopped, remaining } = await run("create", wrong, { stopAfterFailures: 10 });
    expect(summary).toMatchObject({ total: 3_000, succeeded: 0, unknown: 0 });
    expect(summary.failed).toBeGreaterThanOrEqual(10);
    expect(summary.notAttempted).toBeGreaterThan(2_000);
    expect(remaining).toHaveLength(summary.notAttempted);
    expect(stopped?.kind).toBe("failureLimit");
    expect(stopped?.message).toMatch(
      /^The run ended because [\d,]+ records have failed and Stop After Failures is 10\. Correct/,
    );
    expect(emulator.control.requests.count()).toBeLessThan(40);
  });

  it("goes on as long as fewer have failed, and does not mind how many do without a limit", async () => {
    const { run } = bench();
    const records = [...wrong.slice(0, 9), ...numbered(100, (index) => ({ name: `Enough ${index}` }))];
    const report = await run("create", records, { stopAfterFailures: 10 });
    expect([report.summary.failed, report.summary.succeeded, report.stopped]).toEqual([9, 100, undefined]);
    const all = await run("create", wrong.slice(0, 300));
    expect([all.summary.failed, all.stopped]).toEqual([300, undefined]);
  });

  it("sends nothing when enough records cannot be sent at all", async () => {
    const { run } = bench();
    const { summary, stopped } = await run("update", [{ name: "No key" }, ...(await keyed())], {
      stopAfterFailures: 1,
    });
    expect(summary).toMatchObject({ failed: 1, notAttempted: 3 });
    expect(stopped?.message).toContain("because 1 record has failed and Stop After Failures is 1.");
    expect(writes()).toEqual([]);
  });

  it("does not keep a dry run from checking all records", async () => {
    const { summary } = await bench().run("create", wrong, { stopAfterFailures: 10, dryRun: true });
    expect(summary).toMatchObject({ failed: 3_000, notAttempted: 0 });
  });

  const keyed = async () =>
    (await existing("Keyed ", 3)).map((accountid) => ({ accountid, name: "Keyed later" }));
});
