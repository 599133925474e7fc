import { describe, expect, it } from "vitest";
import { field } from "../support/dataverseClient.ts";
import { refusalOf, useTourist } from "./tourist.ts";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("dynamics-web-api on messages", () => {
  const tourist = useTourist();
  const api = () => tourist().api;
  const create = (collection: string, data: object): Promise<string> =>
    api().create<object, string>({ collection, data });

  it("calls functions", async () => {
    expect(await api().callFunction("WhoAmI")).toMatchObject({ UserId: expect.stringMatching(guid) });
    const counts = await api().callFunction({
      name: "RetrieveTotalRecordCount",
      parameters: { EntityNames: ["account", "contact"] },
    });
    expect(field(counts, "EntityRecordCountCollection")).toMatchObject({
      Count: 2,
      Keys: ["account", "contact"],
    });
  });

  it("calls actions", async () => {
    const account = await create("accounts", { name: "Customer" });
    const opportunity = await create("opportunities", {
      name: "Deal",
      "customerid_account@odata.bind": `/accounts(${account})`,
    });
    await api().callAction({
      actionName: "WinOpportunity",
      action: {
        Status: 3,
        OpportunityClose: {
          subject: "Won",
          "opportunityid@odata.bind": `${tourist().root}opportunities(${opportunity})`,
        },
      },
    });
    const won = await api().retrieve({
      collection: "opportunities",
      key: opportunity,
      select: ["statecode"],
    });
    expect(won).toMatchObject({ statecode: 1 });
  });

  it("creates several records with one bound action", async () => {
    const type = "Microsoft.Dynamics.CRM.new_project";
    const reply = await api().callAction({
      collection: "new_projects",
      actionName: "Microsoft.Dynamics.CRM.CreateMultiple",
      action: { Targets: ["A", "B"].map((new_name) => ({ new_name, "@odata.type": type })) },
    });
    expect(field(reply, "Ids")).toEqual([expect.stringMatching(guid), expect.stringMatching(guid)]);
  });

  it("reports a refusal with code and message", async () => {
    expect(await refusalOf(api().callFunction("NoSuchThing"))).toMatchObject({
      status: 404,
      code: "0x8006088a",
      message: "Resource not found for the segment 'NoSuchThing'.",
    });
  });
});

describe("dynamics-web-api on definitions", () => {
  const tourist = useTourist();
  const api = () => tourist().api;

  it("lists tables", async () => {
    const tables = await api().retrieveEntities({
      select: ["LogicalName", "EntitySetName"],
      filter: "LogicalName eq 'account'",
    });
    expect(tables.value).toMatchObject([
      { LogicalName: "account", EntitySetName: "accounts", MetadataId: expect.stringMatching(guid) },
    ]);
  });

  it("reads a table with its columns", async () => {
    const table = await api().retrieveEntity({
      key: "LogicalName='account'",
      select: ["SchemaName"],
      expand: [{ property: "Attributes", select: ["LogicalName"], filter: "LogicalName eq 'name'" }],
    });
    expect(table).toMatchObject({ SchemaName: "Account", Attributes: [{ LogicalName: "name" }] });
  });

  it("reads columns of one type with their choices", async () => {
    const columns = await api().retrieveAttributes({
      entityKey: "LogicalName='account'",
      castType: "Microsoft.Dynamics.CRM.PicklistAttributeMetadata",
      select: ["LogicalName"],
      expand: [{ property: "OptionSet", select: ["Options"] }],
    });
    const category = columns.value.find((column) => field(column, "LogicalName") === "accountcategorycode");
    expect(field(category, "OptionSet", "Options", 0)).toMatchObject({ Value: 1 });
    const name = await api().retrieveAttribute({
      entityKey: "LogicalName='account'",
      attributeKey: "LogicalName='name'",
      castType: "Microsoft.Dynamics.CRM.StringAttributeMetadata",
      select: ["MaxLength"],
    });
    expect(name).toMatchObject({ MaxLength: 160 });
  });

  it("lists relationships", async () => {
    const relationships = await api().retrieveRelationships({
      castType: "Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata",
      select: ["SchemaName", "ReferencingEntity"],
      filter: "ReferencedEntity eq 'account'",
    });
    expect(relationships.value.map((item) => field(item, "SchemaName"))).toContain(
      "contact_customer_accounts",
    );
  });

  it("reads global choices", async () => {
    const all = await api().retrieveGlobalOptionSets();
    expect(all.value.map((item) => field(item, "Name"))).toContain("new_priority");
    const one = await api().retrieveGlobalOptionSet({
      key: "Name='new_priority'",
      castType: "Microsoft.Dynamics.CRM.OptionSetMetadata",
    });
    expect(field(one, "Options", 0)).toMatchObject({ Value: 100_000_000 });
  });

  it("reads the CSDL", async () => {
    expect(await api().retrieveCsdlMetadata()).toContain('<EntityType Name="account"');
  });
});
