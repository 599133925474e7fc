import { beforeAll, describe, expect, it } from "vitest";
import { type Data, dataOf, useTestBench } from "../support/dataverse.ts";

const listOf = (value: unknown): readonly Data[] => {
  if (!Array.isArray(value)) throw new Error("This is no list.");
  return value.map(dataOf);
};

describe("List Entity Types", () => {
  const bench = useTestBench({ records: 1 });
  const list = async (inputs: Readonly<Record<string, unknown>> = {}): Promise<Data> =>
    dataOf((await bench().runner.action("listEntities", inputs)).data);
  const names = (page: Data): readonly unknown[] => listOf(page["entities"]).map(({ name }) => name);

  it("gives all entity sets in the order of their names, for one request", async () => {
    const all = await list();
    expect(names(all)).toEqual(expect.arrayContaining(["accounts", "contacts", "new_projects"]));
    expect(names(all)).toEqual(names(all).toSorted());
    expect(all).toMatchObject({ totalCount: names(all).length, nextLink: null, hasMore: false });
    expect(
      bench()
        .requests()
        .map(({ method, url }) => `${method} ${url}`),
    ).toEqual(["GET /api/data/v9.2/"]);
  });

  it("refuses a next link of records", async () => {
    const query = { entityType: "contacts", fieldNames: ["fullname"], recordsPerPage: "1" };
    const { data } = await bench().runner.action("queryEntities", query);
    const nextLink = dataOf(data)["oDataNextLink"] ?? `${bench().emulator.url}/api/data/v9.2/contacts?$x=1`;
    await expect(list({ nextLink })).rejects.toThrow("is not a next link of List Entity Types.");
  });
});

describe("[CRM] List Entities", () => {
  const bench = useTestBench({ records: 1 });
  const list = async (inputs: Readonly<Record<string, unknown>> = {}): Promise<Data> =>
    dataOf((await bench().runner.action("listEntitiesAction", inputs)).data);
  const entities = async (inputs: Readonly<Record<string, unknown>>): Promise<ReadonlyMap<unknown, Data>> =>
    new Map(listOf((await list(inputs))["entities"]).map((entity) => [entity["logicalName"], entity]));

  beforeAll(() => {
    bench().emulator.control.schema.addTable({
      schemaName: "new_Part",
      label: "Part",
      settings: {
        IsChildEntity: true,
        DisplayName: {
          LocalizedLabels: [{ Label: "Teil", LanguageCode: 1031 }],
          UserLocalizedLabel: null,
        },
        EntitySetName: null,
      },
    });
  });

  it("gives each table with what other actions need to know of it, and asks for no more", async () => {
    const account = (await entities({})).get("account");
    expect(account).toEqual({
      entityId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      logicalName: "account",
      schemaName: "Account",
      entitySetName: "accounts",
      displayName: "Account",
      pluralDisplayName: "Accounts",
      primaryIdAttribute: "accountid",
      primaryNameAttribute: "name",
      isCustomEntity: false,
      isChildEntity: false,
    });
    const [request, ...others] = bench().requests();
    expect(others).toEqual([]);
    expect(request?.url).toBe(
      "/api/data/v9.2/EntityDefinitions?$select=MetadataId,LogicalName,SchemaName,EntitySetName,DisplayName,DisplayCollectionName,PrimaryIdAttribute,PrimaryNameAttribute,IsCustomEntity,IsChildEntity",
    );
  });

  it("counts what it lists, in the order of schema names", async () => {
    for (const includeCustom of ["true", "0", false]) {
      const result = await list({ includeCustom });
      const tables = listOf(result["entities"]);
      const custom = tables.filter(({ isCustomEntity }) => isCustomEntity === true).length;
      expect(custom > 0).toBe(includeCustom === "true");
      expect(result).toMatchObject({
        totalCount: tables.length,
        customEntitiesCount: custom,
        systemEntitiesCount: tables.length - custom,
      });
      const names = tables.map(({ schemaName }) => String(schemaName).toLowerCase());
      expect(names).toEqual(names.toSorted());
    }
  });

  it("leaves out child tables when only top level ones are wanted", async () => {
    expect((await entities({ includeOnlyTopLevel: "false" })).has("new_part")).toBe(true);
    const topLevel = await entities({ includeOnlyTopLevel: "1" });
    expect([topLevel.has("new_part"), topLevel.has("new_project")]).toEqual([false, true]);
  });

  it("labels tables in another language than the user's, or by their names, rather than not at all", async () => {
    const all = await entities({});
    expect(all.get("new_part")).toMatchObject({ displayName: "Teil", entitySetName: null });
    expect(all.get("accountleads")).toMatchObject({
      displayName: "accountleads",
      pluralDisplayName: "accountleads",
    });
  });

  it("gives the details when they are asked for, as plain values", async () => {
    const details = {
      description: expect.any(String),
      ownershipType: "UserOwned",
      isActivity: true,
      isBusinessProcessEnabled: false,
      isValidForAdvancedFind: true,
      isValidForQueue: false,
      entityColor: null,
      iconLargeName: null,
      iconMediumName: null,
      iconSmallName: null,
    };
    expect((await entities({ includeDetails: "true" })).get("task")).toMatchObject(details);
    const plain = Object.keys((await entities({})).get("task") ?? {});
    expect(plain.filter((name) => Object.hasOwn(details, name))).toEqual([]);
  });

  it("refuses a flag that is neither true nor false", async () => {
    await expect(list({ includeCustom: "maybe" })).rejects.toThrow(
      'Include Custom Entities must be true or false, but it is "maybe".',
    );
  });
});
