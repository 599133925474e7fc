import { beforeEach, describe, expect, it } from "vitest";
import { dataOf, keyValues, recordsOf, useTestBench } from "../support/dataverse.ts";

const missing = "00000000-0000-0000-0000-00000000dead";
const create = (name: string, more = {}) => ({
  collection: "accounts",
  action: "create",
  data: { name },
  ...more,
});
const tooLong = create("x".repeat(161));

describe("[CRM] Batch Entity Actions", () => {
  const bench = useTestBench({ only: ["account"], records: 1 });
  let account = "";
  let contact = "";

  beforeEach(async () => {
    bench().emulator.control.resetData();
    account = await newRecord("accounts", { name: "Existing" }, "accountid");
    contact = await newRecord("contacts", { lastname: "Rider" }, "contactid");
    bench().emulator.control.requests.clear();
  });

  const newRecord = async (entityType: string, values: Readonly<Record<string, string>>, id: string) => {
    const { data } = await bench().runner.action("createEntity", {
      entityType,
      fieldValues: keyValues(values),
    });
    return String(dataOf(data)[id]);
  };

  const attempt = (actions: unknown, inputs = {}) =>
    bench().runner.attempt("batchEntityActions", { actions, ...inputs });
  const run = async (actions: unknown, inputs = {}): Promise<readonly unknown[]> => {
    const { data } = await bench().runner.action("batchEntityActions", { actions, ...inputs });
    if (!Array.isArray(data)) throw new Error("The result is no list.");
    return data;
  };
  const failure = async (actions: unknown, inputs = {}) => {
    const outcome = await attempt(actions, inputs);
    if (outcome.succeeded || !(outcome.error instanceof Error)) throw new Error("The batch succeeded.");
    const results: unknown = Reflect.get(outcome.error, "results");
    return {
      name: outcome.error.name,
      message: outcome.error.message.replace(/request id [\w-]+/g, "request id …"),
      results: Array.isArray(results) ? results.map(dataOf) : [],
    };
  };
  const names = async (): Promise<readonly unknown[]> => {
    const { data } = await bench().runner.action("queryEntities", {
      entityType: "accounts",
      fieldNames: ["name"],
      orderByFieldNames: ["createdon", "name"],
      fetchAll: "true",
    });
    return recordsOf(data).map(({ name }) => name);
  };
  const batches = () =>
    bench()
      .requests()
      .filter(({ url }) => url.includes("$batch")).length;

  it("gives the record or the id of each item, in their order, and takes one request", async () => {
    const results = await run(
      JSON.stringify([
        create("New", { returnRepresentation: true }),
        {
          collection: "accounts",
          action: "update",
          key: `{${account.toUpperCase()}}`,
          data: { telephone1: "1" },
        },
        {
          collection: "accounts",
          action: "Upsert",
          key: "accountnumber='B-1'",
          data: { name: "Upserted", accountnumber: "other" },
          returnRepresentation: "true",
        },
        { collection: "contacts", action: "delete", key: contact },
      ]),
    );
    expect(results).toEqual([
      expect.objectContaining({ name: "New", accountid: expect.any(String) }),
      { id: account },
      expect.objectContaining({ name: "Upserted", accountnumber: "B-1", "@created": true }),
      { id: contact, deleted: true },
    ]);
    expect(bench().requests()).toHaveLength(1);
  });

  it("links records that do not exist yet, by Content-ID or by place in the list", async () => {
    const results = await run([
      create("Parent", { contentId: "parent" }),
      create("Child", {
        returnRepresentation: true,
        data: { name: "Child", "parentaccountid@odata.bind": "$parent" },
      }),
      { action: "update", key: "$parent", data: { telephone1: "5" } },
      create("Fourth"),
      {
        action: "associate",
        key: "$4",
        relationship: "contact_customer_accounts",
        relatedCollection: "contacts",
        relatedKey: contact,
      },
    ]);
    const parent = dataOf(results[0])["id"];
    expect(results[1]).toMatchObject({ _parentaccountid_value: parent });
    expect(results[2]).toEqual({ id: parent });
    expect(results[4]).toEqual({ id: dataOf(results[3])["id"], associated: true });
    const { data } = await bench().runner.action("getEntity", { entityType: "contacts", entityId: contact });
    expect(dataOf(data)["_parentcustomerid_value"]).toBe(dataOf(results[3])["id"]);
  });

  it("takes links apart again", async () => {
    const link = {
      collection: "accounts",
      key: account,
      relationship: "contact_customer_accounts",
      relatedCollection: "contacts",
      relatedKey: contact,
    };
    expect(
      await run([
        { ...link, action: "associate" },
        { ...link, action: "disassociate" },
      ]),
    ).toEqual([
      { id: account, associated: true },
      { id: account, disassociated: true },
    ]);
  });

  it.each(["", "[]", "  ", undefined, null])("does nothing with nothing: %j", async (actions) => {
    expect(await run(actions ?? "")).toEqual([]);
    expect(bench().requests()).toEqual([]);
  });

  it("gives every item the options of the step", async () => {
    await run([create("One"), create("Two")], { options: { solutionName: "ContosoCustomizations" } });
    await expect(
      attempt([create("One")], { options: { solutionName: "NoSuchSolution" } }),
    ).resolves.toMatchObject({
      succeeded: false,
    });
  });

  describe("in the mode all or nothing", () => {
    it("writes nothing when one item fails, and says which", async () => {
      const { name, message, results } = await failure([create("One"), tooLong, create("Three")]);
      expect(name).toBe("BatchError");
      expect(message).toBe(
        "Could not carry out item 2 (create in accounts): Dataverse refused what was sent. Dataverse says: A validation error occurred. The length of the 'name' attribute of the 'account' entity exceeded the maximum allowed length of '160'. Shorten the text. (HTTP 400, Dataverse code 0x80044331, request id …) Nothing of the batch was written, because it runs all or nothing.",
      );
      expect(results.map(({ status }) => status)).toEqual(["notRun", "failed", "notRun"]);
      expect(await names()).toEqual(expect.not.arrayContaining(["One"]));
    });

    it("corrects collections that are no entity sets, since nothing was written", async () => {
      const results = await run([
        create("L", { collection: "account" }),
        { collection: "Contacts", action: "create", data: { lastname: "L" } },
      ]);
      expect(results).toHaveLength(2);
      expect((await failure([create("L"), create("M", { collection: "acounts" })])).message).toContain(
        "Could not carry out item 2 (create in acounts): The collection names no table: there is no entity set 'acounts'. Did you mean 'accounts'?",
      );
    });

    it("suggests names for a column that the table does not have", async () => {
      expect((await failure([create("L", { data: { nmae: "x" } })])).message).toContain(
        "item 1 (create in accounts): the table account has no column or relationship named 'nmae'. Did you mean 'name'?",
      );
    });

    it("refuses more than 1000 items before anything is sent", async () => {
      const { message } = await failure(Array.from({ length: 1001 }, () => create("n")));
      expect(message).toContain(
        "Batch Actions holds 1001 items, but Dataverse carries out at most 1000 in one transaction.",
      );
      expect(bench().requests()).toEqual([]);
    });

    it.each(["resetAfter", "truncate"] as const)(
      "says that it does not know after %s, and does not write twice",
      async (kind) => {
        bench().emulator.control.faults.add({ match: { pathContains: "$batch" }, fault: { kind } });
        const { message, results } = await failure([create("Once")]);
        expect(message).toContain("It is not known whether it was carried out");
        expect(results.map(({ status }) => status)).toEqual(["unknown"]);
        expect((await names()).filter((name) => name === "Once")).toHaveLength(1);
      },
    );

    it("waits when Dataverse limits requests, and goes on", async () => {
      bench().emulator.control.faults.add({
        match: { pathContains: "$batch" },
        fault: { kind: "status", status: 429, headers: { "Retry-After": "0.01" } },
      });
      expect(await run([create("Patient")])).toHaveLength(1);
      expect(batches()).toBe(2);
    });
  });

  describe("in the mode stop at first error", () => {
    const mode = "stopAtFirstError";

    it("keeps what came before and says what was run and what was not", async () => {
      const { message, results } = await failure(
        [
          create("One"),
          { collection: "accounts", action: "update", key: missing, data: { name: "x" } },
          create("Three"),
        ],
        { mode },
      );
      expect(message).toContain(`Could not carry out item 2 (update of accounts(${missing}))`);
      expect(message).toContain(
        `Carried out and kept: item 1 (${String(results[0]?.["id"])}). Not run: item 3.`,
      );
      expect(results.map(({ status }) => status)).toEqual(["succeeded", "failed", "notRun"]);
      expect(await names()).toEqual(expect.arrayContaining(["One"]));
      expect(await names()).toEqual(expect.not.arrayContaining(["Three"]));
    });

    it("sends more than 1000 items in several batches and knows which of them may have been written", async () => {
      bench().emulator.control.faults.add({
        match: { pathContains: "$batch", nth: 2 },
        fault: { kind: "resetAfter" },
      });
      const { message, results } = await failure(
        Array.from({ length: 2001 }, () => create("n")),
        { mode },
      );
      expect(message).toContain("Could not carry out items 1001 to 2000 of the batch of 2001");
      expect(message).toContain("Carried out and kept: items 1 to 1000");
      expect(message).toContain("Not run: item 2001.");
      const count = (wanted: string) => results.filter(({ status }) => status === wanted).length;
      expect([count("succeeded"), count("unknown"), count("notRun")]).toEqual([1000, 1000, 1]);
    });
  });

  describe("in the mode continue on error", () => {
    const mode = "continueOnError";

    it("gives a result for each item", async () => {
      const results = await run(
        [tooLong, create("Two"), { collection: "acounts", action: "delete", key: missing }],
        { mode },
      );
      expect(results).toEqual([
        {
          index: 0,
          status: "failed",
          httpStatus: 400,
          error: {
            kind: "badRequest",
            code: "0x80044331",
            message: expect.stringContaining("item 1 (create in accounts)"),
            retryable: false,
          },
        },
        {
          index: 1,
          status: "succeeded",
          httpStatus: 204,
          id: expect.any(String),
          record: { id: expect.any(String) },
        },
        { index: 2, status: "failed", httpStatus: 404, error: expect.objectContaining({ kind: "notFound" }) },
      ]);
    });

    it("carries out items that refer to each other together, and one failing takes the other back", async () => {
      const results = await run(
        [
          create("Parent"),
          create("Child", { data: { name: "x".repeat(161), "parentaccountid@odata.bind": "$1" } }),
          create("Other"),
        ],
        { mode },
      );
      expect(results.map((result) => dataOf(result)["status"])).toEqual(["failed", "failed", "succeeded"]);
      expect(dataOf(dataOf(results[0])["error"])["message"]).toContain(
        "Could not carry out item 1 (create in accounts): it was rolled back together with item 2, to which it is linked.",
      );
      expect(await names()).toEqual(expect.not.arrayContaining(["Parent"]));
    });

    it("refuses references over other items, because those would share their fate", async () => {
      const { message } = await failure(
        [
          create("Parent"),
          create("Between"),
          create("Child", { data: { name: "C", "parentaccountid@odata.bind": "$1" } }),
        ],
        { mode },
      );
      expect(message).toContain("Batch Actions, item 3, refers to item 1.");
      expect(bench().requests()).toEqual([]);
    });

    it("splits more than 1000 items", async () => {
      const results = await run(
        Array.from({ length: 1500 }, (_, index) => (index === 1200 ? tooLong : create("n"))),
        { mode },
      );
      expect(results.map((result) => dataOf(result)["index"])).toEqual(
        Array.from({ length: 1500 }, (_, index) => index),
      );
      expect(results.filter((result) => dataOf(result)["status"] === "failed")).toHaveLength(1);
      expect(dataOf(results[1200])["status"]).toBe("failed");
      expect(batches()).toBe(2);
    });

    it("throws when nothing could be run at all", async () => {
      bench().emulator.control.faults.add({
        match: { pathContains: "$batch" },
        fault: { kind: "status", status: 401 },
      });
      await expect(attempt([create("n")], { mode })).resolves.toMatchObject({ succeeded: false });
    });
  });

  it("names all problems of the list at once, before anything is sent", async () => {
    const { message } = await failure([
      { collection: "accounts" },
      { collection: "acc ounts", action: "update", data: {} },
      "text",
      { collection: "accounts", action: "create", data: "{bad", returnRepresentation: "12abc" },
      { colection: "accounts", action: "create", data: { name: "x" } },
      { collection: "accounts", action: "upsert", key: "accountnumber='A/1'", data: { name: "x" } },
    ]);
    for (const part of [
      "Batch Actions has 10 problems, and nothing was sent:",
      "item 1: 'action' is missing: it must be one of create, update, upsert, delete, associate, disassociate.",
      `item 2: 'collection' "acc ounts" is not a name`,
      "item 2: 'key' is missing",
      "item 2: 'data' is empty",
      "item 3: it must be an object",
      "item 4 (create in accounts): 'data' is not valid JSON",
      `item 4 (create in accounts): 'returnRepresentation' must be true or false, but it is "12abc"`,
      "item 5: 'collection' is missing",
      "item 5: 'colection' is not known: did you mean 'collection'?",
      "item 6 (upsert in accounts): 'key' has a value that Dataverse does not take in a batch",
    ]) {
      expect(message).toContain(part);
    }
    expect(bench().requests()).toEqual([]);
  });

  it.each([
    [
      [
        create("a", { returnRepresentation: true }),
        create("b", { data: { "parentaccountid@odata.bind": "$1" } }),
      ],
      "item 1 (create in accounts): 'returnRepresentation' must be false",
    ],
    [
      [create("b", { data: { "parentaccountid@odata.bind": "$2" } }), create("a")],
      "it refers to $2, which is item 2: an item can only refer to an earlier one.",
    ],
    [
      [create("b", { data: { "parentaccountid@odata.bind": "$x" } })],
      "it refers to $x, but no item has the contentId x.",
    ],
    [
      [create("a", { contentId: "1" }), create("b", { contentId: "1" })],
      `'contentId' "1" is that of item 1 too`,
    ],
    ["[{]", "Batch Actions is not valid JSON"],
    ["5", "Batch Actions must be a list of actions, but a number arrived."],
  ])("refuses what cannot be carried out: %j", async (actions, text) => {
    expect((await failure(actions)).message).toContain(text);
    expect(bench().requests()).toEqual([]);
  });
});
