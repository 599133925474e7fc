import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { StepPlace } from "../../workbench/runner/context.ts";
import { type Data, dataOf, recordsOf, useTestBench } from "../support/dataverse.ts";

const bench = useTestBench({ protection: { enabled: false } });

const run = async (action: string, inputs: Readonly<Record<string, unknown>>, place?: StepPlace) =>
  dataOf((await bench().runner.action(action, { entityType: "accounts", ...inputs }, place)).data);

const resultsOf = (report: Data): readonly Data[] => {
  const { results } = report;
  return Array.isArray(results) ? results.map(dataOf) : [];
};

const named = async (name: string): Promise<readonly Data[]> => {
  const { data } = await bench().runner.action("queryEntities", {
    entityType: "accounts",
    fieldNames: ["name", "accountnumber"],
    filterExpression: `startswith(name,'${name}')`,
    fetchAll: "true",
  });
  return recordsOf(data);
};

/** The same for every run of one step in one execution. */
const stepPlace = (): StepPlace => ({
  executionId: randomUUID(),
  stepId: randomUUID(),
  startedAt: new Date().toISOString(),
});

describe("Create Entities", () => {
  it.each<[string, unknown]>([
    ["a list", [{ name: "Given" }]],
    ["JSON text", '[{"name":"Given"}]'],
    ["a file", { data: Buffer.from('[{"name":"Given"}]'), contentType: "application/json" }],
    ["the result of a query", { value: [{ name: "Given" }], "@odata.count": 1 }],
    ["the result of a step", { data: [{ name: "Given" }] }],
    ["a single record", { name: "Given" }],
    ["records as JSON text", ['{"name":"Given"}']],
  ])("takes %s", async (_, records) => {
    expect((await run("createEntities", { records }))["summary"]).toMatchObject({ total: 1, succeeded: 1 });
  });

  it.each<[unknown, string]>([
    ["[{", "Records is not valid JSON"],
    ["hello", "Records is not valid JSON"],
    [7, "Records must be a list of records, but a number arrived"],
  ])("refuses %s", async (records, sentence) => {
    await expect(run("createEntities", { records })).rejects.toThrow(sentence);
    expect(bench().requests()).toEqual([]);
  });

  it.each([undefined, null, "", "  ", [], "[]"])(
    "does nothing, without a request, for %s",
    async (records) => {
      const report = await run("createEntities", { records });
      expect(report).toMatchObject({ summary: { total: 0, requests: 0 }, results: [], remaining: [] });
      expect(bench().requests()).toEqual([]);
    },
  );

  it("makes records of equal content in every iteration of a loop", async () => {
    const place = stepPlace();
    const records = [{ name: "Looped" }, { name: "Looped" }];
    const ids = [
      await run("createEntities", { records }, place),
      await run("createEntities", { records }, place),
    ]
      .flatMap(resultsOf)
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(await named("Looped")).toHaveLength(4);
  });

  it("makes no record twice when the platform runs the step again after it failed", async () => {
    const place = stepPlace();
    const records = [{ name: "Rerun 1" }, { name: "Rerun 2" }, { nme: "wrong" }];
    const options = { failStep: true };
    const failing = bench().runner.attempt(
      "createEntities",
      { entityType: "accounts", records, options },
      place,
    );
    expect(await failing).toMatchObject({ succeeded: false });
    const again = await run("createEntities", { records }, place);
    expect(again["summary"]).toMatchObject({ succeeded: 2, failed: 1 });
    expect(await named("Rerun")).toHaveLength(2);
  });

  it("returns only what was not written, if asked to, and counts all the same", async () => {
    const records = [{ name: "Kept" }, { nme: "wrong" }, { name: "Kept" }];
    const report = await run("createEntities", { records, options: { resultsToReturn: "failures" } });
    expect(report["summary"]).toMatchObject({ total: 3, succeeded: 2, failed: 1 });
    expect(resultsOf(report).map(({ index, status }) => [index, status])).toEqual([[1, "failed"]]);
  });

  it("fails the step, if asked to, with the first errors and what was written", async () => {
    const records = [{ name: "Partly" }, { nme: "wrong" }];
    await expect(run("createEntities", { records, options: { failStep: "true" } })).rejects.toThrow(
      "1 of 2 records were not written: 1 failed. 1 was written and stays so. (1) Could not create record 2 in accounts: the table account has no column or relationship named 'nme'. Did you mean 'name'?",
    );
  });

  it("raises a ConnectionError when the token was never good, and the report of it when it expires on the way", async () => {
    const { faults } = bench().emulator.control;
    faults.add({ match: { pathContains: "EntityDefinitions" }, fault: { kind: "status", status: 401 } });
    const refused = await bench().runner.attempt("createEntities", {
      entityType: "accounts",
      records: [{ name: "x" }],
    });
    expect(refused).toMatchObject({ succeeded: false, error: { name: "ConnectionError" } });
    faults.clear();
    faults.add({
      match: { method: "POST", nth: 2 },
      times: "always",
      fault: { kind: "status", status: 401 },
    });
    const records = Array.from({ length: 300 }, (_, index) => ({ name: `Token ${index}` }));
    const report = await run("createEntities", { records, options: { mostAtOnce: "1" } });
    expect(report["stopped"]).toMatchObject({ kind: "unauthorized" });
    faults.clear();
    const rest = await run("createEntities", { records: report["remaining"] });
    expect(rest["summary"]).toMatchObject({ failed: 0, notAttempted: 0 });
    expect(await named("Token ")).toHaveLength(300);
  });

  it("keeps the token and the values out of its log", async () => {
    const { logs } = await bench().runner.action("createEntities", {
      entityType: "accounts",
      records: [{ name: "Confidential" }, { name: "x", nme: "Confidential" }],
    });
    const text = JSON.stringify(logs);
    expect(text).toContain("Create 2 records in accounts");
    expect(text).not.toContain("Confidential");
    expect(text).not.toContain(String(bench().connection.token?.access_token));
  });
});

