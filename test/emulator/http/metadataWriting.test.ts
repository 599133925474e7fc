import { describe, expect, it } from "vitest";
import { field, refusal, rows, useClient } from "../support/dataverseClient.ts";

const crm = "Microsoft.Dynamics.CRM";

const label = (text: string, german?: string) => ({
  "@odata.type": `${crm}.Label`,
  LocalizedLabels: [
    { "@odata.type": `${crm}.LocalizedLabel`, Label: text, LanguageCode: 1033 },
    ...(german === undefined
      ? []
      : [{ "@odata.type": `${crm}.LocalizedLabel`, Label: german, LanguageCode: 1031 }]),
  ],
});

const stringColumn = (schemaName: string, more: object = {}) => ({
  "@odata.type": `${crm}.StringAttributeMetadata`,
  AttributeType: "String",
  AttributeTypeName: { Value: "StringType" },
  SchemaName: schemaName,
  DisplayName: label(schemaName),
  RequiredLevel: {
    Value: "None",
    CanBeChanged: true,
    ManagedPropertyLogicalName: "canmodifyrequirementlevelsettings",
  },
  FormatName: { Value: "Text" },
  MaxLength: 100,
  ...more,
});

const tableBody = (schemaName: string) => ({
  "@odata.type": `${crm}.EntityMetadata`,
  SchemaName: schemaName,
  DisplayName: label(`Label of ${schemaName}`),
  DisplayCollectionName: label(`Labels of ${schemaName}`),
  Description: label("A table"),
  HasActivities: false,
  HasNotes: false,
  IsActivity: false,
  OwnershipType: "UserOwned",
  Attributes: [stringColumn("new_AccountName", { IsPrimaryName: true })],
});

describe("tables made through the Web API", () => {
  const client = useClient();
  const post = (path: string, body: unknown) => client().call("POST", path, { body });

  it("take records at once", async () => {
    const reply = await post("EntityDefinitions", tableBody("new_BankAccount"));
    expect(reply.status).toBe(204);
    const url = reply.headers.get("odata-entityid") ?? "";
    expect(
      (await client().get(`${url}?$select=EntitySetName,PrimaryNameAttribute,OwnershipType`)).body,
    ).toMatchObject({
      EntitySetName: "new_bankaccounts",
      PrimaryNameAttribute: "new_accountname",
      OwnershipType: "UserOwned",
    });
    const id = await client().create("new_bankaccounts", { new_accountname: "Savings" });
    expect(
      (await client().get(`new_bankaccounts(${id})?$select=new_accountname,statecode`)).body,
    ).toMatchObject({
      new_accountname: "Savings",
      statecode: 0,
    });
  });

  it("are refused without a prefix, a primary name or a name of their own", async () => {
    const codes = async (body: unknown) => {
      const reply = await post("EntityDefinitions", body);
      return [reply.status, field(reply.body, "error", "code")];
    };
    await post("EntityDefinitions", tableBody("new_Once"));
    expect(await codes(tableBody("new_Once"))).toEqual([400, "0x80044363"]);
    expect(await codes(tableBody("Plain"))).toEqual([400, "0x80040203"]);
    expect(await codes({ ...tableBody("new_Nameless"), Attributes: [] })).toEqual([400, "0x80040203"]);
    expect(await codes({ ...tableBody("new_Odd"), Wrong: 1 })).toEqual([400, "0x80048d19"]);
    expect(await codes("{")).toEqual([400, "0x80048d19"]);
  });

  it("are deleted with their lookups, but not those of the system", async () => {
    await post("EntityDefinitions", tableBody("new_Gone"));
    expect((await client().call("DELETE", "EntityDefinitions(LogicalName='new_gone')")).status).toBe(204);
    expect((await client().get("new_gones")).status).toBe(404);
    expect((await client().call("DELETE", "EntityDefinitions(LogicalName='account')")).status).toBe(400);
  });
});

