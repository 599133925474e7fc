import { describe, expect, it } from "vitest";
import { changeExample } from "../../../src/triggers/changes/changeExample.ts";
import { emptyState } from "../../../workbench/runner/context.ts";
import { dataOf, useTestBench } from "../../support/dataverse.ts";
import { createFeedTable, type Write } from "./feedTable.ts";
import { column, follow } from "./follow.ts";

const A_LONG_TIME = { tokenLifetimeSeconds: 1e9, records: 25 };

const creates = (count: number, from = 0): readonly Write[] =>
  Array.from({ length: count }, (_, index): Write => {
    const number = from + index;
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
    return { kind: "create", record: { id, text: `text ${number}`, amount: number } };
  });

describe("New and Updated Records on the platform", () => {
  const bench = useTestBench(A_LONG_TIME);

  it("hands a batched flow one item for each change, page by page", async () => {
    const inputs = { entityType: "accounts", lookBackDate: "2000-01-01", options: { recordsPerPage: "10" } };
    const flow = follow(bench(), inputs, { batchSize: 4 });
    const pages = await flow.pages();
    expect(pages.map(({ executions }) => executions.map((batch) => Object(batch).length))).toEqual([
      [4, 4, 2],
      [4, 4, 2],
      [4, 1],
    ]);
    const [batch] = pages[0]?.executions ?? [];
    expect(batch).toEqual(
      expect.arrayContaining([{ changeType: "created", record: expect.objectContaining({}) }]),
    );
    expect(pages.at(-1)?.payload).not.toHaveProperty("paginationState");
    expect((await flow.pages()).map(({ resultType }) => resultType)).toEqual(["polled_no_changes"]);
  });

  it("hands over one item alone when batches have one", async () => {
    const table = createFeedTable(bench(), true);
    const flow = follow(
      bench(),
      { entityType: table.entitySet, showDeletedRecords: "true" },
      { batchSize: 1 },
    );
    await flow.pages();
    await table.write(creates(1));
    expect((await flow.pages())[0]?.executions).toMatchObject([{ changeType: "created" }]);
    await table.write([{ kind: "delete", id: "00000000-0000-4000-8000-000000000000" }]);
    expect((await flow.pages())[0]?.executions).toMatchObject([
      { changeType: "deleted", record: { id: "00000000-0000-4000-8000-000000000000" } },
    ]);
  });

  it("keeps a state that does not grow with the table or with the changes", async () => {
    for (const changeTracking of [true, false]) {
      const table = createFeedTable(bench(), changeTracking);
      const inputs = { entityType: table.entitySet, options: { maximumRecords: "100000" } };
      const flow = follow(bench(), inputs);
      await flow.poll();
      for (let from = 0; from < 6_000; from += 1_000) await table.write(creates(1_000, from));
      const told = await flow.poll();
      expect(told.created).toHaveLength(6_000);
      expect(JSON.stringify(flow.state()).length).toBeLessThan(200_000);
    }
  });

  it("shows the records changed last in a test run, and leaves the feed where it is", async () => {
    const state = emptyState();
    const test = follow(
      bench(),
      { entityType: "accounts", fieldNames: ["name"] },
      { isSimulatedTest: true, state },
    );
    const { created, updated, logs, resultType } = await test.poll();
    expect(created.length + updated.length).toBe(10);
    expect(resultType).toBe("completed");
    expect(logs.map(({ message }) => message).join()).toMatch(/This is a test run/);
    expect(test.state()).toEqual(emptyState());
  });

  it("goes on from where the vendor's connector stopped", async () => {
    const { control } = bench().emulator;
    const lastPolledAt = new Date(control.clock.now()).toISOString();
    control.clock.advance(5_000);
    const { data } = await bench().runner.action("createEntity", {
      entityType: "accounts",
      dynamicValues: { name: "between the connectors" },
    });
    const internal = { __prismaticInternal: { polling: { lastPolledAt } } };
    const state = { ...emptyState(), instanceState: internal };
    const flow = follow(bench(), { entityType: "accounts", lookBackDate: "2000-01-01" }, { state });
    expect(column((await flow.poll()).created, "accountid")).toEqual([dataOf(data)["accountid"]]);
  });

  it("begins anew, and says so, for another table and for a state that cannot be read", async () => {
    const flow = follow(bench(), { entityType: "accounts" });
    await flow.poll();
    const other = await flow.poll({ entityType: "contacts" });
    expect(other.warnings.join()).toMatch(/followed accounts of 127\.0\.0\.1.*begins anew/);
    const polling = { checkpoint: { format: 0 } };
    const state = { ...emptyState(), instanceState: { __prismaticInternal: { polling } } };
    const damaged = follow(bench(), { entityType: "accounts" }, { state });
    expect((await damaged.poll()).warnings.join()).toMatch(/cannot be read, so it begins anew/);
  });

  it("has an example that looks like a real payload", async () => {
    const flow = follow(bench(), { entityType: "accounts", lookBackDate: "2000-01-01" });
    const [page] = await flow.pages();
    const data = dataOf(dataOf(page?.payload["body"])["data"]);
    const example = changeExample.payload;
    expect(Object.keys(data).sort()).toEqual(Object.keys(example.body.data).sort());
    expect(Object.keys(page?.payload ?? {})).toEqual(expect.arrayContaining(Object.keys(example)));
    const [record] = example.body.data.created;
    const [real] = Array.isArray(data["created"]) ? data["created"] : [];
    expect(Object.keys(real)).toEqual(expect.arrayContaining(Object.keys(record ?? {})));
  });

  it.each([
    [{ entityType: "acounts" }, /there is no entity set 'acounts'. Did you mean 'accounts'\?/],
    [{ entityType: "" }, /Entity Type is empty/],
    [{ fieldNames: ["nmae"] }, /no column or relationship named 'nmae'. Did you mean 'name'/],
    [{ filterExpression: "nmae eq 'x'" }, /no column or relationship named 'nmae'. Did you mean 'name'/],
    [{ filterExpression: "name eq 'a') or (name eq 'b'" }, /a parenthesis without its counterpart/],
    [{ lookBackDate: "31.01.2026" }, /Look Back Date must be a day such as 2026-01-31/],
    [{ showNewRecords: "maybe" }, /Show New Records must be true or false/],
    [{ options: { recordsPerPage: "5001" } }, /Records Per Page must be a whole number from 1 to 5000/],
    [{ options: { impersonateUserId: "nobody" } }, /Impersonate User Id "nobody" is not a GUID/],
  ])("refuses %j in the first poll, before anything is followed", async (inputs, message) => {
    const flow = follow(bench(), { entityType: "accounts", ...inputs });
    await expect(flow.poll()).rejects.toThrow(message);
    expect(flow.state()).toEqual(emptyState());
  });
});
