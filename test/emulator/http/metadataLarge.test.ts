import { describe, expect, it } from "vitest";
import { field, rows, useClient } from "../support/dataverseClient.ts";

describe("a large organization", () => {
  const client = useClient({ records: 5 });

  it("of a thousand tables with two hundred columns is listed at once and fast", async () => {
    const { control } = client().emulator;
    const before = rows(await client().get("EntityDefinitions?$select=LogicalName")).length;
    control.schema.addSynthetic({ tables: 1000, columns: 200 });
    const start = performance.now();
    const list = await client().get("EntityDefinitions?$select=LogicalName,EntitySetName,DisplayName");
    expect(performance.now() - start).toBeLessThan(1500);
    expect(rows(list)).toHaveLength(before + 1000);
    const columns = await client().get(
      "EntityDefinitions(LogicalName='new_synthetic0500')/Attributes?$select=LogicalName&$filter=IsLogical eq false",
    );
    expect(rows(columns)).toHaveLength(200);
    await client().create("new_synthetic0500s", { new_name: "Row", new_column001: "x" });
    expect(rows(await client().get("new_synthetic0500s?$select=new_column001"))).toMatchObject([
      { new_column001: "x" },
    ]);
  });

  it("takes another column quickly", async () => {
    const start = performance.now();
    client().emulator.control.schema.addColumn("account", { schemaName: "new_Late", type: "String" });
    expect(performance.now() - start).toBeLessThan(1500);
    expect((await client().get("accounts?$select=new_late")).status).toBe(200);
  });
});

describe("the schema in the control API", () => {
  const client = useClient({ records: 5 });
  const control = async (path: string, body: object) => {
    const response = await fetch(`${client().emulator.url}/_emulator/${path}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  };

  it("adds tables with their columns and keys, and columns", async () => {
    const made = await control("tables", {
      schemaName: "new_Gadget",
      label: "Gadget",
      columns: [{ schemaName: "new_Code", type: "String", maxLength: 20 }],
      alternateKeys: [{ name: "new_CodeKey", columns: ["new_code"] }],
    });
    expect(made).toEqual({ status: 201, body: { logicalName: "new_gadget", entitySetName: "new_gadgets" } });
    const column = { table: "new_gadget", column: { schemaName: "new_Weight", type: "Decimal" } };
    expect((await control("columns", column)).status).toBe(204);
    const url = "new_gadgets(new_code='A')";
    expect((await client().call("PATCH", url, { body: { new_name: "First", new_weight: 1.5 } })).status).toBe(
      204,
    );
    expect((await client().get(`${url}?$select=new_weight`)).body).toMatchObject({ new_weight: 1.5 });
  });

  it("says what is wrong", async () => {
    expect(await control("tables", { schemaName: "Account" })).toEqual({
      status: 400,
      body: { message: "There is a table 'account' or a set 'accounts' already." },
    });
    expect((await control("tables", { columns: 1 })).status).toBe(400);
    expect(
      (await control("columns", { table: "nothing", column: { schemaName: "new_X", type: "String" } }))
        .status,
    ).toBe(400);
    expect(
      (await control("columns", { table: "account", column: { schemaName: "new_X", type: "Odd" } })).status,
    ).toBe(400);
    expect((await control("tables/synthetic", { tables: "many" })).status).toBe(400);
    expect((await control("tables/synthetic", { tables: 2, columns: 40 })).status).toBe(204);
  });

  it("keeps the schema when the data is reset", async () => {
    client().emulator.control.schema.addTable({ schemaName: "new_Stays" });
    client().emulator.control.resetData();
    expect((await client().get("new_staies")).status).toBe(404);
    expect(
      field((await client().get("EntityDefinitions(LogicalName='new_stays')")).body, "LogicalName"),
    ).toBe("new_stays");
  });
});
