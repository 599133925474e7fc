import { describe, expect, it } from "vitest";
import type { BulkReport } from "../../../../../src/client/services/bulk/bulkCall.ts";
import { createRecordIds } from "../../../../../src/client/services/records/recordIds.ts";
import { accountsOf, numbered } from "./accounts.ts";
import { useBulkBench } from "./bulkBench.ts";
import { makeAccountsVirtual } from "./virtualAccounts.ts";

const bench = useBulkBench();
const { accountsNamed, existing } = accountsOf(bench);

/** Every record is accounted for, once. */
const total = ({ summary }: BulkReport): number =>
  summary.succeeded +
  summary.unchanged +
  summary.valid +
  summary.failed +
  summary.unknown +
  summary.notAttempted;

describe("a run whose token expires on the way", () => {
  it("reports what was written and gives back the rest, which another run completes", async () => {
    const { run, emulator } = bench();
    emulator.control.faults.add({
      match: { method: "POST", pathContains: "CreateMultiple", nth: 6 },
      fault: { kind: "expireToken" },
    });
    const report = await run(
      "create",
      numbered(900, (index) => ({ name: `Expired ${index}` })),
      { mostPerRequest: 50 },
    );
    expect(report.stopped?.kind).toBe("unauthorized");
    expect(report.summary.succeeded).toBeGreaterThan(0);
    expect(report.summary.notAttempted).toBeGreaterThan(0);
    expect([total(report), report.remaining.length]).toEqual([900, 900 - report.summary.succeeded]);
    expect(accountsNamed("Expired ")).toHaveLength(report.summary.succeeded);
    const rest = await run("create", report.remaining);
    expect([rest.summary.failed, rest.stopped, accountsNamed("Expired ").length]).toEqual([
      0,
      undefined,
      900,
    ]);
  });

  it("does not lose what was sent without an answer: it is unknown, and found by the next run", async () => {
    const { run, emulator } = bench();
    emulator.control.faults.add({
      match: { method: "POST", pathContains: "CreateMultiple" },
      fault: { kind: "resetAfter" },
    });
    emulator.control.faults.add({ match: { pathContains: "CRM.In" }, fault: { kind: "expireToken" } });
    const report = await run(
      "create",
      numbered(120, (index) => ({ name: `Doubt ${index}` })),
      { mostAtOnce: 1 },
    );
    expect(report.summary).toMatchObject({ unknown: 100, notAttempted: 20, succeeded: 0 });
    expect(report.results.slice(0, 2).map(({ status, id }) => [status, typeof id])).toEqual([
      ["unknown", "string"],
      ["unknown", "string"],
    ]);
    const rest = await run("create", report.remaining);
    expect(rest.summary).toMatchObject({ succeeded: 120, failed: 0 });
    expect(accountsNamed("Doubt ")).toHaveLength(120);
    expect(rest.results.slice(0, 100).map(({ id }) => id)).toEqual(
      report.results.slice(0, 100).map(({ id }) => id),
    );
  });

  it("that was never good fails, since nothing was done", async () => {
    const { run } = bench();
    await expect(
      run("create", [{ name: "x" }], { client: { accessToken: "expired" } }),
    ).rejects.toMatchObject({ kind: "unauthorized" });
  });
});

describe("a run that takes too long", () => {
  it("stops when its time is up, and what is left can be handed over again", async () => {
    const { run, emulator } = bench();
    emulator.control.faults.add({
      match: { method: "POST", pathContains: "CreateMultiple" },
      times: "always",
      fault: { kind: "delay", delayMs: 40 },
    });
    const records = numbered(600, (index) => ({ name: `Late ${index}` }));
    const report = await run("create", records, { mostAtOnce: 1, mostPerRequest: 50, durationMs: 5_000 });
    expect(report.stopped?.kind).toBe("timeBudget");
    expect(report.stopped?.message).toContain("The time was up after 5 seconds");
    expect([total(report), report.summary.unknown]).toEqual([600, 0]);
    expect(report.summary.notAttempted).toBeGreaterThan(300);
    expect(accountsNamed("Late ")).toHaveLength(report.summary.succeeded);
    emulator.control.faults.clear();
    const rest = await run("create", report.remaining);
    expect([rest.stopped, accountsNamed("Late ").length]).toEqual([undefined, 600]);
  });

  it("does not wait for a limit that outlasts its time", async () => {
    const { run, emulator } = bench();
    emulator.control.faults.add({
      match: { method: "POST", pathContains: "CreateMultiple", nth: 2 },
      times: "always",
      fault: { kind: "status", status: 429, headers: { "Retry-After": "900" } },
    });
    const started = performance.now();
    const report = await run(
      "create",
      numbered(300, (index) => ({ name: `Limit ${index}` })),
      { mostAtOnce: 1 },
    );
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(report.summary).toMatchObject({ succeeded: 100, notAttempted: 200 });
    expect(report.stopped?.kind).toBe("timeBudget");
  });
});

