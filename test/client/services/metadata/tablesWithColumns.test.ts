import { describe, expect, it } from "vitest";
import { readTablesWithColumns } from "../../../../src/client/services/metadata/tablesWithColumns.ts";
import { refusal, type ScriptedAnswer, scripted } from "../scriptedSend.ts";

const label = (...texts: readonly string[]) => ({
  LocalizedLabels: texts.map((Label, index) => ({ Label, LanguageCode: 1033 + index })),
  UserLocalizedLabel: null,
});

const table = (LogicalName: string, more: object = {}) => ({
  MetadataId: `id-of-${LogicalName}`,
  LogicalName,
  SchemaName: LogicalName.replace(/^./, (letter) => letter.toUpperCase()),
  EntitySetName: `${LogicalName}s`,
  DisplayName: label(),
  IsCustomEntity: false,
  IsChildEntity: false,
  ...more,
});

const column = (LogicalName: string, more: object = {}) => ({
  LogicalName,
  DisplayName: label(),
  IsValidForRead: true,
  IsValidODataAttribute: true,
  ...more,
});

const listOf = (value: readonly object[]): ScriptedAnswer => ({ body: { value } });
const columnsOf = (...names: readonly string[]): ScriptedAnswer =>
  listOf(names.map((LogicalName) => ({ LogicalName, Attributes: [column(`${LogicalName}id`)] })));

const everything = { names: [], includeAllCustom: true, onlyTopLevel: false, defaultSelected: [] };

