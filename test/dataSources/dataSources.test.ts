import { describe, expect, it } from "vitest";
import { createRunner } from "../../workbench/runner/runner.ts";
import type { Inputs } from "../../workbench/runner/wireParams.ts";
import { type Data, dataOf, keyValues, recordsOf, useTestBench } from "../support/dataverse.ts";

interface Choice {
  readonly key: string;
  readonly label: string;
}

describe("the data sources", () => {
  const bench = useTestBench({ only: ["account"], records: 3 });

  const list = async (key: string, inputs: Inputs = {}): Promise<readonly Choice[]> => {
    const outcome = await bench().runner.dataSource(key, inputs);
    if (!outcome.succeeded) throw outcome.error;
    if (!Array.isArray(outcome.data)) throw new Error("No list.");
    return outcome.data
      .map(dataOf)
      .map(({ key: name, label }) => ({ key: String(name), label: String(label) }));
  };
  const message = async (key: string, inputs: Inputs): Promise<string> => {
    const outcome = await bench().runner.dataSource(key, inputs);
    return !outcome.succeeded && outcome.error instanceof Error ? outcome.error.message : "";
  };
  const action = async (key: string, inputs: Inputs): Promise<Data> =>
    dataOf((await bench().runner.action(key, inputs)).data);
  const labels = (choices: readonly Choice[]) => choices.map(({ label }) => label);
  const requests = () => bench().requests().length;

  it("entityTypes gives entity sets, as the actions on records take them, in one request", async () => {
    const choices = await list("entityTypes");
    expect(choices).toContainEqual({ key: "accounts", label: "Account (account)" });
    expect(requests()).toBe(1);
    const sorted = new Intl.Collator("en", { sensitivity: "base", numeric: true });
    expect(labels(choices)).toEqual([...labels(choices)].sort(sorted.compare));
    for (const { key } of choices.filter(({ key: name }) =>
      ["accounts", "contacts", "new_projects"].includes(name),
    )) {
      expect((await action("queryEntities", { entityType: key }))["value"]).toBeDefined();
    }
  });

  it("entityTypes leaves out custom and child tables on request", async () => {
    expect((await list("entityTypes", { includeCustom: "false" })).map(({ key }) => key)).not.toContain(
      "msevtmgt_events",
    );
    expect((await list("entityTypes", { includeOnlyTopLevel: "true" })).map(({ key }) => key)).not.toContain(
      "activityparties",
    );
  });

  it("entities and attributes give ids that the actions about columns take", async () => {
    const table = (await list("entities")).find(({ label }) => label === "Account (account)");
    const columns = await list("attributes", { entityId: table?.key });
    const name = columns.find(({ label }) => label === "Account Name (name)");
    expect(requests()).toBe(2);
    expect(await action("getAttribute", { entityId: table?.key, attributeType: name?.key })).toMatchObject({
      LogicalName: "name",
    });
    expect(columns.every(({ label }) => label !== "")).toBe(true);
  });

  it("getEntitiesMetaData gives tables with their columns", async () => {
    const { data } = await bench()
      .runner.dataSource("getEntitiesMetaData", {
        recordTypeFilter: ["account"],
        includeAllCustomRecordTypes: "false",
      })
      .then((outcome) => (outcome.succeeded ? outcome : Promise.reject(outcome.error)));
    expect(data).toMatchObject([{ object: { label: "Account" }, defaultSelected: false }]);
    expect(requests()).toBe(2);
  });

  it("records gives the records of a table by name, with ids that Entity ID takes", async () => {
    const created = await action("createEntity", {
      entityType: "accounts",
      fieldValues: keyValues({ name: "Aardvark" }),
    });
    bench().emulator.control.requests.clear();
    const choices = await list("records", { entityType: "accounts" });
    expect(requests()).toBe(2);
    expect(choices[0]).toEqual({ key: created["accountid"], label: "Aardvark" });
    const found = await list("records", { entityType: "account", filterExpression: "name eq 'Aardvark'" });
    expect(found).toEqual([{ key: created["accountid"], label: "Aardvark" }]);
    expect(await action("getEntity", { entityType: "accounts", entityId: found[0]?.key })).toMatchObject({
      name: "Aardvark",
    });
  });

  it("records tells records of one name apart, and says when there are more than it shows", async () => {
    const same = Array.from({ length: 1001 }, () => ({
      collection: "contacts",
      action: "create",
      data: { lastname: "Doe" },
    }));
    await bench().runner.action("batchEntityActions", { actions: same, mode: "continueOnError" });
    const choices = await list("records", { entityType: "contacts", filterExpression: "lastname eq 'Doe'" });
    expect(choices).toHaveLength(1000);
    expect(new Set(labels(choices)).size).toBe(1000);
    expect(choices.at(-1)?.label).toContain("… and more that are not shown");
  });

  it.each([
    ["industrycode", { key: "1", label: "Accounting" }],
    ["statecode", { key: "0", label: "Active" }],
    ["creditonhold", { key: "true", label: "Yes" }],
  ])("choiceValues gives the options of %s", async (attributeType, option) => {
    expect(await list("choiceValues", { entityId: "account", attributeType })).toContainEqual(option);
  });

  it("choiceValues says when a column has none", async () => {
    expect(await message("choiceValues", { entityId: "account", attributeType: "name" })).toContain("name");
  });

  it("alternateKeys gives the columns of the keys that work", async () => {
    expect(await list("alternateKeys", { entityType: "accounts" })).toContainEqual({
      key: "accountnumber",
      label: expect.stringContaining("accountnumber"),
    });
  });

  it("users gives those who are enabled, with ids to impersonate", async () => {
    const choices = await list("users");
    expect(requests()).toBe(1);
    const { data } = await bench().runner.action("queryEntities", {
      entityType: "systemusers",
      filterExpression: "isdisabled eq false",
    });
    expect(choices.map(({ key }) => key).sort()).toEqual(
      recordsOf(data)
        .map((user) => user["systemuserid"])
        .sort(),
    );
  });

  it("records asks for the table first", async () => {
    expect(await message("records", { entityType: "" })).toBe(
      "Choose Entity Type first: what can be chosen here depends on it.",
    );
    expect(requests()).toBe(0);
  });

  it("fieldMapping maps fields to the columns of their names or labels at first", async () => {
    const outcome = await bench().runner.dataSource("fieldMapping", {
      mappedFields: ["account name", "telephone1", "Nothing Like It", ""],
      recordTypeFilter: ["account"],
      includeAllCustomRecordTypes: "false",
    });
    const data = dataOf(outcome.succeeded ? outcome.data : undefined);
    expect(data["fields"]).toEqual([
      {
        field: { key: "account name", label: "account name" },
        defaultObject: { key: expect.any(String), label: "Account" },
        defaultField: { key: "name", label: "Account Name" },
      },
      expect.objectContaining({ defaultField: expect.objectContaining({ key: "telephone1" }) }),
      { field: { key: "Nothing Like It", label: "Nothing Like It" } },
    ]);
    expect(data["options"]).toMatchObject([{ object: { label: "Account" } }]);
  });

  it.each([
    ["attributes", "Entity ID is empty", { entityId: "" }],
    ["alternateKeys", "Choose Entity Type first", { entityType: "" }],
    ["choiceValues", "Entity ID is empty", { entityId: "", attributeType: "industrycode" }],
  ])("%s asks for the table first", async (key, text, inputs) => {
    expect(await message(key, inputs)).toContain(text);
    expect(requests()).toBe(0);
  });

  it("every one of them says so when the connection is missing or not accepted", async () => {
    const { runner, connection } = bench();
    for (const key of Object.keys(runner.component.dataSources)) {
      const inputs = Object.fromEntries(
        (runner.component.dataSources[key]?.inputs ?? [])
          .filter(({ type, required }) => required === true && type === "string")
          .map(({ key: name }) => [name, "account"]),
      );
      expect(await message(key, { ...inputs, connection: "" }), key).toContain("Connection is empty");
      const expired = createRunner({
        component: runner.component,
        connection: { ...connection, token: { ...connection.token, access_token: "expired" } },
      });
      expect(await expired.dataSource(key, inputs), key).toMatchObject({
        succeeded: false,
        error: {
          name: "ConnectionError",
          message: expect.stringContaining("did not accept the access token"),
        },
      });
    }
  });

  it("take one or two requests in an organization of 250 more tables", async () => {
    bench().emulator.control.schema.addSynthetic({ tables: 250, columns: 5 });
    expect((await list("entityTypes")).length).toBeGreaterThan(250);
    expect((await list("entities")).length).toBeGreaterThan(250);
    expect(requests()).toBe(2);
  });

  it("are offered where they belong, and every one that is offered exists", () => {
    const { actions, dataSources } = bench().runner.component;
    const offered = Object.values(actions).flatMap(({ inputs }) =>
      inputs.flatMap((input) => {
        const source: unknown = Reflect.get(input, "dataSource");
        return typeof source === "string" && source !== "" ? [source] : [];
      }),
    );
    expect(new Set(offered)).toEqual(
      new Set(["entityTypes", "entities", "attributes", "records", "users", "alternateKeys"]),
    );
    expect([...new Set(offered)].filter((source) => !(source in dataSources))).toEqual([]);
  });
});
