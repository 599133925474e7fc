import { beforeAll, describe, expect, it } from "vitest";
import { type Data, dataOf, useTestBench } from "../support/dataverse.ts";

const listOf = (value: unknown): readonly Data[] => {
  if (!Array.isArray(value)) throw new Error("This is no list.");
  return value.map(dataOf);
};

describe("[CRM] Get Entities Metadata", () => {
  const bench = useTestBench({ records: 1 });
  const get = async (inputs: Readonly<Record<string, unknown>>): Promise<readonly Data[]> =>
    listOf((await bench().runner.action("getEntitiesMetaData", inputs)).data);
  const only = { includeAllCustomRecordTypes: "false" };

  it("gives tables with their readable columns, for two requests", async () => {
    const [account, ...others] = await get({ ...only, recordTypeFilter: ["account"] });
    expect(others).toEqual([]);
    const fields = listOf(account?.["fields"]);
    expect(account?.["object"]).toEqual({ key: expect.stringMatching(/^[0-9a-f-]{36}$/), label: "Account" });
    expect(fields).toEqual(
      expect.arrayContaining([
        { key: "name", label: "Account Name" },
        { key: "revenue", label: "Annual Revenue" },
        { key: "primarycontactid", label: "Primary Contact" },
      ]),
    );
    expect(fields.map(({ key }) => key)).not.toContain("primarycontactidname");
    expect(bench().requests()).toHaveLength(2);
  });

  it("takes labels, other names and picked entries in any case, and marks the default ones", async () => {
    const tables = await get({
      ...only,
      recordTypeFilter: [
        { key: "contact", label: "Contact (Contact)" },
        " ACCOUNTS ",
        "phone call",
        "",
        "Kontakt",
      ],
      defaultSelectedRecordTypes: '["Contact"]',
    });
    expect(tables.map(({ object, defaultSelected }) => [dataOf(object)["label"], defaultSelected])).toEqual([
      ["Account", false],
      ["Contact", true],
      ["PhoneCall", false],
    ]);
  });
});

describe("[CRM] Get Entities Metadata of a large environment", () => {
  const bench = useTestBench({ records: 1 });
  const get = () =>
    bench().runner.action("getEntitiesMetaData", {
      recordTypeFilter: ["new_synthetic0001"],
      includeAllCustomRecordTypes: true,
    });
  beforeAll(() => bench().emulator.control.schema.addSynthetic({ tables: 900, columns: 1 }));

  it("has no more than the lane's eight requests under way at once", async () => {
    const { cost, protection } = bench().emulator.control;
    cost.set({ scale: 1, perRequestMs: 400 });
    protection.set({ concurrency: 8 });
    const tables = listOf((await get()).data);
    cost.set({ scale: 0, perRequestMs: 10 });
    protection.set({});
    expect(tables.length).toBeGreaterThan(900);
    expect(
      bench()
        .requests()
        .filter(({ status }) => status === 429),
    ).toEqual([]);
  });

  it("comes through throttling with every table once", async () => {
    bench().emulator.control.faults.add({
      match: { pathContains: "Attributes" },
      times: 2,
      fault: { kind: "status", status: 429, headers: { "Retry-After": "0.01" } },
    });
    const tables = listOf((await get()).data).map(({ object }) => dataOf(object)["label"]);
    expect(new Set(tables).size).toBe(tables.length);
    expect(tables.length).toBeGreaterThan(900);
  });

  it("fails in a sentence when a part of it cannot be read", async () => {
    bench().emulator.control.faults.add({
      match: { pathContains: "new_synthetic0500" },
      fault: {
        kind: "status",
        status: 403,
        body: { error: { code: "0x80040220", message: "Principal user is missing privilege." } },
      },
    });
    await expect(get()).rejects.toThrow(
      /^Could not read the columns of 100 tables, new_synthetic\d+ to new_synthetic\d+: .*Principal user is missing privilege/,
    );
  });
});

describe("[CRM] Get Entity Metadata", () => {
  const bench = useTestBench({ records: 1 });
  const get = async (inputs: Readonly<Record<string, unknown>>): Promise<Data> =>
    dataOf(dataOf((await bench().runner.action("getEntityMetaData", inputs)).data)["result"]);

  it("gives the definition without its columns, or with them, or some properties alone", async () => {
    expect(await get({ entityType: "account" })).not.toHaveProperty("Attributes");
    const options = {
      propertyNames: ["EntitySetName", "", "DisplayName, SchemaName"],
      includeAttributes: "true",
    };
    const {
      "@odata.context": _,
      Attributes: attributes,
      ...rest
    } = await get({ entityType: "account", options });
    expect(Object.keys(rest).toSorted()).toEqual([
      "DisplayName",
      "EntitySetName",
      "MetadataId",
      "SchemaName",
    ]);
    expect(listOf(attributes).find(({ LogicalName }) => LogicalName === "name")).toMatchObject({
      "@odata.type": "#Microsoft.Dynamics.CRM.StringAttributeMetadata",
      MaxLength: 160,
    });
  });

  it.each([
    [{ entityType: "" }, "Entity Type is empty. Enter a value."],
    [{ entityType: "accounts?$top=1" }, 'Entity Type "accounts?$top=1" is not the name of a table.'],
    [
      { entityType: "account", options: { propertyNames: ["Display Name"] } },
      'Property Name "Display Name" is not',
    ],
    [{ entityType: "acount" }, "Did you mean 'account'?"],
    [{ entityType: "acounts", lookupField: "false" }, "Did you mean 'account'"],
    [
      { entityType: "account", options: { propertyNames: ["Displayname"] } },
      "Could not get the metadata of account:",
    ],
  ])("refuses %j in a sentence", async (inputs, problem) => {
    await expect(get(inputs)).rejects.toThrow(problem);
  });
});
