import { randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { type InvocationContext, inInvocation } from "../../src/platform/invocation.ts";

/** Another execution for each test, as its runs are counted in this process, too. */
const execution = (): InvocationContext => ({
  executionId: randomUUID(),
  stepId: "step",
  startedAt: "2026-11-24T17:00:00.000Z",
  executionFrame: { invokedByExecutionJWT: "secret", loopPath: "" },
  executionState: { other: "kept" },
});

const run = async (context: InvocationContext) => {
  const { result, executionState } = await inInvocation(context, async ({ recordIds }) =>
    recordIds.of(0, "content"),
  );
  return { id: result, executionState };
};

const failed = async (context: InvocationContext): Promise<string> => {
  let id = "";
  const running = inInvocation(context, async ({ recordIds }) => {
    id = recordIds.of(0, "content");
    throw new Error("The step failed.");
  });
  await expect(running).rejects.toThrow("The step failed.");
  return id;
};

describe("a run of a step that creates records", () => {
  it("chooses the same ids again after it failed", async () => {
    const context = execution();
    expect(await failed(context)).toBe((await run(context)).id);
  });

  it("chooses other ids in the next iteration of a loop, which finds the state that it returned", async () => {
    const context = execution();
    const first = await run(context);
    expect(first.executionState).toEqual({ other: "kept", "ms-dynamics: runs of step step": 1 });
    const second = await run({ ...context, executionState: first.executionState });
    expect(second.id).not.toBe(first.id);
    expect(second.executionState).toEqual({ other: "kept", "ms-dynamics: runs of step step": 2 });
  });

  it("chooses by the state that is kept where another process goes on", async () => {
    const context = execution();
    const first = await run(context);
    vi.resetModules();
    const elsewhere = await import("../../src/platform/invocation.ts");
    const idOf = async (executionState: Record<string, unknown>) => {
      const { result } = await elsewhere.inInvocation({ ...context, executionState }, async ({ recordIds }) =>
        recordIds.of(0, "content"),
      );
      return result;
    };
    expect(await idOf({})).toBe(first.id);
    expect(await idOf(first.executionState)).toBe((await run(context)).id);
  });

  it("chooses other ids when a flow in code runs it again with the same context, also at the same time", async () => {
    const context = execution();
    const first = await run(context);
    const [second, third] = await Promise.all([run(context), run(context)]);
    expect(new Set([first.id, second.id, third.id]).size).toBe(3);
  });

  it.each<[string, Partial<InvocationContext>]>([
    ["execution", { executionId: "other execution" }],
    ["step", { stepId: "other step" }],
    ["loop", { executionFrame: { loopPath: "loop[1]" } }],
  ])("chooses other ids in another %s", async (_, change) => {
    const context = execution();
    const id = await failed(context);
    expect(await failed({ ...context, ...change })).not.toBe(id);
  });

  it("makes ids that rise with the runs, from the start of the execution on", async () => {
    const context = execution();
    const tails = [await run(context), await run(context)].map(({ id }) =>
      Number.parseInt(id.slice(-12), 16),
    );
    const start = Date.parse("2026-11-24T17:00:00.000Z");
    expect(tails).toEqual([start, start + 1]);
  });

  it.each<[string, InvocationContext]>([
    ["nothing", {}],
    ["no execution", { stepId: "step" }],
    ["no step", { executionId: "" }],
    ["no readable start", { ...execution(), startedAt: "yesterday" }],
    ["a count that is none", { ...execution(), executionState: { "ms-dynamics: runs of step step": "x" } }],
  ])("chooses new ids for a context that holds %s", async (_, context) => {
    const [first, second] = [await run(context), await run(context)];
    expect(first.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(second.id).not.toBe(first.id);
  });
});
