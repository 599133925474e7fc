import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createContext, emptyState, type StepPlace } from "../../workbench/runner/context.ts";
import { recordingLogger } from "../../workbench/runner/logger.ts";
import { createRunner } from "../../workbench/runner/runner.ts";
import { dataOf, keyValues, loadAnew, recordsOf, useTestBench } from "../support/dataverse.ts";

/** The same for every run of one step in one execution. */
const stepPlace = (): StepPlace => ({
  executionId: randomUUID(),
  stepId: randomUUID(),
  startedAt: "2026-11-24T17:00:00.000Z",
  executionFrame: { loopPath: "" },
});

describe("a step that creates a record", () => {
  const bench = useTestBench();
  const inputs = (name: string) => ({ entityType: "accounts", fieldValues: keyValues({ name }) });
  const named = async (name: string) => {
    bench().emulator.control.faults.clear();
    const { data } = await bench().runner.action("queryEntities", {
      entityType: "accounts",
      filterExpression: `name eq '${name}'`,
    });
    return recordsOf(data).map(({ accountid }) => accountid);
  };
  /** All tries of the create are in vain, and so is the look for what became of it. */
  const breakAll = (method: "GET" | "POST", kind: "resetBefore" | "resetAfter") =>
    bench().emulator.control.faults.add({
      fault: method === "GET" ? { kind: "status", status: 403 } : { kind },
      match: { method, pathContains: "accounts" },
      times: "always",
    });
  const warningsIn = (logs: readonly { readonly level: string; readonly message: string }[]) =>
    logs.filter(({ level }) => level === "warn").map(({ message }) => message);

  it("makes two records of equal content in two iterations of a loop", async () => {
    const place = stepPlace();
    const first = await bench().runner.action("createEntity", inputs("Twins"), place);
    const second = await bench().runner.action("createEntity", inputs("Twins"), place);
    expect(dataOf(first.data)["accountid"]).not.toBe(dataOf(second.data)["accountid"]);
    expect(await named("Twins")).toHaveLength(2);
    expect(warningsIn([...first.logs, ...second.logs])).toEqual([]);
  });

  it("makes one record when the platform runs it again because its outcome stayed unknown", async () => {
    const place = stepPlace();
    breakAll("POST", "resetAfter");
    breakAll("GET", "resetBefore");
    const failed = await bench().runner.attempt("createEntity", inputs("Retried"), place);
    expect(failed).toMatchObject({ succeeded: false, error: { kind: "unreachable", mayHaveWritten: true } });
    const [written] = await named("Retried");
    const { data, logs, result } = await bench().runner.action("createEntity", inputs("Retried"), place);
    expect(dataOf(data)["accountid"]).toBe(written);
    expect(warningsIn(logs)).toEqual([
      `An earlier attempt of this step created the record: accounts(${String(written)}).`,
    ]);
    expect(Object.keys(result)).toEqual(["data", "executionState"]);
    expect(await named("Retried")).toEqual([written]);
  });

  it("makes the record in the retry when the first run did not arrive, and another one in the next iteration", async () => {
    const place = stepPlace();
    breakAll("POST", "resetBefore");
    breakAll("GET", "resetBefore");
    await bench().runner.attempt("createEntity", inputs("Late"), place);
    expect(await named("Late")).toEqual([]);
    await bench().runner.action("createEntity", inputs("Late"), place);
    await bench().runner.action("createEntity", inputs("Late"), place);
    expect(await named("Late")).toHaveLength(2);
  });

  it("makes one record when it is run again in another process of the same execution", async () => {
    const { runner } = bench();
    const place = stepPlace();
    await runner.action("createEntity", inputs("Moved"), place);
    breakAll("POST", "resetAfter");
    breakAll("GET", "resetBefore");
    await runner.attempt("createEntity", inputs("Moved"), place);
    expect(await named("Moved")).toHaveLength(2);
    const elsewhere = createRunner({ ...bench(), component: await loadAnew(), state: runner.state });
    await elsewhere.action("createEntity", inputs("Moved"), place);
    expect(await named("Moved")).toHaveLength(2);
    await elsewhere.action("createEntity", inputs("Moved"), place);
    expect(await named("Moved")).toHaveLength(3);
  });

  it("makes as many records as a flow in code asks for, which calls it with one context", async () => {
    const { runner, connection } = bench();
    const { logger } = recordingLogger();
    const state = emptyState();
    const context = createContext({ logger, state, configVars: {}, globalDebug: false, place: stepPlace() });
    const action = runner.component.actions["createEntity"];
    const create = () => action?.perform(context, { ...inputs("In code"), connection });
    await create();
    await Promise.all([create(), create()]);
    expect(await named("In code")).toHaveLength(3);
    expect(state).toEqual(emptyState());
  });

  it("keeps what other steps left in the state of the execution", async () => {
    const state = { ...emptyState(), executionState: { list: ["kept"] } };
    const runner = createRunner({ ...bench(), component: bench().runner.component, state });
    const { result } = await runner.action("createEntity", inputs("State"), stepPlace());
    expect(result["executionState"]).toMatchObject({ list: ["kept"] });
    expect(Object.values(state.executionState)).toEqual([["kept"], 1]);
  });

  it("returns no state when it creates nothing", async () => {
    const { result } = await bench().runner.action("queryEntities", { entityType: "accounts" });
    expect(Object.keys(result)).toEqual(["data"]);
  });
});