describe("Update, Upsert and Delete Entities", () => {
  it("go by an alternate key in Key Columns, and Update by the id alone when it is empty", async () => {
    const records = [1, 2, 3].map((index) => ({ accountnumber: `AK-${index}`, name: `Keyed ${index}` }));
    const created = await run("upsertEntities", {
      records,
      keyColumns: "accountnumber",
      options: { tellCreated: true },
    });
    expect(resultsOf(created).map(({ created: isNew }) => isNew)).toEqual([true, true, true]);
    const renamed = records.map(({ accountnumber }) => ({
      accountnumber,
      name: `Keyed again ${accountnumber}`,
    }));
    expect(
      (await run("updateEntities", { records: renamed, keyColumns: "accountnumber" }))["summary"],
    ).toMatchObject({ succeeded: 3 });
    const found = await named("Keyed again");
    expect(found).toHaveLength(3);
    const byId = found.map(({ accountid }) => ({ accountid, name: "Keyed by id" }));
    expect((await run("updateEntities", { records: byId, onlyChanged: "true" }))["summary"]).toMatchObject({
      succeeded: 3,
    });
    expect(
      (await run("deleteEntities", { records, keyColumns: ["accountnumber"].join() }))["summary"],
    ).toMatchObject({ succeeded: 3 });
    expect(await named("Keyed")).toEqual([]);
  });

  it("take each other's results", async () => {
    const created = await run("createEntities", { records: [{ name: "Chained" }, { name: "Chained" }] });
    const { results } = created;
    expect((await run("deleteEntities", { records: results }))["summary"]).toMatchObject({ succeeded: 2 });
  });

  it("delete a single id that comes as text", async () => {
    const [result] = resultsOf(await run("createEntities", { records: [{ name: "Lone" }] }));
    expect((await run("deleteEntities", { records: result?.["id"] }))["summary"]).toMatchObject({
      succeeded: 1,
    });
  });

  it.each([
    ["updateEntities", { keyColumns: "name" }, "has no alternate key of name"],
    ["upsertEntities", { keyColumns: "a b" }, 'Key Columns "a b" is not the name of a column'],
    [
      "deleteEntities",
      { options: { mostPerRequest: "1001" } },
      "Most Records Per Request must be a whole number",
    ],
    ["updateEntities", { options: { impersonateUserId: "me" } }, "is not a GUID"],
    ["updateEntities", { options: { groupBy: "a b" } }, 'Group By "a b" is not the name of a column'],
  ])("%s refuses %j before a record is sent", async (action, inputs, sentence) => {
    await expect(
      run(action, { records: [{ accountid: randomUUID(), name: "x" }], ...inputs }),
    ).rejects.toThrow(sentence);
    expect(
      bench()
        .requests()
        .every(({ method }) => method === "GET"),
    ).toBe(true);
  });
});