describe("a service that goes away", () => {
  it("ends the run with what is known, and nothing is written twice afterwards", async () => {
    const { run, emulator } = bench();
    emulator.control.faults.add({ match: { nth: 5 }, times: "always", fault: { kind: "resetBefore" } });
    const report = await run(
      "create",
      numbered(500, (index) => ({ name: `Gone ${index}` })),
      { mostAtOnce: 2 },
    );
    expect(report.stopped?.kind).toBe("unreachable");
    expect(total(report)).toBe(500);
    emulator.control.faults.clear();
    expect((await run("create", report.remaining)).summary.failed).toBe(0);
    expect(accountsNamed("Gone ")).toHaveLength(500);
  });

  it("while records are updated leaves those in doubt that were sent", async () => {
    const { run, emulator } = bench();
    const ids = await existing("Shaken ", 3);
    emulator.control.faults.add({
      match: { method: "POST" },
      times: "always",
      fault: { kind: "emptyBody", status: 503 },
    });
    const report = await run(
      "update",
      ids.map((accountid) => ({ accountid, name: "Shaken" })),
    );
    expect(report.stopped?.kind).toBe("serverError");
    expect([report.summary.unknown, report.remaining.length]).toEqual([3, 3]);
  });

  it("while records are deleted leaves no doubt for the next run", async () => {
    const { run, emulator } = bench();
    const ids = await existing("Doubtful ", 20);
    emulator.control.faults.add({ match: { method: "POST" }, fault: { kind: "resetAfter" } });
    emulator.control.faults.add({
      match: { method: "POST" },
      times: "always",
      fault: { kind: "resetBefore" },
    });
    const report = await run("delete", ids);
    expect(report.summary).toMatchObject({ unknown: 20, succeeded: 0 });
    emulator.control.faults.clear();
    expect((await run("delete", report.remaining)).summary).toMatchObject({ succeeded: 20, failed: 0 });
  });

  it("before anything was sent fails the call", async () => {
    const { run, emulator } = bench();
    emulator.control.faults.add({ times: "always", fault: { kind: "resetBefore" } });
    await expect(run("update", [{ accountid: "x" }])).rejects.toMatchObject({ kind: "unreachable" });
  });
});

describe("an answer that got lost", () => {
  it.each([["resetAfter" as const], ["truncate" as const]])(
    "to a creation is looked up instead of sent again: %s",
    async (kind) => {
      const { run, emulator } = bench();
      emulator.control.faults.add({
        match: { method: "POST", pathContains: "CreateMultiple" },
        fault: { kind },
      });
      const { summary } = await run(
        "create",
        numbered(80, (index) => ({ name: `Lost ${kind} ${index}` })),
        { mostAtOnce: 1 },
      );
      expect([summary.succeeded, accountsNamed(`Lost ${kind} `).length]).toEqual([80, 80]);
      const sent = emulator.control.requests.all().filter(({ url }) => url.endsWith("CreateMultiple"));
      expect(sent).toHaveLength(1);
    },
  );

  it("does not make a record one's own that existed before under the id", async () => {
    const { run, emulator } = bench();
    const [accountid = ""] = await existing("Older ", 1);
    emulator.control.clock.advance(60_000);
    emulator.control.faults.add({
      match: { method: "POST", pathContains: "CreateMultiple" },
      fault: { kind: "resetAfter" },
    });
    const { results } = await run("create", [{ accountid, name: "Older too" }, { name: "Older beside" }]);
    expect(results.map(({ status, error }) => [status, error?.kind])).toEqual([
      ["failed", "duplicate"],
      ["succeeded", undefined],
    ]);
    expect(results[0]?.error?.message).toContain("existed before");
  });

  it("to a deletion means that missing records are deleted", async () => {
    const { run, emulator } = bench();
    const ids = await existing("Deleted ", 60);
    emulator.control.faults.add({ match: { pathContains: "$batch" }, fault: { kind: "resetAfter" } });
    expect((await run("delete", ids)).summary).toMatchObject({ succeeded: 60, failed: 0 });
  });

  it("to a creation in one transaction is looked up as well", async () => {
    const { run, emulator } = bench();
    emulator.control.faults.add({
      match: { method: "POST", pathContains: "CreateMultiple" },
      fault: { kind: "resetAfter" },
    });
    const report = await run(
      "create",
      numbered(20, (index) => ({ name: `Whole ${index}` })),
      { allOrNothing: true },
    );
    expect([report.summary.succeeded, accountsNamed("Whole ").length]).toEqual([20, 20]);
  });
});

