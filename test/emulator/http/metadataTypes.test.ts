import { describe, expect, it } from "vitest";
import { field, rows, useClient } from "../support/dataverseClient.ts";

const crm = "Microsoft.Dynamics.CRM";

describe("columns of one type", () => {
  const client = useClient();
  const account = "EntityDefinitions(LogicalName='account')/Attributes";

  it("are listed by a cast, with properties only they have", async () => {
    const reply = await client().get(
      `EntityDefinitions(LogicalName='contact')/Attributes/${crm}.LookupAttributeMetadata?$select=LogicalName,Targets&$filter=LogicalName eq 'parentcustomerid'`,
    );
    expect(reply.body).toEqual({
      "@odata.context": `${client().root}$metadata#EntityDefinitions('contact')/Attributes/${crm}.LookupAttributeMetadata(LogicalName,Targets)`,
      value: [
        { LogicalName: "parentcustomerid", Targets: ["account", "contact"], MetadataId: expect.any(String) },
      ],
    });
    expect((await client().get(`${account}?$select=Targets`)).status).toBe(400);
    expect((await client().get(`${account}?$expand=OptionSet`)).status).toBe(400);
  });

  it("show their options as OptionSet and as GlobalOptionSet", async () => {
    const { body } = await client().get(
      `${account}(LogicalName='accountcategorycode')/${crm}.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options),GlobalOptionSet($select=Options)`,
    );
    const text = (label: string) => ({
      Label: label,
      LanguageCode: 1033,
      IsManaged: true,
      MetadataId: expect.any(String),
      HasChanged: null,
    });
    const option = (value: number, label: string) => ({
      Value: value,
      Color: null,
      IsManaged: true,
      ExternalValue: null,
      ParentValues: [],
      Tag: null,
      IsHidden: false,
      MetadataId: null,
      HasChanged: null,
      Label: { LocalizedLabels: [text(label)], UserLocalizedLabel: text(label) },
      Description: { LocalizedLabels: [], UserLocalizedLabel: null },
    });
    const set = {
      MetadataId: expect.any(String),
      Options: [option(1, "Preferred Customer"), option(2, "Standard")],
    };
    expect(body).toEqual({
      "@odata.context": `${client().root}$metadata#EntityDefinitions('account')/Attributes/${crm}.PicklistAttributeMetadata(LogicalName,OptionSet(Options),GlobalOptionSet(Options))/$entity`,
      LogicalName: "accountcategorycode",
      MetadataId: expect.any(String),
      OptionSet: set,
      GlobalOptionSet: set,
    });
  });

  it("show the two options of a boolean, and the states of status reasons", async () => {
    const boolean = await client().get(
      `${account}(LogicalName='creditonhold')/${crm}.BooleanAttributeMetadata?$select=LogicalName&$expand=OptionSet`,
    );
    expect(field(boolean.body, "OptionSet")).toMatchObject({
      OptionSetType: "Boolean",
      TrueOption: { Value: 1, Label: { UserLocalizedLabel: { Label: "Yes" } } },
      FalseOption: { Value: 0, Label: { UserLocalizedLabel: { Label: "No" } } },
    });
    const status = await client().get(
      `${account}(LogicalName='statuscode')/${crm}.StatusAttributeMetadata?$select=LogicalName&$expand=OptionSet`,
    );
    expect(field(status.body, "OptionSet", "Options", 0)).toMatchObject({
      "@odata.type": `#${crm}.StatusOptionMetadata`,
      Value: 1,
      State: 0,
    });
  });

  it("include shadows that show the names of lookups and choices", async () => {
    const reply = await client().get(
      `${account}?$select=LogicalName,AttributeOf,AttributeType,IsLogical&$filter=IsValidODataAttribute eq false`,
    );
    const shadows = rows(reply);
    expect(shadows).toContainEqual({
      "@odata.type": `#${crm}.StringAttributeMetadata`,
      LogicalName: "primarycontactidname",
      AttributeOf: "primarycontactid",
      AttributeType: "String",
      IsLogical: true,
      MetadataId: expect.any(String),
    });
    expect(shadows).toContainEqual({
      LogicalName: "industrycodename",
      AttributeOf: "industrycode",
      AttributeType: "Virtual",
      IsLogical: true,
      MetadataId: expect.any(String),
    });
  });

  it("have the properties of their type", async () => {
    const details = async (table: string, name: string) =>
      (await client().get(`EntityDefinitions(LogicalName='${table}')/Attributes(LogicalName='${name}')`))
        .body;
    expect(await details("account", "name")).toMatchObject({ MaxLength: 160, FormatName: { Value: "Text" } });
    expect(await details("account", "revenue")).toMatchObject({
      Precision: 2,
      MinValue: 0,
      IsBaseCurrency: false,
    });
    expect(await details("contact", "birthdate")).toMatchObject({
      Format: "DateOnly",
      DateTimeBehavior: { Value: "DateOnly" },
    });
    expect(await details("account", "accountid")).toMatchObject({
      AttributeType: "Uniqueidentifier",
      IsPrimaryId: true,
      RequiredLevel: { Value: "SystemRequired", CanBeChanged: false },
      IsValidForAdvancedFind: { Value: true },
    });
  });
});

