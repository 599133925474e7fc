import { beforeAll, describe, expect, it } from "vitest";
import { dataOf, recordsOf, useTestBench } from "../support/dataverse.ts";

type Inputs = Readonly<Record<string, unknown>>;

const account = { entityId: "account" };

const useReading = () => {
  const bench = useTestBench();
  const read = async (action: string, inputs: Inputs) =>
    dataOf((await bench().runner.action(action, inputs)).data);
  /** The message without its request id, and the requests that it took. */
  const failure = async (action: string, inputs: Inputs) => {
    const outcome = await bench().runner.attempt(action, inputs);
    const error = outcome.succeeded ? undefined : outcome.error;
    return error instanceof Error ? error.message.replace(/, request id [0-9a-f-]{36}/, "") : "";
  };
  const paths = () =>
    bench()
      .requests()
      .map(({ method, url }) => `${method} ${decodeURIComponent(url.replace("/api/data/v9.2/", ""))}`);
  return { bench, read, failure, paths };
};

describe("[CRM] List Attributes", () => {
  const { bench, read, paths } = useReading();
  const listed = (data: Inputs) => (Array.isArray(data["attributes"]) ? data["attributes"].map(dataOf) : []);

  it("lists all attributes of a table by name, with its primary ones and counts, in one request", async () => {
    const data = await read("listAttributesAction", account);
    expect(paths()).toHaveLength(1);
    const attributes = listed(data);
    const names = attributes.map(({ logicalName }) => String(logicalName));
    expect(names).toEqual([...names].sort());
    expect(data).toMatchObject({
      entityId: "account",
      entityLogicalName: "account",
      totalCount: attributes.length,
      customAttributesCount: attributes.filter(({ isCustomAttribute }) => isCustomAttribute === true).length,
      systemAttributesCount: attributes.filter(({ isCustomAttribute }) => isCustomAttribute === false).length,
      primaryIdAttribute: "accountid",
      primaryNameAttribute: "name",
    });
    const counted = Object.values(dataOf(data["attributesByType"])).reduce(
      (sum, count) => Number(sum) + Number(count),
      0,
    );
    expect(counted).toBe(attributes.length);
    expect(attributes.find(({ logicalName }) => logicalName === "name")).toEqual({
      logicalName: "name",
      displayName: "Account Name",
      attributeType: "String",
      description: expect.any(String),
      isCustomAttribute: false,
      isPrimaryId: false,
      isPrimaryName: true,
      requiredLevel: "ApplicationRequired",
      isValidForRead: true,
      isValidForCreate: true,
      isValidForUpdate: true,
    });
  });

  it("does not drop attributes without a label: they have their logical name", async () => {
    const attributes = listed(await read("listAttributesAction", account));
    expect(attributes).toContainEqual(
      expect.objectContaining({ logicalName: "industrycodename", displayName: "industrycodename" }),
    );
  });

  it("adds details as plain values when asked to", async () => {
    const attributes = listed(await read("listAttributesAction", { ...account, includeDetails: "true" }));
    expect(attributes.find(({ logicalName }) => logicalName === "revenue")).toMatchObject({
      schemaName: "Revenue",
      isSecured: false,
      isAuditEnabled: true,
      isValidForAdvancedFind: true,
      requiredLevel: "None",
    });
  });

  it.each([
    ["contact", "Customer", ["parentcustomerid"]],
    ["contact", "ownertype", ["ownerid"]],
    ["account", "Uniqueidentifier", ["accountid"]],
    ["account", "UniqueIdentifierAttributeMetadata", ["accountid"]],
  ])("of %s, only those of the type %s", async (entityId, attributeType, names) => {
    const data = await read("listAttributesAction", { entityId, attributeType });
    expect(listed(data).map(({ logicalName }) => logicalName)).toEqual(expect.arrayContaining(names));
    expect(Object.keys(dataOf(data["attributesByType"]))).toHaveLength(1);
    expect(data["primaryIdAttribute"]).toBe(`${entityId}id`);
  });

  it("takes the table's MetadataId at no extra cost, and its entity set name", async () => {
    const { emulator, connection } = bench();
    const answer = await fetch(`${emulator.url}/api/data/v9.2/EntityDefinitions(LogicalName='account')`, {
      headers: { Authorization: `Bearer ${connection.token?.access_token}` },
    });
    const { MetadataId } = dataOf(await answer.json());
    emulator.control.requests.clear();
    const entityId = `{${String(MetadataId).toUpperCase()}}`;
    const byId = await read("listAttributesAction", { entityId, attributeType: "Money" });
    expect([byId["entityId"], byId["entityLogicalName"], paths().length]).toEqual([MetadataId, "account", 1]);
    const bySet = await read("listAttributesAction", { entityId: "Accounts", attributeType: "Money" });
    expect(bySet).toEqual({ ...byId, entityId: "accounts" });
    expect(paths()).toHaveLength(4);
  });
});

