import { describe, expect, it } from "vitest";
import { field, refusal, rows, useClient } from "../support/dataverseClient.ts";

describe("table definitions", () => {
  const client = useClient();

  it("are selected and filtered by name", async () => {
    const reply = await client().get(
      "EntityDefinitions?$select=LogicalName,EntitySetName&$filter=LogicalName eq 'account' or EntitySetName eq 'tasks'",
    );
    expect(reply.body).toEqual({
      "@odata.context": `${client().root}$metadata#EntityDefinitions(LogicalName,EntitySetName)`,
      value: [
        { LogicalName: "account", EntitySetName: "accounts", MetadataId: expect.any(String) },
        { LogicalName: "task", EntitySetName: "tasks", MetadataId: expect.any(String) },
      ],
    });
  });

  it("are filtered by booleans, managed properties and enumerations, not by labels", async () => {
    const names = async (filter: string) =>
      rows(await client().get(`EntityDefinitions?$select=LogicalName&$filter=${filter}`)).map((row) =>
        field(row, "LogicalName"),
      );
    expect(await names("IsActivity eq true")).toEqual(["task", "email", "phonecall", "appointment"]);
    expect(await names("not (ObjectTypeCode gt 2) and IsCustomEntity eq false")).toEqual([
      "account",
      "contact",
    ]);
    expect(await names("CanCreateAttributes/Value eq true and LogicalName ne 'task'")).not.toContain("task");
    expect(await names("OwnershipType eq Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'")).toContain(
      "account",
    );
    for (const filter of [
      "DisplayName eq 'Account'",
      "DisplayName/UserLocalizedLabel/Label eq 'Account'",
      "IsCustomizable eq true",
      "OwnershipType eq 'UserOwned'",
      "ObjectTypeCode eq '1'",
      "Wrong eq 1",
    ]) {
      expect((await client().get(`EntityDefinitions?$filter=${filter}`)).status).toBe(400);
    }
    const call = await client().get("EntityDefinitions?$filter=startswith(LogicalName,'a')");
    expect([call.status, call.body]).toEqual([
      501,
      refusal("0x8006088a", 'The "startswith" function isn\'t supported for Metadata Entities.'),
    ]);
  });

  it("are filtered by a list of names, as Microsoft's own clients do it", async () => {
    const listed = async (path: string) =>
      rows(await client().get(path)).map((row) => field(row, "LogicalName"));
    const oneOf = (property: string, values: string) =>
      `Microsoft.Dynamics.CRM.In(PropertyName='${property}',PropertyValues=[${values}])`;
    const names = oneOf("LogicalName", '"contact","Account","nothing","task"');
    expect(await listed(`EntityDefinitions?$select=LogicalName&$filter=${names}`)).toEqual([
      "contact",
      "task",
    ]);
    const columns = oneOf("LogicalName", "'revenue','name'");
    const path = `EntityDefinitions(LogicalName='account')/Attributes?$select=LogicalName&$filter=${columns}`;
    expect((await listed(path)).toSorted()).toEqual(["name", "revenue"]);
    const answers = [
      oneOf("Wrong", '"a"'),
      oneOf("DisplayName", '"a"'),
      "Microsoft.Dynamics.CRM.In(PropertyName='LogicalName')",
      oneOf("LogicalName", "account"),
      oneOf("IsActivity", '"true"'),
      oneOf("LogicalName", '"a"').replace(".In(", ".NotIn("),
    ].map(async (filter) => (await client().get(`EntityDefinitions?$filter=${filter}`)).status);
    expect(await Promise.all(answers)).toEqual([400, 400, 400, 400, 501, 501]);
  });

  it("are read by logical name and by id, and the ids stay the same", async () => {
    const byName = await client().get(
      "EntityDefinitions(LogicalName='account')?$select=MetadataId,PrimaryIdAttribute",
    );
    const id = field(byName.body, "MetadataId");
    expect(byName.body).toEqual({
      "@odata.context": `${client().root}$metadata#EntityDefinitions(MetadataId,PrimaryIdAttribute)/$entity`,
      MetadataId: id,
      PrimaryIdAttribute: "accountid",
    });
    const byId = await client().get(`EntityDefinitions(${id})?$select=LogicalName`);
    expect(field(byId.body, "LogicalName")).toBe("account");
  });

  it("show labels as label objects, in all languages they have", async () => {
    const { body } = await client().get("EntityDefinitions(LogicalName='contact')?$select=DisplayName");
    const label = {
      Label: "Contact",
      LanguageCode: 1033,
      IsManaged: true,
      MetadataId: expect.any(String),
      HasChanged: null,
    };
    expect(field(body, "DisplayName")).toEqual({
      LocalizedLabels: [label, { ...label, Label: "Kontakt", LanguageCode: 1031 }],
      UserLocalizedLabel: label,
    });
  });

  it("expand their columns", async () => {
    const { body } = await client().get(
      "EntityDefinitions(LogicalName='account')?$select=LogicalName&$expand=Attributes($select=LogicalName,AttributeType;$filter=LogicalName eq 'revenue')",
    );
    const id = field(body, "MetadataId");
    expect(body).toEqual({
      "@odata.context": `${client().root}$metadata#EntityDefinitions(LogicalName,Attributes(LogicalName,AttributeType))/$entity`,
      LogicalName: "account",
      MetadataId: id,
      Attributes: [
        {
          "@odata.type": "#Microsoft.Dynamics.CRM.MoneyAttributeMetadata",
          LogicalName: "revenue",
          AttributeType: "Money",
          MetadataId: expect.any(String),
        },
      ],
    });
  });

  it("come all at once: no paging, sorting or counting", async () => {
    for (const option of ["$top=1", "$orderby=LogicalName", "$count=true"]) {
      const reply = await client().get(`EntityDefinitions?${option}`);
      expect([reply.status, reply.body]).toEqual([
        400,
        refusal("0x80060888", `The query parameter ${option.split("=")[0]} is not supported`),
      ]);
    }
  });

  it("are refused when they are not there, or their properties are not", async () => {
    expect((await client().get("EntityDefinitions(LogicalName='nothing')")).status).toBe(404);
    expect((await client().get("EntityDefinitions(name)")).status).toBe(400);
    const reply = await client().get("EntityDefinitions?$select=Name");
    expect([reply.status, reply.body]).toEqual([
      400,
      refusal(
        "0x0",
        "Could not find a property named 'Name' on type 'Microsoft.Dynamics.CRM.EntityMetadata'.",
      ),
    ]);
  });

  it("expand keys and relationships", async () => {
    const { body } = await client().get(
      "EntityDefinitions(LogicalName='contact')?$select=LogicalName&$expand=Keys,ManyToOneRelationships($select=SchemaName;$filter=ReferencingAttribute eq 'parentcustomerid'),ManyToManyRelationships($select=IntersectEntityName)",
    );
    expect(field(body, "Keys", 0)).toMatchObject({
      SchemaName: "new_EmailKey",
      KeyAttributes: ["emailaddress1"],
      EntityKeyIndexStatus: "Active",
    });
    expect(field(body, "ManyToOneRelationships")).toEqual([
      { SchemaName: "contact_customer_accounts", MetadataId: expect.any(String) },
      { SchemaName: "contact_customer_contacts", MetadataId: expect.any(String) },
    ]);
    expect(JSON.stringify(field(body, "ManyToManyRelationships"))).toContain("new_project_contact");
  });

  it("have every property of Microsoft's full sample", async () => {
    const { body } = await client().get("EntityDefinitions(LogicalName='new_project')");
    expect(body).toMatchObject({
      LogicalName: "new_project",
      SchemaName: "new_Project",
      IsCustomEntity: true,
      IsManaged: false,
      TableType: "Standard",
      Settings: [],
      CanCreateAttributes: {
        Value: true,
        CanBeChanged: false,
        ManagedPropertyLogicalName: "cancreateattributes",
      },
    });
    expect(Object.keys(Object(body)).length).toBe(109);
  });

  it("of an intersect table have labels without text", async () => {
    const { body } = await client().get(
      "EntityDefinitions(LogicalName='new_project_contact')?$select=DisplayName,IsIntersect,PrimaryNameAttribute",
    );
    expect(body).toMatchObject({
      IsIntersect: true,
      PrimaryNameAttribute: null,
      DisplayName: { LocalizedLabels: [], UserLocalizedLabel: null },
    });
  });
});