describe("columns made through the Web API", () => {
  const client = useClient();
  const attributes = "EntityDefinitions(LogicalName='account')/Attributes";
  const post = (body: unknown) => client().call("POST", attributes, { body });
  const put = (name: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    client().call("PUT", `${attributes}(LogicalName='${name}')`, { body, headers });
  const publish = () => client().call("POST", "PublishAllXml");

  it("are there for the records there are, and answer with their URL", async () => {
    const reply = await post(stringColumn("new_BankName"));
    expect([reply.status, reply.headers.get("odata-entityid")]).toEqual([
      204,
      expect.stringMatching(/EntityDefinitions\(LogicalName='account'\)\/Attributes\([0-9a-f-]{36}\)$/),
    ]);
    const [account] = rows(await client().get("accounts?$select=new_bankname&$top=1"));
    expect(field(account, "new_bankname")).toBeNull();
    const id = await client().create("accounts", { name: "A", new_bankname: "Contoso Bank" });
    const found = await client().get(`accounts?$select=name&$filter=new_bankname eq 'contoso bank'`);
    expect(rows(found)).toMatchObject([{ accountid: id }]);
  });

  it("are refused when the name is taken, the type unknown or a property undeclared", async () => {
    await post(stringColumn("new_Twice"));
    expect((await post(stringColumn("new_Twice"))).body).toEqual(
      refusal(
        "0x80047013",
        "An attribute with the specified name new_twice already exists for the entity account.",
      ),
    );
    for (const body of [
      { ...stringColumn("new_NoType"), "@odata.type": undefined },
      { ...stringColumn("new_Odd"), "@odata.type": `${crm}.OddAttributeMetadata` },
      { ...stringColumn("new_Odd"), Targets: [] },
      { ...stringColumn("NoPrefix") },
      { ...stringColumn("new_Nothing"), SchemaName: undefined },
    ]) {
      expect((await post(body)).status).toBe(400);
    }
  });

  it.each([
    { MaxLength: "long" },
    { MaxLength: 1.5 },
    { IsSecured: "no" },
    { RequiredLevel: "None" },
    { DisplayName: "Name" },
    { AutoNumberFormat: 7 },
  ])("are refused with a value of another type: %j", async (more) => {
    const reply = await post(stringColumn("new_Mistyped", more));
    expect([reply.status, field(reply.body, "error", "code")]).toEqual([400, "0x80048d19"]);
  });

  it("of money bring their base column", async () => {
    await post({
      "@odata.type": `#${crm}.MoneyAttributeMetadata`,
      SchemaName: "new_Balance",
      DisplayName: label("Balance"),
      Precision: 2,
    });
    const id = await client().create("accounts", { name: "Rich", new_balance: 12.5 });
    expect((await client().get(`accounts(${id})?$select=new_balance,new_balance_base`)).body).toMatchObject({
      new_balance: 12.5,
      new_balance_base: 12.5,
    });
  });

  it("may use a global choice, whose new options come with publishing", async () => {
    const option = (value: number, text: string) => ({ Value: value, Label: label(text) });
    const set = await client().call("POST", "GlobalOptionSetDefinitions", {
      body: {
        "@odata.type": `${crm}.OptionSetMetadata`,
        Name: "new_colors",
        OptionSetType: "Picklist",
        IsGlobal: true,
        DisplayName: label("Colors"),
        Options: [option(727_000_000, "Red"), option(727_000_001, "Yellow")],
      },
    });
    const id = /\(([0-9a-f-]{36})\)$/.exec(set.headers.get("odata-entityid") ?? "")?.[1];
    expect(set.status).toBe(204);
    const column = await post({
      "@odata.type": `${crm}.PicklistAttributeMetadata`,
      SchemaName: "new_Color",
      DisplayName: label("Color"),
      "GlobalOptionSet@odata.bind": `/GlobalOptionSetDefinitions(${id})`,
    });
    expect(column.status).toBe(204);
    const inserted = await client().call("POST", "InsertOptionValue", {
      body: { OptionSetName: "new_colors", Value: 727_000_002, Label: label("Green") },
    });
    expect(inserted.body).toEqual({
      "@odata.context": `${client().root}$metadata#${crm}.InsertOptionValueResponse`,
      NewOptionValue: 727_000_002,
    });
    const optionsNow = async () =>
      Object(
        field(
          (
            await client().get(
              `${attributes}(LogicalName='new_color')/${crm}.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet`,
            )
          ).body,
          "OptionSet",
          "Options",
        ),
      ).length;
    expect(await optionsNow()).toBe(2);
    const published = await client().call("POST", "PublishXml", {
      body: {
        ParameterXml:
          "<importexportxml><optionsets><optionset>new_colors</optionset></optionsets></importexportxml>",
      },
    });
    expect([published.status, await optionsNow()]).toEqual([204, 3]);
  });

  it("change by a whole definition, visible when published; other languages stay only when asked to", async () => {
    await post(stringColumn("new_Change", { DisplayName: label("Before", "Vorher") }));
    const read = async () =>
      (await client().get(`${attributes}(LogicalName='new_change')/${crm}.StringAttributeMetadata`)).body;
    const labels = async () =>
      Object(field(await read(), "DisplayName", "LocalizedLabels")).map((one: unknown) =>
        field(one, "Label"),
      );
    const whole = Object(await read());
    const body = {
      ...whole,
      "@odata.type": `${crm}.StringAttributeMetadata`,
      DisplayName: label("After"),
      MaxLength: 200,
    };
    expect((await put("new_change", body, { "MSCRM.MergeLabels": "true" })).status).toBe(204);
    expect(await labels()).toEqual(["Before", "Vorher"]);
    await publish();
    expect([await labels(), field(await read(), "MaxLength")]).toEqual([["After", "Vorher"], 200]);
    await put("new_change", stringColumn("new_Change", { DisplayName: label("Last"), MaxLength: undefined }));
    await publish();
    expect([await labels(), field(await read(), "MaxLength")]).toEqual([["Last"], 100]);
  });

  it("cannot be patched, nor replaced by another type", async () => {
    await post(stringColumn("new_Solid"));
    const path = `${attributes}(LogicalName='new_solid')`;
    expect((await client().call("PATCH", path, { body: {} })).status).toBe(405);
    expect((await put("new_solid", { "@odata.type": `${crm}.MemoAttributeMetadata` })).status).toBe(400);
    expect((await put("new_solid", {})).status).toBe(400);
  });

  it("are deleted with their values", async () => {
    await post(stringColumn("new_Bye"));
    expect((await client().call("DELETE", `${attributes}(LogicalName='new_bye')`)).status).toBe(204);
    expect((await client().get("accounts?$select=new_bye")).status).toBe(400);
    expect((await client().call("DELETE", `${attributes}(LogicalName='name')`)).status).toBe(400);
  });
});

describe("options of a column", () => {
  const client = useClient();
  const place = { EntityLogicalName: "account", AttributeLogicalName: "accountcategorycode" };
  const send = (name: string, body: object) => client().call("POST", name, { body: { ...place, ...body } });
  const options = async () => {
    const { body } = await client().get(
      `EntityDefinitions(LogicalName='account')/Attributes(LogicalName='accountcategorycode')/${crm}.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)`,
    );
    return Object(field(body, "OptionSet", "Options")).map((option: unknown) => [
      field(option, "Value"),
      field(option, "Label", "UserLocalizedLabel", "Label"),
    ]);
  };

  it("are inserted, changed, ordered and deleted, and all of it published", async () => {
    expect((await send("InsertOptionValue", { Label: label("Echo") })).body).toMatchObject({
      NewOptionValue: 100_000_000,
    });
    await send("UpdateOptionValue", { Value: 2, Label: label("Normal"), MergeLabels: true });
    expect((await send("OrderOption", { Values: [100_000_000, 2, 1] })).status).toBe(204);
    expect((await send("DeleteOptionValue", { Value: 1 })).status).toBe(204);
    expect(await options()).toEqual([
      [1, "Preferred Customer"],
      [2, "Standard"],
    ]);
    await client().call("POST", "PublishXml", {
      body: {
        ParameterXml: "<importexportxml><entities><entity>account</entity></entities></importexportxml>",
      },
    });
    expect(await options()).toEqual([
      [100_000_000, "Echo"],
      [2, "Normal"],
    ]);
  });

  it("are refused when they are there already, or not there", async () => {
    expect((await send("InsertOptionValue", { Value: 2, Label: label("Twice") })).status).toBe(400);
    expect((await send("DeleteOptionValue", { Value: 77 })).status).toBe(400);
    expect((await send("OrderOption", { Values: [2] })).status).toBe(400);
    expect((await client().get("InsertOptionValue")).status).toBe(404);
    expect(
      (await send("InsertStatusValue", { AttributeLogicalName: "statuscode", Label: label("Odd") })).status,
    ).toBe(400);
  });
});

describe("relationships made through the Web API", () => {
  const client = useClient();
  const post = (body: object) => client().call("POST", "RelationshipDefinitions", { body });

  it("of one to many bring a lookup with navigation properties in the casing of their schema names", async () => {
    const reply = await post({
      "@odata.type": `${crm}.OneToManyRelationshipMetadata`,
      SchemaName: "new_account_contact_Advisor",
      ReferencedEntity: "account",
      ReferencedAttribute: "accountid",
      ReferencingEntity: "contact",
      CascadeConfiguration: { Delete: "RemoveLink" },
      Lookup: {
        "@odata.type": `${crm}.LookupAttributeMetadata`,
        SchemaName: "new_AdvisorId",
        DisplayName: label("Advisor"),
        AttributeTypeName: { Value: "LookupType" },
      },
    });
    expect(reply.status).toBe(204);
    const account = await client().create("accounts", { name: "Adviser" });
    const contact = await client().create("contacts", {
      lastname: "Advised",
      "new_AdvisorId@odata.bind": `/accounts(${account})`,
    });
    const back = await client().get(`accounts(${account})/new_account_contact_Advisor?$select=lastname`);
    expect(rows(back)).toMatchObject([{ contactid: contact, lastname: "Advised" }]);
    expect(
      (
        await post({
          "@odata.type": `${crm}.OneToManyRelationshipMetadata`,
          SchemaName: "new_account_contact_Advisor",
        })
      ).status,
    ).toBe(400);
  });

  it("of many to many bring their intersect table, and go again", async () => {
    const reply = await post({
      "@odata.type": `${crm}.ManyToManyRelationshipMetadata`,
      SchemaName: "new_accounts_opportunities",
      Entity1LogicalName: "account",
      Entity2LogicalName: "opportunity",
      IntersectEntityName: "new_accounts_opportunities",
    });
    const url = reply.headers.get("odata-entityid") ?? "";
    expect(
      (await client().get("EntityDefinitions(LogicalName='new_accounts_opportunities')?$select=IsIntersect"))
        .body,
    ).toMatchObject({
      IsIntersect: true,
    });
    expect((await client().call("DELETE", url)).status).toBe(204);
    expect((await client().get(url)).status).toBe(404);
  });

  it("are refused when a table is not there, or a column that is to come with them", async () => {
    const body = {
      "@odata.type": `${crm}.OneToManyRelationshipMetadata`,
      SchemaName: "new_none",
      ReferencedEntity: "account",
      ReferencingEntity: "contact",
      Lookup: { SchemaName: "new_NoneId", DisplayName: label("None") },
    };
    expect((await post({ ...body, ReferencedEntity: "nothing" })).status).toBe(404);
    expect((await post({ ...body, ReferencingAttribute: "new_noneid" })).body).toEqual(
      refusal("0x80040217", "Could not find an attribute with specified name: new_noneid"),
    );
    expect((await post({ ...body, Lookup: undefined })).status).toBe(400);
    expect((await post({ ...body, "@odata.type": undefined })).status).toBe(400);
  });
});

describe("keys made through the Web API", () => {
  const client = useClient();
  const keys = "EntityDefinitions(LogicalName='lead')/Keys";
  const status = async () =>
    field(rows(await client().get(`${keys}?$select=EntityKeyIndexStatus`)).at(-1), "EntityKeyIndexStatus");
  const post = (body: object) => client().call("POST", keys, { body });
  const advance = (ms: number) => client().emulator.control.clock.advance(ms);

  it("cannot be used before they are active", async () => {
    const body = { SchemaName: "new_SicKey", DisplayName: label("SIC"), KeyAttributes: ["sic"] };
    const reply = await post(body);
    expect([reply.status, await status()]).toEqual([204, "Pending"]);
    const path = "leads(sic='here')";
    expect((await client().get(path)).status).toBe(400);
    advance(1000);
    expect(await status()).toBe("InProgress");
    advance(1000);
    expect(await status()).toBe("Active");
    expect((await client().get(path)).status).toBe(404);
    expect((await client().call("PATCH", path, { body: { lastname: "By key" } })).status).toBe(204);
    expect((await client().get(`${path}?$select=lastname`)).body).toMatchObject({ lastname: "By key" });
    expect((await post(body)).status).toBe(400);
    expect((await client().call("DELETE", `${keys}(LogicalName='new_sickey')`)).status).toBe(204);
    expect((await client().get(path)).status).toBe(400);
  });

  it("fail when records have the same values", async () => {
    await client().create("leads", { lastname: "Twin", jobtitle: "Twin" });
    await client().create("leads", { lastname: "Twin", jobtitle: "Twin" });
    await post({ SchemaName: "new_TitleKey", KeyAttributes: ["jobtitle"] });
    advance(2000);
    expect(await status()).toBe("Failed");
  });

  it("are refused for unknown, unfit or too many columns", async () => {
    for (const KeyAttributes of [[], ["nothing"], ["description"], ["sic", "sic"]]) {
      expect((await post({ SchemaName: "new_BadKey", KeyAttributes })).status).toBe(400);
    }
  });
});
