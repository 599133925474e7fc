import { describe, expect, it } from "vitest";
import { connect } from "../../../workbench/runner/connect.ts";
import { useTestBench } from "../../support/dataverse.ts";
import { createFeedTable } from "./feedTable.ts";
import { column, follow } from "./follow.ts";

const A_LONG_TIME = { tokenLifetimeSeconds: 1e9, records: 3 };
const HOUR = 3_600_000;
const record = (id: string, amount = 1) => ({ id, text: `text ${amount}`, amount });
const ids = [1, 2, 3, 4, 5, 6].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);
const [first = "", second = "", third = ""] = ids;

describe("New and Updated Records of a table without change tracking", () => {
  const bench = useTestBench(A_LONG_TIME);
  const begun = async (inputs: Readonly<Record<string, unknown>> = {}) => {
    const table = createFeedTable(bench(), false);
    await table.write([{ kind: "create", record: record(third) }]);
    bench().emulator.control.clock.advance(5_000);
    const flow = follow(bench(), { entityType: table.entitySet, ...inputs });
    return { table, flow, begin: await flow.poll() };
  };

  it("begins with what comes, says what the table lacks, and needs two requests for a poll", async () => {
    const { table, flow, begin } = await begun();
    expect(begin).toMatchObject({ resultType: "polled_no_changes", data: { changeTracking: false } });
    expect(begin.logs.map(({ message }) => message).join()).toMatch(
      /has no change tracking.*Deleted records cannot be reported.*Track changes/,
    );
    await table.write([
      { kind: "create", record: record(first) },
      { kind: "update", record: record(third, 2) },
    ]);
    const told = await flow.poll();
    expect(column(told.created, table.idColumn)).toEqual([first]);
    expect(column(told.updated, table.idColumn)).toEqual([third]);
    const quiet = await flow.poll();
    expect(quiet).toMatchObject({ resultType: "polled_no_changes", warnings: [] });
    expect(quiet.requests).toEqual([table.entitySet, table.entitySet]);
  });

  it("warns at each poll that was asked for deleted records", async () => {
    const { flow, begin } = await begun({ showDeletedRecords: "true" });
    const warning = expect.stringMatching(/Show Deleted Records is on.*has no change tracking/);
    expect(begin.warnings).toEqual([warning]);
    expect((await flow.poll()).warnings).toEqual([warning]);
  });

  it("notices within a day that change tracking was switched on, and loses nothing over it", async () => {
    const { table, flow } = await begun({ showDeletedRecords: "true" });
    await table.write([{ kind: "create", record: record(first) }]);
    await table.trackChanges();
    bench().emulator.control.clock.advance(25 * HOUR);
    const before = await flow.poll();
    expect(column(before.created, table.idColumn)).toEqual([first]);
    await table.write([
      { kind: "create", record: record(second) },
      { kind: "delete", id: third },
    ]);
    const after = await flow.poll();
    expect(after.data).toMatchObject({ changeTracking: true, resync: false });
    expect(column(after.created, table.idColumn)).toEqual([second]);
    await table.write([{ kind: "delete", id: first }]);
    expect(column((await flow.poll()).deleted, "id")).toEqual([first]);
  });

  it("takes its place when the user may not read all records of a table that has change tracking", async () => {
    const { control, ...emulator } = bench().emulator;
    const user = control.users.add({ name: "Reader" });
    control.roles.set(user.userId, { prvReadAccount: "Local", prvCreateAccount: "Local" });
    const { clientId, clientSecret } = user;
    const { url, tokenUrl, scope } = emulator;
    const credentials = { webApiUrl: url, tokenUrl, scopes: scope, clientId, clientSecret };
    const connection = await connect(bench().runner.component, credentials);
    const inputs = { entityType: "accounts", fieldNames: ["name"], showDeletedRecords: "true" };
    const flow = follow(bench(), inputs, { connection });
    const begin = await flow.poll();
    expect(begin.data["changeTracking"]).toBe(false);
    expect(begin.warnings.join()).toMatch(/privilege to read the records of the whole organization/);
    const { data } = await bench().runner.action("createEntity", {
      entityType: "accounts",
      dynamicValues: { name: "seen by the reader" },
    });
    const { accountid } = Object(data);
    expect(column((await flow.poll()).created, "accountid")).toEqual([accountid]);
  });
});
