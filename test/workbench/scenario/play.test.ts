import { describe, expect, it } from "vitest";
import { createRunner } from "../../../workbench/runner/runner.ts";
import { equals, holds, isRecordId } from "../../../workbench/scenario/expectation.ts";
import { play } from "../../../workbench/scenario/play.ts";
import { read } from "../../../workbench/scenario/read.ts";
import type { Step, TriggerStep } from "../../../workbench/scenario/step.ts";
import { requestsInLogs } from "../../../workbench/target/requestLine.ts";
import { fakeComponent, fakeConnection } from "../fakeComponent.ts";

const stage = (seen: string[] = []) => ({
  runner: createRunner({ component: fakeComponent, connection: fakeConnection, now: () => 0 }),
  observeRequests: requestsInLogs,
  onStep: ({ name, outcome }: { name: string; outcome: string }, number: number) => {
    seen.push(`${number} ${name} ${outcome}`);
  },
});

const first: Step = {
  name: "first",
  title: "Say accounts",
  action: "echo",
  inputs: () => ({ entityType: "accounts" }),
  expect: (data) => [equals("entityType", read(data, "entityType"), "accounts")],
};

const request = { method: "GET", path: "/api/data/v9.2/accounts", status: 200, ms: 7 };

describe("a scenario", () => {
  it("hands the result of a step to the steps after it and reports each as it ends", async () => {
    const seen: string[] = [];
    const second: Step = {
      ...first,
      name: "second",
      inputs: (earlier) => ({ entityType: `${read(earlier("first"), "entityType")}!` }),
      expect: (data, earlier) => [
        equals("entityType", read(data, "entityType"), `${read(earlier("first"), "entityType")}!`),
      ],
    };
    const reports = await play([first, second], stage(seen));
    expect(seen).toEqual(["1 first asExpected", "2 second asExpected"]);
    expect(reports[1]).toMatchObject({
      outcome: "asExpected",
      requests: [request],
      expectations: [{ what: "entityType", met: true, seen: "accounts!", wanted: '"accounts!"' }],
    });
  });

  it("goes on after a wrong result, so that what was created can be deleted", async () => {
    const wrong: Step = {
      ...first,
      expect: (data) => [equals("entityType", read(data, "entityType"), "contacts")],
    };
    const after: Step = {
      ...first,
      name: "after",
      inputs: (earlier) => ({ entityType: read(earlier("first"), "entityType") }),
    };
    const [failed, next] = await play([wrong, after], stage());
    expect(failed).toMatchObject({
      outcome: "failed",
      expectations: [{ what: "entityType", met: false, seen: "accounts", wanted: '"contacts"' }],
    });
    expect(next?.outcome).toBe("asExpected");
  });

  it("does not run a step whose inputs come from a step without a result", async () => {
    const failing: Step = { ...first, action: "fail", inputs: () => ({}) };
    const after: Step = { ...first, name: "after", inputs: (earlier) => ({ entityType: earlier("first") }) };
    const [failed, skipped] = await play([failing, after], stage());
    expect(failed).toMatchObject({
      outcome: "failed",
      because: "the action failed",
      error: {
        name: "Error",
        message: "Bearer the-access-token was refused.",
        kind: "forbidden",
        status: 403,
      },
    });
    expect(skipped).toMatchObject({
      outcome: "notRun",
      requests: [],
      because: 'it needs the result of "first", and there is none',
    });
  });

  it("wants a mistake to fail with the right message", async () => {
    const { expect: _expect, ...rest } = first;
    const judge = ({ message }: Error) => [
      holds("the error names", message.includes("refused"), { seen: "refused", wanted: "the reason" }),
    ];
    const mistake: Step = { ...rest, action: "fail", inputs: () => ({}), expectFailure: judge };
    const noMistake: Step = { ...rest, name: "harmless", expectFailure: judge };
    const [meant, unmeant] = await play([mistake, noMistake], stage());
    expect(meant?.outcome).toBe("asExpected");
    expect(unmeant).toMatchObject({
      outcome: "failed",
      because: "the action succeeded, but this step must fail",
    });
  });
});

describe("a step that waits for a request to a trigger", () => {
  const waiting: TriggerStep = {
    name: "arrival",
    title: "Dataverse calls",
    trigger: "hook",
    expect: (data) => [
      equals("branch", read(data, "branch"), "Known"),
      equals("status", read(data, "status"), 200),
    ],
  };
  const request = { method: "POST", path: "/trigger/workbench", status: 200, ms: 3 };
  const arrivalOf = async (body: string) => ({
    run: await stage().runner.trigger("hook", { headers: {}, queryParameters: {}, body }),
    request,
  });

  it("judges the branch, the payload and the answer", async () => {
    const [report] = await play([waiting], { ...stage(), nextArrival: () => arrivalOf("anything") });
    expect(report).toMatchObject({
      action: "hook",
      outcome: "asExpected",
      requests: [request],
      data: { branch: "Known", payload: { body: { data: "anything" } } },
    });
  });

  it("fails when the trigger fails, and when nothing arrives", async () => {
    const nextArrival = () => Promise.reject(new Error("No request has arrived within 1 ms."));
    const [failed] = await play([waiting], { ...stage(), nextArrival: () => arrivalOf("an error") });
    const [missed] = await play([waiting], { ...stage(), nextArrival });
    expect(failed).toMatchObject({ outcome: "failed", because: "the trigger failed", requests: [request] });
    expect(missed).toMatchObject({
      outcome: "failed",
      error: { message: "No request has arrived within 1 ms." },
    });
  });

  it("is not run where Dataverse cannot call", async () => {
    const [report] = await play([waiting], stage());
    expect(report).toMatchObject({ outcome: "notRun", because: "Dataverse cannot reach this program" });
  });
});

describe("an expectation", () => {
  it("compares by value and says what was wanted", () => {
    expect(equals("list", [{ a: 1 }], [{ a: 1 }])).toMatchObject({ met: true });
    expect(equals("nothing", undefined, undefined)).toMatchObject({ met: true, wanted: "nothing" });
    expect(equals("text", "007", 7)).toMatchObject({ met: false, seen: "007", wanted: "7" });
  });

  it("knows a record id", () => {
    expect(isRecordId("id", "3f2504e0-4f89-11d3-9a0c-0305e82c3301").met).toBe(true);
    expect(isRecordId("id", "{3f2504e0-4f89-11d3-9a0c-0305e82c3301}").met).toBe(false);
    expect(isRecordId("id", undefined).met).toBe(false);
  });
});

describe("a result of unknown shape", () => {
  it("is read by its path, and is undefined where the path ends early", () => {
    expect(read({ value: [{ name: "A" }] }, "value", 0, "name")).toBe("A");
    expect(read({ value: [] }, "value", 0, "name")).toBeUndefined();
    expect(read(null, "value")).toBeUndefined();
    expect(read("text", "length")).toBeUndefined();
  });
});