describe("tables with their columns", () => {
  it("are read by their names, which are asked for first", async () => {
    const script = scripted(listOf([table("contact"), table("account")]), columnsOf("contact", "account"));
    expect(await readTablesWithColumns(script.context, everything)).toEqual([
      {
        object: { key: "id-of-account", label: "Account" },
        defaultSelected: false,
        fields: [{ key: "accountid", label: "accountid" }],
      },
      {
        object: { key: "id-of-contact", label: "Contact" },
        defaultSelected: false,
        fields: [{ key: "contactid", label: "contactid" }],
      },
    ]);
    expect(script.requests).toEqual([
      {
        operation: "Get the metadata of the tables",
        method: "GET",
        path: "EntityDefinitions?$select=MetadataId,LogicalName,SchemaName,EntitySetName,LogicalCollectionName,CollectionSchemaName,DisplayName,DisplayCollectionName,IsCustomEntity,IsChildEntity",
        repeat: "read",
      },
      {
        operation: "Read the columns of 2 tables, account to contact",
        method: "GET",
        path: "EntityDefinitions?$select=LogicalName&$filter=Microsoft.Dynamics.CRM.In(PropertyName='LogicalName',PropertyValues=%5B%22account%22,%22contact%22%5D)&$expand=Attributes($select=LogicalName,DisplayName,IsValidForRead,IsValidODataAttribute)",
        repeat: "read",
      },
    ]);
  });

  it("show the columns that can be read, by their labels, or by their names where they have none", async () => {
    const columns = [
      column("name", { DisplayName: label("Account Name") }),
      column("versionnumber", { DisplayName: null }),
      column("parentaccountidname", { IsValidODataAttribute: false }),
      column("authvalue", { IsValidForRead: false }),
    ];
    const script = scripted(
      listOf([table("account")]),
      listOf([{ LogicalName: "account", Attributes: columns }]),
    );
    const [account] = await readTablesWithColumns(script.context, everything);
    expect(account?.fields).toEqual([
      { key: "name", label: "Account Name" },
      { key: "versionnumber", label: "versionnumber" },
    ]);
  });

  it("are matched by every name and by the labels of every language", async () => {
    const account = table("account", {
      LogicalCollectionName: "accountsList",
      CollectionSchemaName: "AccountsSchema",
      DisplayName: label("Account", "Firma"),
      DisplayCollectionName: label("Accounts", "Firmen"),
    });
    const names = [
      "ACCOUNT",
      " accounts ",
      "accountslist",
      "accountsschema",
      "firma",
      "FIRMEN",
      "ID-of-account",
    ];
    for (const name of names) {
      const script = scripted(listOf([account, table("contact")]), columnsOf("account"));
      const filter = { ...everything, names: [name], includeAllCustom: false, defaultSelected: [name] };
      const tables = await readTablesWithColumns(script.context, filter);
      expect([name, tables.map(({ object }) => object.label)]).toEqual([name, ["Account"]]);
      expect(tables[0]?.defaultSelected).toBe(true);
    }
  });

  it("take a part of a name for no name", async () => {
    const script = scripted(listOf([table("account")]));
    await expect(
      readTablesWithColumns(script.context, { ...everything, names: ["accoun"] }),
    ).rejects.toMatchObject({
      kind: "notFound",
      message:
        "Could not get the metadata of the tables: Entity Type Filter names no table of this environment: nothing is called \"accoun\". Did you mean 'account' or 'accounts'?",
    });
    expect(script.requests).toHaveLength(1);
  });

  it("name the action that lists them when nothing is close to what was typed", async () => {
    const script = scripted(listOf([table("account")]));
    await expect(
      readTablesWithColumns(script.context, { ...everything, names: ["x", "something else"] }),
    ).rejects.toThrow(
      'nothing is called "x" or "something else". The action [CRM] List Entities lists the tables with their names and labels.',
    );
  });

  it("warn of entries that no table goes by and use the others", async () => {
    const script = scripted(listOf([table("account")]), columnsOf("account"));
    const filter = { ...everything, names: ["account", "acount"], defaultSelected: ["x", "y"] };
    expect(await readTablesWithColumns(script.context, filter)).toHaveLength(1);
    expect(script.warnings).toEqual([
      'Entity Type Filter: no table of this environment is called "acount", so this entry was ignored.',
      'Default Selected Entity Types: no table of this environment is called "x" or "y", so these entries were ignored.',
    ]);
  });

  it.each([
    [{}, ["Account", "Child", "New_a", "New_child"]],
    [{ includeAllCustom: false }, ["Account", "Child", "New_a", "New_child"]],
    [{ onlyTopLevel: true }, ["Account", "New_a"]],
    [{ names: ["child"] }, ["Child", "New_a", "New_child"]],
    [{ names: ["child"], includeAllCustom: false }, ["Child"]],
    [{ names: ["child", "account"], onlyTopLevel: true }, ["Account", "New_a"]],
    [{ names: ["child"], includeAllCustom: false, onlyTopLevel: true }, []],
  ])("are chosen by %j: %j", async (filter, expected) => {
    const custom = { IsCustomEntity: true };
    const child = { IsChildEntity: true };
    const tables = [
      table("account"),
      table("child", child),
      table("new_a", custom),
      table("new_child", { ...custom, ...child }),
    ];
    const script = scripted(listOf(tables), columnsOf("account", "child", "new_a", "new_child"));
    const found = await readTablesWithColumns(script.context, { ...everything, ...filter });
    expect(found.map(({ object }) => object.label)).toEqual(expected);
    expect(script.requests).toHaveLength(expected.length === 0 ? 1 : 2);
  });

  it("leave out a table that was deleted meanwhile, and say so", async () => {
    const script = scripted(listOf([table("account"), table("gone")]), columnsOf("account"));
    expect(await readTablesWithColumns(script.context, everything)).toHaveLength(1);
    expect(script.warnings).toEqual(["The table gone was deleted meanwhile and is left out."]);
  });

  it("are asked for in halves when so many at once are refused", async () => {
    const tooMany = refusal(400, "0x0", "Too many conditions.");
    const script = scripted(
      listOf([table("a"), table("b"), table("c")]),
      tooMany,
      tooMany,
      columnsOf("a"),
      columnsOf("b"),
      columnsOf("c"),
    );
    const tables = await readTablesWithColumns(script.context, everything);
    expect(tables.map(({ fields }) => fields[0]?.key)).toEqual(["aid", "bid", "cid"]);
    expect(script.requests.slice(1).map(({ operation }) => operation)).toEqual([
      "Read the columns of 3 tables, a to c",
      "Read the columns of 2 tables, a to b",
      "Read the columns of a",
      "Read the columns of b",
      "Read the columns of c",
    ]);
    expect(script.requests.at(-1)?.path).toContain("$filter=LogicalName%20eq%20'c'&");
  });

  it("fail at the first table that is refused by itself, without asking for all the others", async () => {
    const refused = refusal(400, "0x0", "No.");
    const script = scripted(
      listOf([table("a"), table("b"), table("c"), table("d")]),
      refused,
      refused,
      refused,
    );
    await expect(readTablesWithColumns(script.context, everything)).rejects.toThrow(
      "Could not read the columns of a:",
    );
    expect([script.requests.length, script.left()]).toEqual([4, 0]);
  });

  it("fail as a whole when a part of them cannot be read", async () => {
    const script = scripted(
      listOf([table("account"), table("contact")]),
      refusal(403, "0x80040220", "Principal user is missing prvReadEntity privilege."),
    );
    await expect(readTablesWithColumns(script.context, everything)).rejects.toMatchObject({
      kind: "forbidden",
      message: expect.stringContaining("Could not read the columns of 2 tables, account to contact:"),
    });
    expect(script.requests).toHaveLength(2);
  });

  it.each([{}, { value: "x" }, { value: [1] }, { value: [{}, null] }])(
    "are not made of the answer %j",
    async (body) => {
      await expect(readTablesWithColumns(scripted({ body }).context, everything)).rejects.toMatchObject({
        kind: "unexpectedAnswer",
      });
    },
  );
});
