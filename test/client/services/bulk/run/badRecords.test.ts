import { describe, expect, it } from "vitest";
import { accountsOf, numbered } from "./accounts.ts";
import { useBulkBench } from "./bulkBench.ts";

const bench = useBulkBench();
const { accounts, accountsNamed, existing } = accountsOf(bench);

describe("a bad record among good ones", () => {
  it("fails alone, with Dataverse's own error, its column and what was meant", async () => {
    const { run, emulator } = bench();
    const records = numbered(200, (index) => ({ name: `Good ${index}` }));
    const bad = [
      { name: "x".repeat(200) },
      { name: "Bad 1", numberofemployes: 3 },
      { name: "Bad 2", numberofemployees: "many" },
      { name: "Bad 3", "primaryContactId@odata.bind": "/contacts(00000000-0000-0000-0000-000000000001)" },
      "Bad 4",
      { "not a name": 1 },
    ];
    const { summary, results } = await run("create", [...records, ...bad]);
    expect(summary).toMatchObject({ total: 206, succeeded: 200, failed: 6, unknown: 0, notAttempted: 0 });
    expect(results.slice(200).map(({ status, error }) => [status, error?.kind, error?.column])).toEqual([
      ["failed", "badRequest", "name"],
      ["failed", "badRequest", "numberofemployes"],
      ["failed", "badRequest", "numberofemployees"],
      ["failed", "badRequest", "primaryContactId@odata.bind"],
      ["failed", "invalidInput", undefined],
      ["failed", "invalidInput", undefined],
    ]);
    const messages = results.slice(200).map(({ error }) => error?.message ?? "");
    expect(messages[0]).toMatch(
      /^Could not create record 201 in accounts: .*exceeded the maximum allowed length/,
    );
    expect(messages[1]).toContain("Did you mean 'numberofemployees'?");
    expect(messages[3]).toContain("Did you mean 'primarycontactid@odata.bind'?");
    expect(messages[4]).toBe(
      "Record 205 cannot be sent: it must be an object of columns and values, but it is a string.",
    );
    expect(messages[5]).toContain('"not a name"');
    expect(accountsNamed("Good ")).toHaveLength(200);
    expect(emulator.control.requests.count()).toBeLessThan(30);
  });

  it("costs few requests to find among a hundred", async () => {
    const { run, emulator } = bench();
    const records = numbered(100, (index) => ({ name: index === 61 ? "x".repeat(200) : `Few ${index}` }));
    const { summary } = await run("create", records, { mostAtOnce: 1 });
    expect(summary).toMatchObject({ succeeded: 99, failed: 1 });
    const [, ...writes] = emulator.control.requests.all();
    expect(writes.map(({ url }) => url.slice(url.lastIndexOf("/") + 1))).toEqual([
      "Microsoft.Dynamics.CRM.CreateMultiple",
      "$batch",
      "$batch",
    ]);
    const operations = writes.map(({ body }) => body.match(/^POST .*$/gm)?.map((line) => line.split(" ")[1]));
    const [ofGroups = [], ofRecords = []] = operations.slice(1);
    const root = "/api/data/v9.2/";
    expect(ofGroups).toHaveLength(13);
    expect(new Set(ofGroups)).toEqual(new Set([`${root}accounts/Microsoft.Dynamics.CRM.CreateMultiple`]));
    expect(ofRecords).toEqual(Array.from({ length: 8 }, () => `${root}accounts`));
  });

  it("costs hardly more requests for being one in fifty", async () => {
    const { run, emulator } = bench();
    const records = numbered(5_000, (index) => ({
      name: index % 50 === 7 ? "x".repeat(200) : `Often ${index}`,
    }));
    const { summary, results } = await run("create", records, { mostAtOnce: 4 });
    expect(summary).toMatchObject({ succeeded: 4_900, failed: 100, unknown: 0, notAttempted: 0 });
    expect(results.every(({ status }, index) => (status === "failed") === (index % 50 === 7))).toBe(true);
    const written = accounts().filter(({ name }) => String(name).startsWith("Often "));
    expect(written.map(({ accountid }) => accountid).sort()).toEqual(
      results.flatMap(({ status, id }) => (status === "succeeded" ? [id] : [])).sort(),
    );
    expect(emulator.control.requests.count()).toBeLessThan(90);
  });

  it("does not hold up those with the same key behind it", async () => {
    const { run } = bench();
    const [accountid = ""] = await existing("Chain ", 1);
    const names = ["Chain a", "x".repeat(200), "Chain c"];
    const { results } = await run(
      "update",
      names.map((name) => ({ accountid, name })),
    );
    expect(results.map(({ status }) => status)).toEqual(["succeeded", "failed", "succeeded"]);
    expect(accountsNamed("Chain c")).toHaveLength(1);
  });

  it("to update or delete is one that does not exist, or has no key", async () => {
    const { run } = bench();
    const [accountid = ""] = await existing("There ", 1);
    const missing = "00000000-0000-0000-0000-00000000dead";
    const updated = await run("update", [
      { accountid: missing, name: "x" },
      { accountid, name: "There 1" },
      { name: "no key" },
      { accountid },
    ]);
    expect(updated.results.map(({ status, error }) => [status, error?.kind])).toEqual([
      ["failed", "notFound"],
      ["succeeded", undefined],
      ["failed", "invalidInput"],
      ["failed", "invalidInput"],
    ]);
    const deleted = await run("delete", [missing, { accountid }, accountid, {}]);
    expect(deleted.results.map(({ status, error }) => [status, error?.kind])).toEqual([
      ["failed", "notFound"],
      ["succeeded", undefined],
      ["failed", "notFound"],
      ["failed", "invalidInput"],
    ]);
  });

  it("never creates a record that was to be updated", async () => {
    const { run } = bench();
    const before = accounts().length;
    await run(
      "update",
      numbered(30, (index) => ({
        accountid: `00000000-0000-0000-0000-0000000000${index + 10}`,
        name: "Never",
      })),
    );
    await run(
      "update",
      numbered(3, (index) => ({ accountnumber: `none-${index}`, name: "Never" })),
      { keyColumns: ["accountnumber"] },
    );
    expect(accounts()).toHaveLength(before);
  });

  it("with an id that exists is a duplicate, and the record that has it stays as it is", async () => {
    const { run } = bench();
    const [accountid = ""] = await existing("Taken ", 1);
    const { results } = await run("create", [{ accountid, name: "Intruder" }, { name: "Taken beside" }]);
    expect(results.map(({ status, error }) => [status, error?.kind])).toEqual([
      ["failed", "duplicate"],
      ["succeeded", undefined],
    ]);
    expect(accountsNamed("Intruder")).toEqual([]);
  });

  it("can be the second of two with one id", async () => {
    const accountid = "11111111-0000-0000-0000-000000000001";
    const { results } = await bench().run("create", [
      { accountid, name: "Twin a" },
      { accountid, name: "Twin b" },
    ]);
    expect(results.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
    expect(accountsNamed("Twin ").map(({ name }) => name)).toEqual(["Twin a"]);
  });

  it("may be all of them: each has its own error, in few requests", async () => {
    const { run, emulator } = bench();
    const { summary, results } = await run(
      "create",
      numbered(300, (index) => ({ nme: `Wrong ${index}` })),
    );
    expect(summary).toMatchObject({ succeeded: 0, failed: 300 });
    expect(results.every(({ error }) => error?.column === "nme")).toBe(true);
    expect(emulator.control.requests.count()).toBeLessThan(60);
  });
});

describe("keys", () => {
  it("that Dataverse does not take in a URL are looked up first", async () => {
    const { run } = bench();
    const keyColumns = ["accountnumber"];
    const records = ["A/1", "B%2", "C&3", "D'4"].map((accountnumber) => ({
      accountnumber,
      name: `Odd ${accountnumber}`,
    }));
    const created = await run("upsert", records, { keyColumns });
    expect(created.results.map(({ id, status }) => [id, status])).toEqual(
      ["A/1", "B%2", "C&3", "D''4"].map((value) => [`accountnumber='${value}'`, "succeeded"]),
    );
    const updated = await run(
      "update",
      records.map((record) => ({ ...record, telephone1: "1" })),
      { keyColumns },
    );
    expect(updated.summary.succeeded).toBe(4);
    expect(accountsNamed("Odd ").map(({ telephone1 }) => telephone1)).toEqual(["1", "1", "1", "1"]);
    expect((await run("delete", records, { keyColumns })).summary.succeeded).toBe(4);
    expect((await run("delete", records, { keyColumns })).results.map(({ error }) => error?.kind)).toEqual(
      Array.from({ length: 4 }, () => "notFound"),
    );
  });

  it("that the table does not have are refused before anything is sent", async () => {
    await expect(bench().run("upsert", [{ name: "x" }], { keyColumns: ["name"] })).rejects.toThrow(
      "Key Columns: the table accounts has no alternate key of name. It has the primary key accountid; accountnumber.",
    );
  });

  it("of records that lack them are told by record", async () => {
    const { results } = await bench().run("upsert", [{ name: "No number" }], {
      keyColumns: ["accountnumber"],
    });
    expect(results[0]?.error?.message).toBe(
      "Record 1 cannot be sent: it has no accountnumber, so it is not clear which record is meant.",
    );
  });

  it("may be ids in any form, the results of other steps, or a member named id", async () => {
    const { run } = bench();
    const [a = "", b = "", c = "", d = ""] = await existing("Form ", 4);
    const given = [
      `{${a.toUpperCase()}}`,
      { id: b },
      { accountid: c, "@odata.etag": 'W/"1"' },
      `accounts(${d})`,
    ];
    expect((await run("delete", given)).summary).toMatchObject({ succeeded: 4, failed: 0 });
  });
});
