import { describe, expect, it } from "vitest";
import type { LoggedRequest } from "../../../../../emulator/control/requestLog.ts";
import { accountsOf, numbered } from "./accounts.ts";
import { useBulkBench } from "./bulkBench.ts";

const bench = useBulkBench();

const writesTo = (requests: readonly LoggedRequest[]): readonly string[] =>
  requests.filter(({ method }) => method !== "GET").map(({ url }) => url.replace(/^.*\/v9\.2\//, ""));

const { accounts, accountsNamed, existing } = accountsOf(bench);

describe("many records", () => {
  it("are created by bulk messages, with their ids in the order of the list", async () => {
    const { run, emulator } = bench();
    const { summary, results } = await run(
      "create",
      numbered(250, (index) => ({ name: `Plain ${index}` })),
    );
    const byId = new Map(accounts().map(({ accountid, name }) => [accountid, name]));
    expect(results.map(({ id }) => byId.get(id ?? ""))).toEqual(
      numbered(250, () => ({})).map((_, index) => `Plain ${index}`),
    );
    expect(
      results.every(
        ({ created, status }, index) =>
          created === true && status === "succeeded" && results[index]?.index === index,
      ),
    ).toBe(true);
    expect(summary).toMatchObject({
      total: 250,
      succeeded: 250,
      failed: 0,
      requests: emulator.control.requests.count(),
    });
    expect(new Set(writesTo(emulator.control.requests.all()))).toEqual(
      new Set(["accounts/Microsoft.Dynamics.CRM.CreateMultiple"]),
    );
  });

  it("that are none take no write and no time", async () => {
    const { run, emulator } = bench();
    expect(await run("create", [])).toMatchObject({ results: [], remaining: [], summary: { total: 0 } });
    expect(writesTo(emulator.control.requests.all())).toEqual([]);
  });

  it("are updated, upserted by an alternate key and deleted, whatever their number", async () => {
    const { run } = bench();
    const ids = await existing("Before ", 150);
    const updated = await run(
      "update",
      ids.map((accountid, index) => ({ accountid, name: `After ${index}`, accountnumber: `AN-${index}` })),
    );
    expect(updated.summary.succeeded).toBe(150);
    const upserted = await run(
      "upsert",
      numbered(200, (index) => ({ accountnumber: `AN-${index}`, name: `Upserted ${index}` })),
      { keyColumns: ["accountnumber"], tellCreated: true },
    );
    expect(upserted.results.map(({ created }) => created)).toEqual(
      numbered(200, () => ({})).map((_, index) => index >= 150),
    );
    expect(upserted.results[3]?.id).toBe("accountnumber='AN-3'");
    expect(accountsNamed("Upserted ")).toHaveLength(200);
    const deleted = await run(
      "delete",
      accountsNamed("Upserted ").map(({ accountid }) => accountid),
    );
    expect(deleted.summary).toMatchObject({ succeeded: 200, failed: 0 });
    expect(accountsNamed("Upserted ")).toEqual([]);
  });

  it("may hold amounts, numbers and yes/no values as text", async () => {
    const { run } = bench();
    const record = { name: "As text", revenue: "1200.50", numberofemployees: "7", creditonhold: "TRUE" };
    expect((await run("create", [record])).summary.succeeded).toBe(1);
    expect(accountsNamed("As text")[0]).toMatchObject({
      revenue: 1200.5,
      numberofemployees: 7,
      creditonhold: true,
    });
  });

  it("with the same key keep their order and never share a request", async () => {
    const { run, emulator } = bench();
    const [first = "", second = ""] = await existing("Same ", 2);
    const versions = numbered(12, (index) => ({
      accountid: index % 3 === 0 ? second : first,
      name: `Same version ${index}`,
    }));
    const { summary } = await run("update", versions);
    expect(summary.succeeded).toBe(12);
    const byId = new Map(accounts().map(({ accountid, name }) => [accountid, name]));
    expect([byId.get(first), byId.get(second)]).toEqual(["Same version 11", "Same version 9"]);
    const bodies = emulator.control.requests.all().filter(({ url }) => url.includes("UpdateMultiple"));
    expect(
      bodies.every(
        ({ body }) => new Set(body.match(/accountid":"[^"]*/g)).size === body.split("@odata.type").length - 1,
      ),
    ).toBe(true);
  });

  it("that bring related records are created by batches beside the others", async () => {
    const { run, emulator } = bench();
    const records = numbered(40, (index) =>
      index === 7 ? { name: "Deep 7", primarycontactid: { lastname: "Of 7" } } : { name: `Deep ${index}` },
    );
    expect((await run("create", records)).summary).toMatchObject({ succeeded: 40, failed: 0 });
    expect(writesTo(emulator.control.requests.all())).toContain("$batch");
    expect(accountsNamed("Deep 7")[0]?.["primarycontactid"]).toMatchObject({ table: "contact" });
  });

  it("of a table without bulk messages go by batches", async () => {
    const { run, emulator } = bench();
    const { summary } = await run(
      "create",
      numbered(30, (index) => ({
        isocurrencycode: `X${String.fromCharCode(65 + (index % 26))}${index > 25 ? "Z" : "Y"}`,
        currencyname: `C ${index}`,
        currencysymbol: "x",
        exchangerate: 1.5,
        currencyprecision: 2,
      })),
      { entityType: "transactioncurrencies" },
    );
    expect(summary.succeeded + summary.failed).toBe(30);
    expect(new Set(writesTo(emulator.control.requests.all()))).toEqual(new Set(["$batch"]));
  });

  it("fall back to batches when the table does not take the message after all", async () => {
    const { run, emulator } = bench();
    const body = {
      error: {
        code: "0x8006088a",
        message: "Resource not found for the segment 'Microsoft.Dynamics.CRM.CreateMultiple'.",
      },
    };
    emulator.control.faults.add({
      match: { pathContains: "CreateMultiple" },
      times: "always",
      fault: { kind: "status", status: 404, body },
    });
    const { summary } = await run(
      "create",
      numbered(60, (index) => ({ name: `Fallen ${index}` })),
    );
    expect([summary.succeeded, accountsNamed("Fallen ").length]).toEqual([60, 60]);
  });

  it("try the message of a table when they are few, and fall back when it does not take it", async () => {
    const { run, emulator } = bench();
    const records = ["XAA", "XAB"].map((isocurrencycode) => ({
      isocurrencycode,
      currencyname: isocurrencycode,
      currencysymbol: "x",
      exchangerate: 1.5,
      currencyprecision: 2,
    }));
    const { summary } = await run("create", records, { entityType: "transactioncurrencies" });
    expect(summary).toMatchObject({ succeeded: 2, failed: 0, requests: 3 });
    expect(writesTo(emulator.control.requests.all())).toEqual([
      "transactioncurrencies/Microsoft.Dynamics.CRM.CreateMultiple",
      "$batch",
    ]);
  });

  it("go one by one when the table does not take messages in a batch", async () => {
    const { run, emulator } = bench();
    const text = "Resource not found for the segment 'Microsoft.Dynamics.CRM.CreateMultiple'.";
    const error = JSON.stringify({ error: { code: "0x8006088a", message: text } });
    const part = `--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\n\r\n${error}\r\n`;
    emulator.control.faults.add({
      match: { pathContains: "$batch" },
      fault: {
        kind: "status",
        status: 200,
        headers: { "Content-Type": "multipart/mixed; boundary=b" },
        body: `${part.repeat(13)}--b--\r\n`,
      },
    });
    const records = numbered(100, (index) => ({ name: index === 61 ? "x".repeat(200) : `Parted ${index}` }));
    const { summary } = await run("create", records, { mostAtOnce: 1 });
    expect(summary).toMatchObject({ succeeded: 99, failed: 1 });
    const batches = emulator.control.requests.all().filter(({ url }) => url.includes("$batch"));
    expect(batches.map(({ body }) => body.match(/^POST /gm)?.length)).toEqual([13, 100]);
  });

  it("are sent in halves when a request is too large", async () => {
    const { run, emulator } = bench();
    emulator.control.faults.add({
      match: { pathContains: "CreateMultiple" },
      times: 3,
      fault: { kind: "status", status: 413 },
    });
    const { summary } = await run(
      "create",
      numbered(100, (index) => ({ name: `Large ${index}` })),
    );
    expect([summary.succeeded, accountsNamed("Large ").length]).toEqual([100, 100]);
  });

  it("that are large go fewer at a time", async () => {
    const { run, emulator } = bench();
    const contoso_energyconsumption = JSON.stringify({ series: "1".repeat(900_000) });
    const records = numbered(40, (index) => ({
      contoso_deviceid: `Heavy ${index}`,
      contoso_energyconsumption,
    }));
    const { summary } = await run("create", records, { entityType: "contoso_sensordatas", mostAtOnce: 1 });
    expect(summary.succeeded).toBe(40);
    const sizes = emulator.control.requests.all().map(({ body }) => body.length);
    expect(Math.max(...sizes)).toBeLessThan(17 * 2 ** 20);
  });

  it("of a table named by its logical name are found", async () => {
    expect(
      (await bench().run("create", [{ name: "By name" }], { entityType: "account" })).summary.succeeded,
    ).toBe(1);
  });

  it("of a table that does not exist are refused with the names that may be meant", async () => {
    await expect(bench().run("create", [{ name: "x" }], { entityType: "acounts" })).rejects.toThrow(
      "Did you mean 'accounts'?",
    );
  });

  it("go in requests of the size and number that were asked for", async () => {
    const { run, emulator } = bench();
    await run(
      "create",
      numbered(95, (index) => ({ name: `Sized ${index}` })),
      { mostPerRequest: 10, mostAtOnce: 1 },
    );
    const sizes = emulator.control.requests
      .all()
      .filter(({ url }) => url.endsWith("CreateMultiple"))
      .map(({ body }) => body.split("@odata.type").length - 1);
    expect(sizes).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 5]);
  });
});
