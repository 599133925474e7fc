import { describe, expect, it } from "vitest";
import { loadComponent } from "../../../workbench/runner/component.ts";
import { createPoller } from "../../../workbench/runner/pollTrigger.ts";
import { distPath, useTestBench } from "../../support/dataverse.ts";

describe("The runner of polling triggers", () => {
  const bench = useTestBench({ records: 3 });
  const poller = (trigger = "pollChangesTrigger") =>
    createPoller({ component: loadComponent(distPath), connection: bench().connection, trigger });

  it("keeps the state of a run that was used, and not that of one whose flow failed", async () => {
    const flow = poller();
    const before = flow.state();
    const use = () => {
      throw new Error("a step failed");
    };
    await expect(flow.poll({ entityType: "accounts" }, use)).rejects.toThrow("a step failed");
    expect(flow.state()).toEqual(before);
    await flow.poll({ entityType: "accounts" });
    expect(flow.state()).not.toEqual(before);
  });

  it("starts no execution when nothing changed", async () => {
    const flow = poller();
    await flow.poll({ entityType: "accounts" }, ({ executions }) => expect(executions).toEqual([]));
  });

  it("says what is wrong with the trigger's key or an input's", async () => {
    expect(() => poller("pollChange")).toThrow(/There is no trigger "pollChange"/);
    expect(() => poller("dynamicsWebhookTrigger")).toThrow(/does not poll/);
    await expect(poller().poll({ entity: "accounts" })).rejects.toThrow(/has no input "entity"/);
  });
});
