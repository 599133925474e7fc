import { describe, expect, it } from "vitest";
import { type Data, dataOf, useTestBench } from "../../support/dataverse.ts";
import { column, follow } from "./follow.ts";

const A_LONG_TIME = { tokenLifetimeSeconds: 1e9, records: 30 };
const DAY = 86_400_000;

describe("New and Updated Records", () => {
  const bench = useTestBench(A_LONG_TIME);
  const run = async (action: string, inputs: Data): Promise<Data> =>
    dataOf((await bench().runner.action(action, { entityType: "accounts", ...inputs })).data);
  const create = async (values: Data): Promise<string> =>
    String((await run("createEntity", { dynamicValues: values }))["accountid"]);
  const update = (entityId: string, values: Data) => run("updateEntity", { entityId, dynamicValues: values });
  const remove = (entityId: string) => run("deleteEntity", { entityId });
  const wait = (ms: number): void => bench().emulator.control.clock.advance(ms);
  const begun = async (inputs: Data = {}, options: Parameters<typeof follow>[2] = {}) => {
    const flow = follow(bench(), { entityType: "accounts", fieldNames: ["name"], ...inputs }, options);
    await flow.poll();
    return flow;
  };

  it("reports nothing at first, then each changed record once with the values it has now", async () => {
    const kept = await create({ name: "kept" });
    wait(5_000);
    const flow = follow(bench(), { entityType: "accounts", fieldNames: ["name"] });
    expect(await flow.poll()).toMatchObject({ created: [], updated: [], resultType: "polled_no_changes" });
    await update(kept, { name: "kept 2" });
    const added = await create({ name: "added" });
    await update(added, { name: "added 2" });
    const told = await flow.poll();
    expect(told).toMatchObject({
      resultType: "completed",
      created: [{ accountid: added, name: "added 2" }],
      updated: [{ accountid: kept, name: "kept 2" }],
      data: { changeTracking: true, resync: false, moreToCome: false },
    });
    expect(await flow.poll()).toMatchObject({ created: [], updated: [], resultType: "polled_no_changes" });
  });

  it("looks back to the beginning of a day, and says new to what was created since", async () => {
    const flow = follow(bench(), { entityType: "accounts", lookBackDate: "2024-06-01" });
    const { created, updated } = await flow.poll();
    const midnight = "2024-06-01T00:00:00Z";
    const { value } = await run("queryEntities", {
      filterExpression: `modifiedon ge ${midnight}`,
      fetchAll: "true",
    });
    expect([...created, ...updated]).toHaveLength(Array.isArray(value) ? value.length : -1);
    expect(created.every(({ createdon }) => String(createdon) >= midnight)).toBe(true);
    expect(updated.every(({ createdon }) => String(createdon) < midnight)).toBe(true);
    expect(created.length * updated.length).toBeGreaterThan(0);
  });

  it("returns the columns that were asked for, the id and the times, or all columns", async () => {
    const named = await begun({ fieldNames: ["name", " ", "revenue"] });
    const whole = await begun({ fieldNames: [] });
    await create({ name: "columns", revenue: 5 });
    const [record = {}] = (await named.poll()).created;
    expect(Object.keys(record).filter((name) => !name.startsWith("@"))).toEqual(
      expect.arrayContaining(["accountid", "createdon", "modifiedon", "name", "revenue"]),
    );
    expect(record).not.toHaveProperty("telephone1");
    expect((await whole.poll()).created[0]).toHaveProperty("telephone1");
  });

  it("filters with change tracking too, and says nothing of a record that no longer matches", async () => {
    const flow = await begun({ filterExpression: "revenue gt 100 and startswith(name,'F')" });
    const inside = await create({ name: "Fits", revenue: 200 });
    await create({ name: "Fits not", revenue: 5 });
    expect(column((await flow.poll()).created, "accountid")).toEqual([inside]);
    await update(inside, { revenue: 1 });
    expect(await flow.poll()).toMatchObject({ created: [], updated: [], resultType: "polled_no_changes" });
    await update(inside, { revenue: 300 });
    expect(column((await flow.poll()).updated, "accountid")).toEqual([inside]);
  });

  it("reports deleted records when asked to, also those from before it was asked", async () => {
    const id = await create({ name: "gone" });
    const flow = await begun();
    await remove(id);
    expect(await flow.poll({ showDeletedRecords: "true" })).toMatchObject({
      deleted: [{ id, accountid: id }],
      resultType: "completed",
    });
    const other = await create({ name: "gone soon" });
    await remove(other);
    expect(await flow.poll()).toMatchObject({ created: [], deleted: [], resultType: "polled_no_changes" });
  });

  it("shows new and updated records only as asked", async () => {
    const flow = await begun({ showNewRecords: "false" });
    const id = await create({ name: "hidden" });
    expect(await flow.poll()).toMatchObject({ created: [], updated: [], resultType: "polled_no_changes" });
    await update(id, { name: "shown" });
    expect(column((await flow.poll()).updated, "accountid")).toEqual([id]);
    await update(id, { name: "not shown" });
    expect(await flow.poll({ showUpdatedRecords: "0" })).toMatchObject({ updated: [] });
  });

  it("takes a migrated record with an old date of creation for new", async () => {
    const flow = await begun();
    const id = await create({ name: "migrated", overriddencreatedon: "2011-02-03T04:05:06Z" });
    const { created } = await flow.poll();
    expect(created).toMatchObject([{ accountid: id, createdon: "2011-02-03T04:05:06Z" }]);
  });

  it("says new only once to a record that changes again at once", async () => {
    const flow = await begun();
    const id = await create({ name: "first" });
    expect(column((await flow.poll()).created, "accountid")).toEqual([id]);
    await update(id, { name: "second" });
    expect(await flow.poll()).toMatchObject({ created: [], updated: [{ accountid: id, name: "second" }] });
  });

  it("makes up for a link that expired, says so, and goes on", async () => {
    wait(600_000);
    const flow = await begun({ showDeletedRecords: "true" });
    const lost = await create({ name: "lost" });
    const kept = await create({ name: "kept" });
    await flow.poll();
    wait(600_000);
    await flow.poll();
    wait(8 * DAY);
    await remove(lost);
    await update(kept, { name: "kept 2" });
    const added = await create({ name: "added" });
    const told = await flow.poll();
    expect(told.data).toMatchObject({ resync: true, moreToCome: false });
    expect(column(told.created, "accountid")).toEqual([added]);
    expect(column(told.updated, "accountid")).toEqual([kept]);
    expect(told.deleted).toEqual([]);
    expect(told.warnings.join()).toMatch(/expire seven days after a poll.*Records deleted since then/);
    await remove(added);
    expect(await flow.poll()).toMatchObject({ deleted: [{ id: added }], data: { resync: false } });
  });

  it("takes one request when nothing changed, and a second one for what did", async () => {
    const flow = await begun();
    expect((await flow.poll()).requests).toEqual(["accounts"]);
    await create({ name: "one" });
    await create({ name: "two" });
    expect((await flow.poll()).requests).toEqual(["accounts", "accounts"]);
  });

  it("stops at Maximum Records visibly, and goes on with the next poll", async () => {
    const flow = await begun({ options: { recordsPerPage: "3", maximumRecords: "5" } });
    const ids: string[] = [];
    for (let index = 0; index < 8; index += 1) ids.push(await create({ name: `many ${index}` }));
    const first = await flow.poll();
    expect(first.data["moreToCome"]).toBe(true);
    const second = await flow.poll();
    expect(second.data["moreToCome"]).toBe(false);
    expect(column([...first.created, ...second.created], "accountid")).toEqual(ids);
    expect(first.created).toHaveLength(6);
  });

  it("delivers what was read before a page failed, and fails itself when the trouble stays", async () => {
    const flow = await begun({ options: { recordsPerPage: "2" } });
    for (let index = 0; index < 4; index += 1) await create({ name: `page ${index}` });
    const { faults } = bench().emulator.control;
    const match = { pathContains: "$skiptoken" };
    faults.add({ match, times: "always", fault: { kind: "status", status: 500, body: "down" } });
    const first = await flow.poll();
    expect(first.created).toHaveLength(2);
    expect(first.data["moreToCome"]).toBe(true);
    expect(first.warnings.join()).toMatch(/A page of changes could not be read.*HTTP 500/);
    await expect(flow.poll()).rejects.toThrow(/Could not read the changes of accounts.*HTTP 500/);
    faults.clear();
    expect((await flow.poll()).created).toHaveLength(2);
  });

  it("runs a flow that follows deletions when some may be missing, even if nothing else changed", async () => {
    wait(600_000);
    const flow = await begun({ showDeletedRecords: "true" });
    wait(8 * DAY);
    expect(await flow.poll()).toMatchObject({
      resultType: "completed",
      created: [],
      deleted: [],
      data: { resync: true },
    });
    wait(8 * DAY);
    expect((await flow.poll({ showDeletedRecords: "false" })).resultType).toBe("polled_no_changes");
  });

  it("fails for a column that does not exist any more, and goes on when it is put right", async () => {
    const flow = await begun();
    const id = await create({ name: "waits" });
    const before = flow.state();
    await expect(flow.poll({ fieldNames: ["nmae"] })).rejects.toThrow(/'nmae'/);
    await expect(flow.poll({ filterExpression: "revenue gt 'much'" })).rejects.toThrow(/HTTP 400/);
    expect(flow.state()).toEqual(before);
    const told = await flow.poll();
    expect(told.data["resync"]).toBe(false);
    expect(column(told.created, "accountid")).toEqual([id]);
  });

  it("takes a filter that is too long for a URL", async () => {
    const long = Array.from({ length: 400 }, (_, index) => `name eq 'Name number ${index}'`).join(" or ");
    const flow = await begun({ filterExpression: long });
    const id = await create({ name: "Name number 399" });
    await create({ name: "Name number 400" });
    expect(column((await flow.poll()).created, "accountid")).toEqual([id]);
  });

  it("passes annotations and impersonation on", async () => {
    const options = { includeAnnotations: "OData.Community.Display.V1.FormattedValue" };
    const flow = await begun({ fieldNames: ["name", "revenue"], options });
    await create({ name: "labels", revenue: 1234 });
    expect((await flow.poll()).created[0]).toHaveProperty(
      "revenue@OData.Community.Display.V1.FormattedValue",
    );
    await expect(flow.poll({ options: { impersonateUserId: "nobody" } })).rejects.toThrow(
      /Impersonate User Id "nobody" is not a GUID/,
    );
  });
});