describe("[CRM] Query Attributes", () => {
  const { read, failure, paths } = useReading();
  const names = (data: unknown) => recordsOf(data).map(({ LogicalName }) => LogicalName);

  it.each(["Money", "moneytype", "MoneyAttributeMetadata", "Microsoft.Dynamics.CRM.MoneyAttributeMetadata"])(
    "finds attributes of the type %s, with the properties that only they have, in one request",
    async (attributeType) => {
      const data = await read("queryAttributes", {
        ...account,
        attributeType,
        fieldNames: ["LogicalName", "precision"],
      });
      expect(recordsOf(data)).toContainEqual({
        "@odata.type": "#Microsoft.Dynamics.CRM.MoneyAttributeMetadata",
        MetadataId: expect.any(String),
        LogicalName: "revenue",
        Precision: 2,
      });
      expect(data["@odata.context"]).toContain("MoneyAttributeMetadata");
      expect(paths()).toEqual([
        "GET EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.MoneyAttributeMetadata?$select=LogicalName,Precision",
      ]);
    },
  );

  it("finds customers alone, and other lookups without them", async () => {
    const of = async (attributeType: string) =>
      names(
        await read("queryAttributes", { entityId: "contact", attributeType, fieldNames: ["LogicalName"] }),
      );
    expect(await of("Customer")).toEqual(["parentcustomerid"]);
    expect(await of("Lookup")).not.toContain("parentcustomerid");
    expect(await of("LookupAttributeMetadata")).toContain("parentcustomerid");
  });

  it("joins a filter to the type, and expands the options", async () => {
    const data = await read("queryAttributes", {
      ...account,
      attributeType: "Picklist",
      filterExpression: "$filter=LogicalName eq 'industrycode' or LogicalName eq 'nothing'",
      fieldNames: "LogicalName",
      expandPropertyNames: ["OptionSet($select=Options)"],
    });
    const [industry] = recordsOf(data);
    expect([names(data), dataOf(industry?.["OptionSet"])["Options"]]).toEqual([
      ["industrycode"],
      expect.arrayContaining([expect.objectContaining({ Value: 1 })]),
    ]);
  });

  it.each([
    [
      { fieldNames: ["MaxLength"] },
      "'MaxLength' is not a property that all attributes have. It belongs to the types Memo and String alone: set Attribute Type to one of them.",
    ],
    [
      { expandPropertyNames: ["OptionSet"] },
      "'OptionSet' is not a property that all attributes have. It belongs to the types Boolean, MultiSelectPicklist, Picklist, State and Status alone: set Attribute Type to one of them.",
    ],
    [
      { attributeType: "Money", fieldNames: ["Presicion"] },
      "'Presicion' is not a property of attributes of the type Money. Did you mean 'Precision'?",
    ],
    [
      { attributeType: "Money", filterExpression: "MaxLength gt 5" },
      "'MaxLength' is not a property of attributes of the type Money. It belongs to the types Memo and String.",
    ],
    [
      { filterExpression: "AttributeType eq 'String'" },
      "Filter Expression compares one of a fixed list of values with plain text. Write the value as Microsoft.Dynamics.CRM.AttributeTypeCode'…', with its name between the quotes.",
    ],
    [
      { filterExpression: "startswith(LogicalName,'new_')" },
      "Filter Expression uses startswith, but definitions cannot be filtered by functions. Compare with eq or ne, or leave Filter Expression empty and filter the result in the flow.",
    ],
  ])("says what is wrong with %j", async (inputs, problem) => {
    expect(await failure("queryAttributes", { ...account, ...inputs })).toContain(
      `Could not query the attributes of account: ${problem}`,
    );
    expect(paths()).toHaveLength(1);
  });
});

