import { beforeAll, describe, expect, it } from "vitest";
import { dataOf, useTestBench } from "../support/dataverse.ts";

const someId = "11111111-1111-1111-1111-111111111111";
const create = (name: string, more = {}) => ({
  collection: "accounts",
  action: "create",
  data: { name },
  ...more,
});
const remove = { collection: "accounts", action: "delete", key: someId };

describe("[CRM] Batch Entity Actions, given what people hand over", () => {
  const bench = useTestBench({ only: ["account"], records: 1 });
  let contact = "";

  beforeAll(async () => {
    const { data } = await bench().runner.action("createEntity", {
      entityType: "contacts",
      dynamicValues: { lastname: "Rider" },
    });
    contact = String(dataOf(data)["contactid"]);
  });

  const run = async (actions: unknown, inputs = {}): Promise<readonly unknown[]> => {
    const { data } = await bench().runner.action("batchEntityActions", { actions, ...inputs });
    if (!Array.isArray(data)) throw new Error("The result is no list.");
    return data;
  };
  const message = async (actions: unknown, inputs = {}): Promise<string> => {
    const outcome = await bench().runner.attempt("batchEntityActions", { actions, ...inputs });
    if (outcome.succeeded || !(outcome.error instanceof Error)) throw new Error("The batch succeeded.");
    return outcome.error.message;
  };

  it.each<readonly [string, (item: unknown) => unknown]>([
    ["a list", (item) => [item]],
    ["JSON text", (item) => JSON.stringify([item])],
    ["a single item", (item) => item],
    ["items as JSON text", (item) => [JSON.stringify(item)]],
    ["the whole result of another step", (item) => ({ data: [item] })],
    ["a file", (item) => ({ data: Buffer.from(JSON.stringify([item])), contentType: "application/json" })],
    ["a list with blank entries", (item) => [null, item, ""]],
  ])("takes %s", async (_, given) => {
    expect(await run(given(create("Given")))).toEqual([{ id: expect.any(String) }]);
  });

  it("counts items by their place in the list as it was given", async () => {
    expect(await run([null, create("A"), "", remove], { mode: "continueOnError" })).toEqual([
      expect.objectContaining({ index: 1, status: "succeeded" }),
      expect.objectContaining({
        index: 3,
        error: expect.objectContaining({ message: expect.stringContaining("item 4 (delete of accounts(") }),
      }),
    ]);
  });

  it("takes any name as a contentId, a number too", async () => {
    const child = (reference: string) =>
      create("Child", {
        data: { name: "Child", "parentaccountid@odata.bind": reference },
        returnRepresentation: true,
      });
    const results = await run([
      create("P", { contentId: "order-7.a" }),
      child("$order-7.a"),
      create("Q", { contentId: 12 }),
      child(" $12"),
    ]);
    expect(results.map(dataOf).map((record) => record["_parentaccountid_value"] ?? record["id"])).toEqual([
      dataOf(results[0])["id"],
      dataOf(results[0])["id"],
      dataOf(results[2])["id"],
      dataOf(results[2])["id"],
    ]);
  });

  it("takes the table from a key that names it", async () => {
    const key = `contacts(${contact})`;
    expect(await run([{ action: "update", key, data: { firstname: "Joe" } }])).toEqual([{ id: contact }]);
  });

  it("writes a result again without the marks it has", async () => {
    expect(await run([create("M", { data: { name: "M", "@created": true } })])).toHaveLength(1);
  });

  it("leaves alone what items carry beside, unless it looks like a slip", async () => {
    const results = await run([{ ...remove, date: "2026-01-31", path: "/a", id: 5 }], {
      mode: "continueOnError",
    });
    expect(results).toMatchObject([{ status: "failed", error: { kind: "notFound" } }]);
    expect(await message([{ ...remove, ifmatch: "1" }])).toContain(
      "'ifmatch' is not known: did you mean 'ifMatch'?",
    );
  });

  it.each([
    [
      [create("A", { contentId: "a" }), { action: "update", key: "$a/primarycontactid", data: { a: 1 } }],
      `item 2: 'key' "$a/primarycontactid" is no reference: enter a dollar and the contentId of an earlier item, such as $1, and nothing else.`,
    ],
    [
      [create("A"), create("B", { data: { "parentaccountid@odata.bind": "$my account" } })],
      `item 2 (create in accounts): "$my account" is no reference`,
    ],
    [
      [create("A", { contentId: "a b" })],
      `item 1 (create in accounts): 'contentId' "a b" cannot be referred to`,
    ],
    [
      [{ ...remove, key: `contacts(${someId})` }],
      `item 1 (delete in accounts): 'key' is that of a record of contacts, but 'collection' is "accounts": make them the same.`,
    ],
    [[create("A", { key: someId })], "item 1 (create in accounts): 'key' does not go with a create"],
    [[{ ...remove, action: {} }], "item 1: 'action' is an object: it must be one of create,"],
    [
      [create("A", { data: { "na me": 1 } })],
      `item 1 (create in accounts): 'data' holds a field named "na me", which is not a column's logical name.`,
    ],
    [
      [{ ...remove, ifMatch: "yesterday" }],
      `item 1 (delete in accounts): 'ifMatch' "yesterday" is not a version of a record.`,
    ],
    [
      [{ collection: "accounts", action: "update", key: someId, data: { "@odata.type": "account" } }],
      "item 1 (update in accounts): 'data' is empty",
    ],
  ])("refuses before anything is sent: %j", async (actions, expected) => {
    expect(await message(actions)).toContain(expected);
    expect(bench().requests()).toEqual([]);
  });

  it("shows 20 problems of many", async () => {
    const text = await message(Array.from({ length: 1000 }, () => ({ collection: "accounts" })));
    expect(text).toMatch(/^Batch Actions has 1000 problems, and nothing was sent: .* … and 980 more\.$/);
    expect(text.length).toBeLessThan(3_000);
  });

  it("is short about many items that were carried out", async () => {
    const items = Array.from({ length: 60 }, (_, index) => (index % 2 === 1 ? null : create(`N${index}`)));
    const text = await message([...items, create("x".repeat(161)), create("Last")], {
      mode: "stopAtFirstError",
    });
    expect(text).toContain("Carried out and kept: items 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 20 more (");
    expect(text).toContain("Not run: item 62.");
    expect(text.length).toBeLessThan(1_200);
  });

  it("tells what to do when a lookup is linked like a collection", async () => {
    const text = await message([
      {
        action: "associate",
        collection: "contacts",
        key: contact,
        relationship: "parentcustomerid_account",
        relatedCollection: "accounts",
        relatedKey: someId,
      },
    ]);
    expect(text).toContain(
      "If parentcustomerid_account is a lookup, set it by an update with parentcustomerid_account@odata.bind.",
    );
  });

  it.each(["stopAtFirstError", "continueOnError"])(
    "suggests names of tables and columns in the mode %s too",
    async (mode) => {
      const texts = async (item: unknown): Promise<string> => {
        if (mode === "stopAtFirstError") return message([create("A"), item], { mode });
        const [, result] = await run([create("A"), item], { mode });
        return String(dataOf(dataOf(result)["error"])["message"]);
      };
      expect(await texts(create("B", { collection: "account" }))).toContain(
        "item 2 (create in account): The collection names no table: there is no entity set 'account'. Did you mean 'accounts'?",
      );
      expect(await texts(create("B", { data: { nmae: "x" } }))).toContain(
        "item 2 (create in accounts): the table account has no column or relationship named 'nmae'. Did you mean 'name'?",
      );
    },
  );

  it("does not call it success when nothing is known about any item", async () => {
    bench().emulator.control.faults.add({
      match: { pathContains: "$batch" },
      fault: { kind: "resetAfter" },
    });
    expect(await message([create("A"), create("B")], { mode: "continueOnError" })).toContain(
      "Could not carry out items 1 to 2 of the batch of 2: the connection to Dataverse broke (connection reset). It is not known whether it was carried out",
    );
  });

  it("repeats deletes after an answer that did not come, and does not take the second answer for a failure", async () => {
    const { data } = await bench().runner.action("createEntity", {
      entityType: "accounts",
      dynamicValues: { name: "Short-lived" },
    });
    const id = String(dataOf(data)["accountid"]);
    bench().emulator.control.faults.add({
      match: { pathContains: "$batch" },
      fault: { kind: "resetAfter" },
    });
    expect(await run([{ ...remove, key: id }], { mode: "stopAtFirstError" })).toEqual([
      { id, deleted: true },
    ]);
  });

  it("says that items of elastic tables stay written", async () => {
    const reading = (data: object) => ({ collection: "contoso_sensordatas", action: "create", data });
    const text = await message([reading({ contoso_deviceid: "d1" }), reading({ nope: "x" })]);
    expect(text).toContain("item 1 may have been written. Check in Dataverse before you run it again.");
    expect(text).not.toContain("Nothing of the batch was written");
  });
});
