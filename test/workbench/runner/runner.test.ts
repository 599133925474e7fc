import { describe, expect, it } from "vitest";
import { createRunner } from "../../../workbench/runner/runner.ts";
import { UsageError } from "../../../workbench/runner/usageError.ts";
import { fakeComponent, fakeConnection } from "../fakeComponent.ts";

const clock = () => {
  let time = 0;
  return () => {
    time += 5;
    return time;
  };
};

const runner = () => createRunner({ component: fakeComponent, connection: fakeConnection, now: clock() });

describe("an action run by the runner", () => {
  it("receives the wire default of every input that was not given, and the connection", async () => {
    const { data, ms } = await runner().action("echo", { entityType: "accounts" });
    expect(data).toEqual({
      entityType: "accounts",
      fieldNames: "",
      fieldValues: "",
      recordsPerPage: "100",
      fetchAll: "false",
      record: "",
      options: undefined,
      connectionKey: "clientCredentials",
    });
    expect(ms).toBe(5);
  });

  it("receives what was given as it stands, and the wire defaults of the rest of a group", async () => {
    const given = {
      entityType: "",
      fieldNames: ["name"],
      fieldValues: [{ key: "name", value: "Contoso" }],
      options: { includeCount: true },
    };
    const { data } = await runner().action("echo", given);
    expect(data).toMatchObject({
      ...given,
      options: { includeCount: true, includeAnnotations: "", choice: "" },
    });
  });

  it("logs to the runner and nowhere else", async () => {
    const { logs } = await runner().action("echo", { entityType: "accounts" });
    expect(logs).toEqual([
      {
        level: "debug",
        message: "GET accounts",
        fields: { method: "GET", path: "/api/data/v9.2/accounts", status: 200, ms: 7 },
        args: ["GET accounts", { method: "GET", path: "/api/data/v9.2/accounts", status: 200, ms: 7 }],
      },
    ]);
  });

  it("throws what the action throws, or hands it over as a value with the log", async () => {
    await expect(runner().action("fail")).rejects.toMatchObject({ status: 403 });
    const failure = await runner().attempt("fail");
    expect(failure).toMatchObject({ succeeded: false, error: { kind: "forbidden" }, ms: 5 });
    expect(failure.logs.map(({ level, message }) => [level, message])).toEqual([["warn", "about to fail"]]);
  });

  it("fails when its result cannot be stored by the platform", async () => {
    await expect(runner().action("unfit")).rejects.toThrow(
      "The platform cannot store this result: result.data.rows[0].send is a function.",
    );
  });

  it("finds what earlier actions left in its states, and the place that it was given", async () => {
    const { action, state } = runner();
    const place = { executionId: "execution", stepId: "step", executionFrame: { loopPath: "loop" } };
    await action("count", {}, place);
    const { data } = await action("count", {}, place);
    expect(data).toEqual({ ...place, count: 1 });
    expect(state).toEqual({
      instanceState: { flow: 2 },
      crossFlowState: { flows: 2 },
      executionState: { count: 2 },
      integrationState: { versions: 2 },
    });
  });

  it("keeps metrics too when the platform's global debug is on", async () => {
    const debugging = createRunner({
      component: fakeComponent,
      connection: fakeConnection,
      globalDebug: true,
    });
    const { logs } = await debugging.action("echo", { entityType: "accounts" });
    expect(logs.map(({ level }) => level)).toEqual(["debug", "metric"]);
  });

  it("must exist, and so must its inputs", async () => {
    await expect(runner().action("ehco")).rejects.toThrow(
      new UsageError(
        'There is no action "ehco". Did you mean echo? The actions are: echo, fail, unfit, count.',
      ),
    );
    await expect(runner().action("toString")).rejects.toThrow('There is no action "toString".');
    await expect(runner().action("fail", { entityType: "x" })).rejects.toThrow(
      new UsageError('fail has no input "entityType". Its inputs are: none.'),
    );
  });
});