describe("column definitions", () => {
  const client = useClient();
  const path = "EntityDefinitions(LogicalName='contact')/Attributes";

  it("list what all columns have in common, with the type of each", async () => {
    const reply = await client().get(
      `${path}?$select=LogicalName,SchemaName,IsValidForUpdate&$filter=LogicalName eq 'fullname'`,
    );
    expect(rows(reply)).toEqual([
      {
        "@odata.type": "#Microsoft.Dynamics.CRM.StringAttributeMetadata",
        LogicalName: "fullname",
        SchemaName: "FullName",
        IsValidForUpdate: false,
        MetadataId: expect.any(String),
      },
    ]);
  });

  it("show what only their type has when nothing is selected", async () => {
    const customer = await client().get(`${path}(LogicalName='parentcustomerid')`);
    expect(customer.body).toMatchObject({
      "@odata.type": "#Microsoft.Dynamics.CRM.LookupAttributeMetadata",
      AttributeType: "Customer",
      AttributeTypeName: { Value: "CustomerType" },
      Targets: expect.arrayContaining(["account", "contact"]),
    });
    const choices = await client().get(`${path}(LogicalName='new_interests')`);
    expect(choices.body).toMatchObject({
      "@odata.type": "#Microsoft.Dynamics.CRM.MultiSelectPicklistAttributeMetadata",
      AttributeType: "Virtual",
    });
    expect((await client().get(`${path}?$select=MaxLength`)).status).toBe(400);
  });

  it("are refused when they are not there", async () => {
    expect((await client().get(`${path}(LogicalName='nothing')`)).status).toBe(404);
    expect((await client().get(`${path}/Microsoft.Dynamics.CRM.EnumAttributeMetadata`)).status).toBe(400);
  });
});