describe("[CRM] Get Attribute", () => {
  const { bench, read, failure, paths } = useReading();
  const get = (inputs: Inputs) => read("getAttribute", { ...account, ...inputs });
  let revenueId = "";
  beforeAll(async () => {
    const { data } = await bench().runner.action("getAttribute", { ...account, attributeType: "revenue" });
    revenueId = String(dataOf(data)["MetadataId"]);
    bench().emulator.control.requests.clear();
  });

  it.each([["revenue"], ["Revenue"], ["id"], ["{ID}"]])("finds it by %s, in one request", async (key) => {
    const attributeType = key.replace(/^id$/, revenueId).replace("ID", revenueId.toUpperCase());
    expect(await get({ attributeType })).toMatchObject({
      "@odata.type": "#Microsoft.Dynamics.CRM.MoneyAttributeMetadata",
      LogicalName: "revenue",
      AttributeType: "Money",
      Precision: 2,
    });
    expect(paths()).toHaveLength(1);
  });

  it("takes one request for the properties that all attributes have, two for those of its type", async () => {
    const common = await get({ attributeType: "revenue", fieldNames: ["LogicalName", "schemaname"] });
    expect([Object.keys(common).sort(), paths().length]).toEqual([
      ["@odata.context", "@odata.type", "LogicalName", "MetadataId", "SchemaName"],
      1,
    ]);
    const own = await get({ attributeType: "revenue", fieldNames: ["LogicalName,Precision"] });
    expect(own).toMatchObject({ LogicalName: "revenue", Precision: 2 });
    expect(own["@odata.type"]).toBe("#Microsoft.Dynamics.CRM.MoneyAttributeMetadata");
    expect(paths()).toHaveLength(3);
  });

  it.each([
    ["industrycode", "Options"],
    ["statecode", "Options"],
    ["creditonhold", "TrueOption"],
  ])("expands the options of %s without a cast by the user", async (attributeType, member) => {
    const { OptionSet } = await get({ attributeType, expandPropertyNames: ["OptionSet"] });
    expect(dataOf(OptionSet)).toHaveProperty(member);
    expect(paths()).toHaveLength(2);
  });

  it.each([
    [{ attributeType: "revenu" }, "the table account has no attribute 'revenu'. Did you mean 'revenue'?"],
    [
      { attributeType: "11111111-1111-1111-1111-111111111111" },
      "the table account has no attribute with the MetadataId 11111111-1111-1111-1111-111111111111. The action [CRM] List Attributes lists the names that can be used.",
    ],
    [
      { attributeType: "name", expandPropertyNames: ["OptionSet"] },
      "'OptionSet' is not a property of attributes of the type String. It belongs to the types Boolean, MultiSelectPicklist, Picklist, State and Status.",
    ],
    [
      { entityId: "acount", attributeType: "name" },
      "Entity ID names no table: there is no table 'acount'. Did you mean 'account'?",
    ],
  ])("says what is wrong with %j", async (inputs, problem) => {
    expect(await failure("getAttribute", { ...account, ...inputs })).toContain(problem);
  });
});

describe("a mistake in the inputs of the attribute actions", () => {
  const { failure, paths } = useReading();

  it.each([
    ["getAttribute", { attributeType: "name", entityId: "" }, "Entity ID is empty. Enter a value."],
    [
      "getAttribute",
      { attributeType: "name", entityId: "account(1)" },
      'Entity ID "account(1)" is not the name of a table. Enter the table\'s logical name, such as account, its entity set name, or its MetadataId.',
    ],
    [
      "getAttribute",
      { attributeType: "Annual Revenue" },
      'Attribute Key "Annual Revenue" does not name an attribute. Enter its logical name, such as revenue, or its MetadataId.',
    ],
    [
      "queryAttributes",
      { attributeType: "Strng" },
      "Attribute Type \"Strng\" is no type of attribute. Did you mean 'String'?",
    ],
    [
      "listAttributesAction",
      { attributeType: "Choice" },
      'Attribute Type Filter "Choice" is no type of attribute. Use one of BigInt, Boolean, CalendarRules, Customer, DateTime, Decimal, Double, EntityName, File, Image, Integer, Lookup, ManagedProperty, Memo, Money, MultiSelectPicklist, Owner, PartyList, Picklist, State, Status, String, Uniqueidentifier, Virtual.',
    ],
    [
      "listAttributesAction",
      { includeDetails: "2" },
      'Include Attribute Details must be true or false, but it is "2".',
    ],
    [
      "queryAttributes",
      { fieldNames: ["Display Name"] },
      'Field Name "Display Name" is not the name of a property. Enter one such as LogicalName, DisplayName or MaxLength.',
    ],
    [
      "queryAttributes",
      { expandPropertyNames: ["OptionSet&$top=1"] },
      'Expand Property Name "OptionSet&$top=1" cannot be expanded. Enter OptionSet, or OptionSet($select=Options) for the options alone.',
    ],
    [
      "createAttribute",
      { attributeBody: "{" },
      'Write it like {"SchemaName":"new_Balance","RequiredLevel":{"Value":"Recommended"}}.',
    ],
    [
      "createAttribute",
      { attributeBody: [1] },
      "Attribute Body must be one object of the properties of an attribute, but a list arrived.",
    ],
    ["createAttribute", { attributeBody: "" }, "Attribute Body is empty."],
    [
      "updateAttribute",
      { attributeBody: {}, options: { attributeKey: "a b" } },
      'Attribute Key "a b" does not name an attribute.',
    ],
    [
      "updateAttribute",
      { attributeBody: { SchemaName: "new_X" }, options: { publish: "maybe" } },
      'Publish must be true or false, but it is "maybe".',
    ],
  ])("is found before a request is spent: %s %j", async (action, inputs, message) => {
    expect(await failure(action, { ...account, ...inputs })).toContain(message);
    expect(paths()).toEqual([]);
  });
});
