import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openReceiver, type Receiver } from "../../../workbench/receiver/receiver.ts";
import { createRunner } from "../../../workbench/runner/runner.ts";
import { UsageError } from "../../../workbench/runner/usageError.ts";
import { fakeComponent, fakeConnection } from "../fakeComponent.ts";

const runner = createRunner({ component: fakeComponent, connection: fakeConnection });
let receiver: Receiver;

beforeAll(async () => {
  receiver = await openReceiver({
    runner,
    trigger: "hook",
    inputs: { entityType: "accounts" },
    patienceMs: 20,
  });
});

afterAll(() => receiver.close());

const post = (body: string, query = "") => fetch(`${receiver.url}${query}`, { method: "POST", body });

describe("a receiver", () => {
  it("hands a request to the trigger as the platform does, with the trigger's inputs", async () => {
    await fetch(`${receiver.url}?a=1&b=x%2By+z`, {
      method: "POST",
      body: "hello",
      headers: { "X-Own": "value", "Content-Type": "text/custom" },
    });
    const { run, request } = await receiver.next();
    expect(request).toMatchObject({ method: "POST", path: "/trigger/workbench", status: 200 });
    expect(run).toMatchObject({
      succeeded: true,
      result: { branch: "Known" },
      data: {
        table: "accounts",
        headers: { "x-own": "value" },
        queryParameters: { a: "1", b: "x+y z" },
        body: { data: "hello", contentType: "text/custom" },
        rawBody: { data: "hello", contentType: "text/custom" },
        flow: { name: "Workbench flow" },
      },
    });
  });

  it("answers what the trigger wants answered", async () => {
    const response = await post("an answer");
    expect([response.status, response.headers.get("x-answer"), await response.text()]).toEqual([
      418,
      "yes",
      "No.",
    ]);
    await receiver.next();
  });

  it("answers with the id of the execution when the trigger says nothing", async () => {
    const response = await post("anything");
    const { run } = await receiver.next();
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      executionId: run.succeeded && Reflect.get(Object(run.data), "executionId"),
    });
  });

  it("answers 500 when the trigger fails, or takes a branch that it does not declare", async () => {
    for (const body of ["an error", "an unknown branch"]) {
      expect((await post(body)).status).toBe(500);
      expect((await receiver.next()).run.succeeded).toBe(false);
    }
  });

  it("keeps requests in order until they are taken, and hands them to who waits", async () => {
    const waiting = receiver.next();
    await post("one");
    await post("two");
    await post("three");
    expect(receiver.waiting()).toBe(2);
    const bodies = [await waiting, await receiver.next(), await receiver.next()].map(
      ({ run }) => run.logs[0]?.message,
    );
    expect(bodies).toEqual(["asked for one", "asked for two", "asked for three"]);
  });

  it("does not wait for ever", async () => {
    await expect(receiver.next()).rejects.toThrow("No request has arrived within 20 ms.");
  });
});

describe("a trigger run by the runner", () => {
  const request = { headers: {}, queryParameters: {}, body: "anything" };

  it("knows whether it is a designer's test run", async () => {
    const data = async (isSimulatedTest: boolean) => {
      const run = await runner.trigger("hook", request, { isSimulatedTest });
      return run.succeeded && run.data;
    };
    expect(await data(true)).toMatchObject({ isSimulatedTestExecution: true });
    expect(await data(false)).toMatchObject({ isSimulatedTestExecution: false });
  });

  it("must exist, and its inputs must", async () => {
    await expect(runner.trigger("hok", request)).rejects.toThrow(
      new UsageError('There is no trigger "hok". Did you mean hook? The triggers are: hook.'),
    );
    await expect(runner.trigger("hook", request, { inputs: { entityTyp: "x" } })).rejects.toThrow(UsageError);
  });
});