describe("an answer that is none of Dataverse", () => {
  it.each(["create", "update"] as const)(
    "to a %s says nothing about the records, whatever its status",
    async (action) => {
      const { run, emulator } = bench();
      const ids = await existing(`Page ${action} `, 2);
      emulator.control.faults.add({
        match: { method: "POST", pathContains: "Multiple" },
        fault: { kind: "html", status: 200 },
      });
      const records = ids.map((accountid) => ({
        ...(action === "update" && { accountid }),
        name: `Paged ${action}`,
      }));
      expect((await run(action, records)).summary).toMatchObject({ succeeded: 2, failed: 0 });
      expect(accountsNamed(`Paged ${action}`)).toHaveLength(2);
    },
  );
});

describe("a table that makes other ids than it is given", () => {
  it("has its own in the result, and nothing is sent to it twice", async () => {
    const { run, emulator } = bench();
    const own = "33333333-0000-0000-0000-000000000001";
    const [first, second] = [{ name: "Own 1" }, { name: "Own 2" }];
    emulator.control.faults.add({
      match: { method: "POST", pathContains: "CreateMultiple" },
      fault: { kind: "status", status: 200, body: { Ids: [own] } },
    });
    emulator.control.faults.add({ match: { method: "POST" }, fault: { kind: "resetAfter" } });
    const report = await run("create", [first, second], { mostPerRequest: 1, mostAtOnce: 1 });
    expect(report.results.map(({ status, id }) => [status, id])).toEqual([
      ["succeeded", own],
      ["unknown", undefined],
    ]);
    expect(accountsNamed("Own 2")).toHaveLength(1);
  });
});

describe("a virtual table, which makes the ids of its records itself", () => {
  it("gets no ids, and its own are in the result", async () => {
    makeAccountsVirtual(bench().emulator);
    const { results } = await bench().run("create", [{ name: "Virtual 1" }, { name: "Virtual 2" }]);
    const ids = accountsNamed("Virtual ").map(({ accountid }) => accountid);
    expect(results.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(
      bench()
        .emulator.control.requests.all()
        .some(({ body }) => body.includes("accountid")),
    ).toBe(false);
  });

  it("is not written again when an answer was lost: what became of it is unknown", async () => {
    makeAccountsVirtual(bench().emulator);
    bench().emulator.control.faults.add({
      match: { method: "POST" },
      times: 2,
      fault: { kind: "resetAfter" },
    });
    const records = [
      { name: "Unsure 1" },
      { name: "Unsure 2", accountid: "22222222-0000-0000-0000-000000000001" },
    ];
    const report = await bench().run("create", records);
    expect(report.results.map(({ status }) => status)).toEqual(["unknown", "succeeded"]);
    expect(report.results[0]?.error?.message).toContain("without an id of its own it cannot be looked for");
    expect([report.stopped, report.remaining]).toEqual([undefined, []]);
    expect(accountsNamed("Unsure ")).toHaveLength(2);
  });
});

describe("a step that is run again after it failed", () => {
  it("chooses the same ids, so that nothing is created twice", async () => {
    const { run } = bench();
    const records = numbered(130, (index) => ({ name: `Again ${index}` }));
    const client = () => ({
      recordIds: createRecordIds({ seed: "execution 1, step 1, run 0", startedAt: 1_790_000_000_000 }),
    });
    const first = await run("create", records, { client: client() });
    const second = await run("create", records, { client: client() });
    expect(second.summary).toMatchObject({ succeeded: 130, failed: 0 });
    expect(second.results.map(({ id }) => id)).toEqual(first.results.map(({ id }) => id));
    expect(accountsNamed("Again ")).toHaveLength(130);
  });

  it("is not mistaken for another call of the same client with the same records", async () => {
    const client = await bench().open();
    const call = {
      action: "create",
      entityType: "accounts",
      records: [{ name: "Same" }],
      options: { durationMs: 60_000 },
    } as const;
    const ids = [await client.bulk.run(call), await client.bulk.run(call)].map(
      ({ results }) => results[0]?.id,
    );
    expect(new Set(ids).size).toBe(2);
    expect(accountsNamed("Same")).toHaveLength(2);
  });
});
