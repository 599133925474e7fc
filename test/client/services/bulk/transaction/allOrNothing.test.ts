import { describe, expect, it } from "vitest";
import type { Fault } from "../../../../../emulator/control/faults.ts";
import type { BulkReport } from "../../../../../src/client/services/bulk/bulkCall.ts";
import { accountsOf, numbered } from "../run/accounts.ts";
import { useBulkBench } from "../run/bulkBench.ts";
import { makeAccountsVirtual } from "../run/virtualAccounts.ts";

const bench = useBulkBench();
const { accountsNamed, existing } = accountsOf(bench);

/** What happens to the next request, or the next few, whose path contains a text. */
const fails = (pathContains: string, fault: Fault, times = 1): void => {
  bench().emulator.control.faults.add({ match: { method: "POST", pathContains }, times, fault });
};

const statuses = ({ results }: BulkReport): readonly string[] => results.map(({ status }) => status);

const NOTHING = "Nothing was written, because the call runs all or nothing.";

describe("a transaction whose answer got lost", () => {
  it("of deletions has deleted all records when none of them is left", async () => {
    const ids = await existing("Gone ", 3);
    fails("$batch", { kind: "resetAfter" });
    const report = await bench().run("delete", ids, { allOrNothing: true });
    expect([statuses(report), report.stopped]).toEqual([["succeeded", "succeeded", "succeeded"], undefined]);
    expect(accountsNamed("Gone ")).toEqual([]);
  });

  it("of deletions has deleted nothing when a record was never there and the others still are", async () => {
    const ids = [...(await existing("Stays ", 2)), "00000000-0000-0000-0000-00000000dead"];
    fails("$batch", { kind: "resetBefore" });
    const report = await bench().run("delete", ids, { allOrNothing: true });
    expect(statuses(report)).toEqual(["notAttempted", "notAttempted", "failed"]);
    expect(report.stopped?.message).toContain(NOTHING);
    expect(accountsNamed("Stays ")).toHaveLength(2);
  });

  it("of upserts by a key that is no part of a URL is read again", async () => {
    fails("$batch", { kind: "resetAfter" });
    const records = numbered(2, (index) => ({ accountnumber: `TX/${index}`, name: `Keyed ${index}` }));
    const report = await bench().run("upsert", records, {
      allOrNothing: true,
      keyColumns: ["accountnumber"],
    });
    expect(statuses(report)).toEqual(["succeeded", "succeeded"]);
    expect(accountsNamed("Keyed ")).toHaveLength(2);
  });

  it("is not attempted when its new records are not there and it is refused the next time", async () => {
    fails("CreateMultiple", { kind: "emptyBody", status: 503 });
    const records = numbered(5, (index) => ({ name: index === 3 ? "x".repeat(200) : `Clean ${index}` }));
    const report = await bench().run("create", records, { allOrNothing: true });
    expect(statuses(report)).toEqual([
      "notAttempted",
      "notAttempted",
      "notAttempted",
      "failed",
      "notAttempted",
    ]);
    expect(report.stopped?.message).toContain(NOTHING);
    expect(report.remaining).toMatchObject(records);
  });

  it("of changes stays in doubt when it is refused the next time, and does not say that nothing was written", async () => {
    const ids = await existing("Doubt ", 3);
    fails("UpdateMultiple", { kind: "resetBefore" });
    const records = ids.map((accountid, index) => ({
      accountid,
      name: index === 1 ? "x".repeat(200) : `Doubted ${index}`,
    }));
    const report = await bench().run("update", records, { allOrNothing: true });
    expect(statuses(report)).toEqual(["unknown", "unknown", "unknown"]);
    expect(report.results[1]?.error?.message).toContain("exceeded the maximum allowed length");
    expect(report.stopped?.message).toContain("An earlier attempt got no answer");
    expect(report.stopped?.message).not.toContain("Nothing was written");
  });

  it("of new records without ids is not sent again", async () => {
    makeAccountsVirtual(bench().emulator);
    fails("$batch", { kind: "resetAfter" });
    const report = await bench().run("create", [{ name: "Bare 1" }, { name: "Bare 2" }], {
      allOrNothing: true,
    });
    expect(statuses(report)).toEqual(["unknown", "unknown"]);
    expect(report.remaining).toEqual([]);
    expect(report.stopped?.message).toContain("without an id of its own it cannot be looked for");
    expect(accountsNamed("Bare ")).toHaveLength(2);
  });
});