describe("relationships", () => {
  const client = useClient();

  it("are listed with their type, and by a cast", async () => {
    const all = await client().get("RelationshipDefinitions?$select=SchemaName");
    expect(rows(all)).toContainEqual({
      "@odata.type": `#${crm}.OneToManyRelationshipMetadata`,
      SchemaName: "account_primary_contact",
      MetadataId: expect.any(String),
    });
    const filter =
      "$select=SchemaName,ReferencingEntityNavigationPropertyName&$filter=ReferencingEntity eq 'contact'";
    expect((await client().get(`RelationshipDefinitions?${filter}`)).status).toBe(400);
    const cast = await client().get(`RelationshipDefinitions/${crm}.OneToManyRelationshipMetadata?${filter}`);
    expect(rows(cast)).toContainEqual({
      SchemaName: "contact_customer_accounts",
      ReferencingEntityNavigationPropertyName: "parentcustomerid_account",
      MetadataId: expect.any(String),
    });
  });

  it("are read by name and by id, with the names of their navigation properties", async () => {
    const { body } = await client().get("RelationshipDefinitions(SchemaName='account_primary_contact')");
    expect(body).toMatchObject({
      "@odata.context": `${client().root}$metadata#RelationshipDefinitions/$entity`,
      "@odata.type": `#${crm}.OneToManyRelationshipMetadata`,
      ReferencedEntity: "contact",
      ReferencedAttribute: "contactid",
      ReferencingEntity: "account",
      ReferencingAttribute: "primarycontactid",
      ReferencingEntityNavigationPropertyName: "primarycontactid",
      CascadeConfiguration: { Delete: "RemoveLink" },
    });
    const byId = await client().get(
      `RelationshipDefinitions(${field(body, "MetadataId")})/${crm}.OneToManyRelationshipMetadata?$select=SchemaName`,
    );
    expect(byId.body).toMatchObject({ SchemaName: "account_primary_contact" });
    expect((await client().get("RelationshipDefinitions(SchemaName='nothing')")).status).toBe(404);
  });

  it("all have an id of their own", async () => {
    const ids = rows(await client().get("RelationshipDefinitions?$select=MetadataId")).map((row) =>
      field(row, "MetadataId"),
    );
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("of many to many name both sides and the table between", async () => {
    const reply = await client().get("EntityDefinitions(LogicalName='new_project')/ManyToManyRelationships");
    expect(rows(reply)).toMatchObject([
      {
        SchemaName: "new_project_contact",
        IntersectEntityName: "new_project_contact",
        Entity1LogicalName: "new_project",
        Entity1IntersectAttribute: "new_projectid",
        Entity2LogicalName: "contact",
        Entity2NavigationPropertyName: "new_project_contact",
        RelationshipType: "ManyToManyRelationship",
      },
    ]);
  });
});

describe("global choices and keys", () => {
  const client = useClient();

  it("are read by name and by id, and cannot be filtered", async () => {
    const { body } = await client().get("GlobalOptionSetDefinitions(Name='budgetstatus')");
    expect(body).toMatchObject({
      "@odata.type": `#${crm}.OptionSetMetadata`,
      Name: "budgetstatus",
      IsGlobal: true,
      OptionSetType: "Picklist",
      Options: [{ Value: 0 }, { Value: 1 }, { Value: 2 }, { Value: 3 }],
    });
    const byId = await client().get(`GlobalOptionSetDefinitions(${field(body, "MetadataId")})?$select=Name`);
    expect(byId.body).toMatchObject({ Name: "budgetstatus" });
    expect((await client().get("GlobalOptionSetDefinitions?$filter=Name eq 'need'")).status).toBe(405);
    expect((await client().get("GlobalOptionSetDefinitions(Name='nothing')")).status).toBe(404);
  });

  it("of the event table: the key on new_acmeexternalid is active", async () => {
    const reply = await client().get("EntityDefinitions(LogicalName='msevtmgt_event')/Keys");
    expect(rows(reply)).toMatchObject([
      {
        KeyAttributes: ["new_acmeexternalid"],
        EntityKeyIndexStatus: "Active",
        EntityLogicalName: "msevtmgt_event",
      },
    ]);
  });
});
