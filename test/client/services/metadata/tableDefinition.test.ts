import { describe, expect, it } from "vitest";
import { parseTableReference } from "../../../../src/client/odata/tableReference.ts";
import { createTables } from "../../../../src/client/services/metadata/tables.ts";
import type { ServiceContext } from "../../../../src/client/services/serviceContext.ts";
import { createTableDefinitions } from "../../../../src/client/services/tables/tableDefinitions.ts";
import { refusal, scripted } from "../scriptedSend.ts";

const account = { body: { LogicalName: "account" } };
const noTable = refusal(404, "0x80040217", "Could not find an entity with name accounts.");
const tables = {
  body: { value: [{ LogicalName: "account", EntitySetName: "accounts", LogicalCollectionName: "accounts" }] },
};
const byName = "EntityDefinitions(LogicalName='account')";
const id = "70816501-edb9-4740-a16c-6a5efbc05d84";

const read = (
  context: ServiceContext,
  typed: string,
  options: Partial<Parameters<ReturnType<typeof createTables>["definition"]>[1]> = {},
) =>
  createTables(context, createTableDefinitions(context)).definition(
    parseTableReference("Entity Type", typed),
    { lookUpBy: "logicalName", ...options },
  );

describe("the definition of a table", () => {
  it("is read by its logical name with all properties, for one request", async () => {
    const script = scripted(account);
    expect(await read(script.context, "Account")).toEqual(account.body);
    expect(script.requests).toEqual([
      { operation: "Get the metadata of account", method: "GET", path: byName, repeat: "read" },
    ]);
  });

  it("is read by its entity set name for one request, when that is tried first", async () => {
    const script = scripted({ body: { value: [account.body] } });
    expect(await read(script.context, "accounts", { lookUpBy: "entitySetName" })).toEqual(account.body);
    expect(script.requests.map(({ path }) => path)).toEqual([
      "EntityDefinitions?$filter=EntitySetName%20eq%20'accounts'",
    ]);
  });

  it("is found by a name of the other kind, whichever is tried first", async () => {
    const typedSet = scripted(noTable, tables, account);
    expect(await read(typedSet.context, "accounts")).toEqual(account.body);
    expect(typedSet.warnings).toEqual([
      'Entity Type "accounts" is not the name of a table; "account" was used. Set Entity Type to account to save two requests.',
    ]);
    const typedName = scripted({ body: { value: [] } }, account);
    expect(await read(typedName.context, "account", { lookUpBy: "entitySetName" })).toEqual(account.body);
    expect(typedName.requests.at(-1)?.path).toBe(byName);
  });

  it.each(["logicalName", "entitySetName"] as const)("is read by its id at once: %s", async (lookUpBy) => {
    const script = scripted(account);
    await read(script.context, `{${id.toUpperCase()}}`, { lookUpBy });
    expect(script.requests.map(({ path }) => path)).toEqual([`EntityDefinitions(${id})`]);
  });

  it("holds the properties and the columns that are asked for", async () => {
    const options = { properties: ["DisplayName", "EntitySetName"], includeAttributes: true };
    const query = "$select=DisplayName,EntitySetName&$expand=Attributes";
    const direct = scripted(account);
    await read(direct.context, "account", options);
    expect(direct.requests[0]?.path).toBe(`${byName}?${query}`);
    const bySet = scripted({ body: { value: [account.body] } });
    await read(bySet.context, "accounts", { ...options, lookUpBy: "entitySetName" });
    expect(bySet.requests[0]?.path).toBe(
      "EntityDefinitions?$select=DisplayName,EntitySetName&$filter=EntitySetName%20eq%20'accounts'&$expand=Attributes",
    );
  });

  it("that does not exist is answered with the names that are close to it", async () => {
    const script = scripted(noTable, tables);
    await expect(read(script.context, "acount")).rejects.toThrow(
      "Could not get the metadata of acount: Entity Type names no table: there is no table 'acount'. Did you mean 'account'?",
    );
  });
});