describe("a transaction", () => {
  it("tells the ids that the table made", async () => {
    makeAccountsVirtual(bench().emulator);
    const records = [{ name: "Made 1" }, { name: "Made 2" }];
    const { results } = await bench().run("create", records, { allOrNothing: true });
    const made = accountsNamed("Made ").map(({ accountid }) => accountid);
    expect(results.map(({ id }) => id).toSorted()).toEqual(made.toSorted());
  });

  it("with an id that exists is refused as a duplicate, however young that record is", async () => {
    const [accountid = ""] = await existing("Own ", 1);
    for (const more of [{}, { overriddencreatedon: "2020-01-01T00:00:00Z" }]) {
      const report = await bench().run("create", [{ accountid, name: "Intruder", ...more }], {
        allOrNothing: true,
      });
      expect(report.results[0]).toMatchObject({ status: "failed", error: { kind: "duplicate" } });
    }
    expect(accountsNamed("Intruder")).toEqual([]);
  });

  it("writes records with one key as they are, in their order, also when only changes are to be written", async () => {
    const [accountid = ""] = await existing("Twice ", 1);
    const records = [
      { accountid, name: "Twice in between", telephone1: "1" },
      { accountid, name: "Twice 0", telephone1: "2" },
    ];
    const report = await bench().run("update", records, { allOrNothing: true, onlyChanged: true });
    expect(statuses(report)).toEqual(["succeeded", "succeeded"]);
    expect(accountsNamed("Twice ")).toMatchObject([{ name: "Twice 0", telephone1: "2" }]);
  });

  it("says of two upserts with one key that the first created the record", async () => {
    const records = ["a", "b"].map((name) => ({ accountnumber: "TWIN", name: `Twin ${name}` }));
    const { results } = await bench().run("upsert", records, {
      allOrNothing: true,
      tellCreated: true,
      keyColumns: ["accountnumber"],
    });
    expect(results.map(({ status, created }) => [status, created])).toEqual([
      ["succeeded", true],
      ["succeeded", false],
    ]);
    expect(accountsNamed("Twin b")).toHaveLength(1);
  });

  it("makes one record of two new ones with a key that is no part of a URL", async () => {
    const records = [
      { accountnumber: "UNITED/1", name: "United a", telephone1: "1" },
      { accountnumber: "UNITED/2", name: "Other" },
      { accountnumber: "united/1", name: "United b" },
    ];
    const report = await bench().run("upsert", records, {
      allOrNothing: true,
      tellCreated: true,
      keyColumns: ["accountnumber"],
    });
    expect(report.results.map(({ status, created }) => [status, created])).toEqual([
      ["succeeded", true],
      ["succeeded", true],
      ["succeeded", false],
    ]);
    expect(accountsNamed("United ")).toMatchObject([{ name: "United b", telephone1: "1" }]);
  });

  it("says nothing of records that it did not write after all", async () => {
    const [accountid = ""] = await existing("Kept ", 1);
    const records = [
      { accountid, name: "Kept 0" },
      { accountid: "66666666-0000-0000-0000-000000000001", nme: "x" },
    ];
    const options = { allOrNothing: true, tellCreated: true, onlyChanged: true };
    const { results } = await bench().run("upsert", records, options);
    expect(results[0]).toEqual({ index: 0, status: "notAttempted" });
  });

  it("takes what remained of another: a record that is gone was deleted by it", async () => {
    const [accountid = ""] = await existing("Rest ", 1);
    const records = [
      { accountid, "@mayBeDone": true },
      { accountid: "00000000-0000-0000-0000-00000000beef", "@mayBeDone": true },
    ];
    const report = await bench().run("delete", records, { allOrNothing: true });
    expect(statuses(report)).toEqual(["succeeded", "succeeded"]);
    expect(accountsNamed("Rest ")).toEqual([]);
  });

  it("takes what remained of others: it creates what is missing, whatever is there already", async () => {
    const marked = numbered(4, (index) => ({
      accountid: `77777777-0000-0000-0000-00000000000${index}`,
      name: `Mixed ${index}`,
      "@mayBeDone": true,
    }));
    await bench().run("create", marked.slice(0, 2));
    const report = await bench().run("create", [...marked, { name: "Mixed new" }], { allOrNothing: true });
    expect(statuses(report)).toEqual(Array(5).fill("succeeded"));
    expect(
      accountsNamed("Mixed ")
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(["Mixed 0", "Mixed 1", "Mixed 2", "Mixed 3", "Mixed new"]);
  });

  it("takes what remained of others, and is refused because of a new record: then it wrote nothing", async () => {
    const marked = numbered(2, (index) => ({
      accountid: `77777777-0000-0000-0000-00000000001${index}`,
      name: `Half ${index}`,
      "@mayBeDone": true,
    }));
    await bench().run("create", marked.slice(0, 1));
    const report = await bench().run("create", [...marked, { nme: "x" }], { allOrNothing: true });
    expect(statuses(report)).toEqual(["notAttempted", "notAttempted", "failed"]);
    expect(accountsNamed("Half ")).toHaveLength(1);
    expect(report.remaining).toMatchObject([...marked, { nme: "x" }]);
  });

  it("does not take a record of someone else for one that remained", async () => {
    const records = numbered(3, (index) => ({
      accountid: `77777777-0000-0000-0000-00000000002${index}`,
      name: `Mine ${index}`,
      "@mayBeDone": new Date(Date.now() - 3_600_000).toISOString(),
    }));
    await bench().run("create", [{ accountid: records[1]?.["accountid"], name: "Someone's" }]);
    const report = await bench().run("create", records, { allOrNothing: true });
    expect(statuses(report)).toEqual(["notAttempted", "unknown", "notAttempted"]);
    expect(report.results[1]?.error?.message).toContain("other values");
    expect(accountsNamed("Mine ")).toEqual([]);
  });

  it("gives back all of its records when it is refused, so that they can be corrected together", async () => {
    const records = [{ name: "Together 1" }, { nme: "Together 2" }];
    const report = await bench().run("create", records, { allOrNothing: true });
    expect(statuses(report)).toEqual(["notAttempted", "failed"]);
    expect(report.remaining).toMatchObject(records);
  });

  it("that is too large, or on an elastic table, is refused by a dry run as well", async () => {
    const many = numbered(1_001, (index) => ({ name: `Many ${index}` }));
    await expect(bench().run("create", many, { allOrNothing: true, dryRun: true })).rejects.toThrow(
      "All or Nothing takes up to 1,000 records",
    );
  });
});
