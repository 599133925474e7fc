import { describe, expect, it } from "vitest";
import type { DataverseRequest } from "../../../../src/client/http/message.ts";
import { parseTableReference } from "../../../../src/client/odata/tableReference.ts";
import type { ServiceContext } from "../../../../src/client/services/serviceContext.ts";
import { createTableDefinitions } from "../../../../src/client/services/tables/tableDefinitions.ts";
import { refusal, scripted } from "../scriptedSend.ts";

const noId = "00000000-0000-0000-0000-000000000000";
const unknownTable = (name: string, id = noId) =>
  refusal(404, "0x80040217", `Could not find an entity with name ${name} and id ${id}.`);

const table = (LogicalName: string, EntitySetName: string | null, LogicalCollectionName: string | null) => ({
  LogicalName,
  EntitySetName,
  LogicalCollectionName,
});
const tables = {
  body: {
    value: [
      table("account", "accounts", "accounts"),
      table("webresource", "webresourceset", "webresources"),
      table("hidden", null, null),
    ],
  },
};

const caller = (context: ServiceContext) => {
  const definitions = createTableDefinitions(context);
  return (typed: string) =>
    definitions.run(parseTableReference("Entity ID", typed), ({ path, name }) => {
      const request: DataverseRequest = {
        operation: `Read the table ${name}`,
        method: "GET",
        path,
        repeat: "read",
      };
      return context.send(request);
    });
};

describe("the definition of a table", () => {
  it.each([
    ["account", "EntityDefinitions(LogicalName='account')"],
    [" new_Project ", "EntityDefinitions(LogicalName='new_project')"],
    ["{70816501-EDB9-4740-A16C-6A5EFBC05D84}", "EntityDefinitions(70816501-edb9-4740-a16c-6a5efbc05d84)"],
  ])("costs one request by %s", async (typed, path) => {
    const { context, requests, warnings } = scripted({ body: {} });
    await caller(context)(typed);
    expect([requests.map((request) => request.path), warnings]).toEqual([[path], []]);
  });

  it.each([
    ["accounts", "account"],
    ["webresourceset", "webresource"],
    ["WebResources", "webresource"],
  ])("is found by %s, the name of a set or a collection, and remembered", async (typed, logicalName) => {
    const { context, requests, warnings } = scripted(unknownTable(typed), tables, { body: {} }, { body: {} });
    const call = caller(context);
    await call(typed);
    await call(typed);
    expect(requests.map(({ path }) => path)).toEqual([
      `EntityDefinitions(LogicalName='${typed.toLowerCase()}')`,
      "EntityDefinitions?$select=LogicalName,LogicalCollectionName,EntitySetName",
      `EntityDefinitions(LogicalName='${logicalName}')`,
      `EntityDefinitions(LogicalName='${logicalName}')`,
    ]);
    expect(warnings).toEqual([
      `Entity ID "${typed.toLowerCase()}" is not the name of a table; "${logicalName}" was used. Set Entity ID to ${logicalName} to save two requests.`,
    ]);
  });

  it("is also looked up when the server says that its cache knows no such table", async () => {
    const { context, requests } = scripted(
      refusal(400, "0x80041102", "The entity with a name = 'accounts' was not found in the MetadataCache."),
      tables,
      { body: {} },
    );
    await caller(context)("accounts");
    expect(requests).toHaveLength(3);
  });

  it("that does not exist is answered with the names that are close to it", async () => {
    const { context } = scripted(unknownTable("acount"), tables);
    await expect(caller(context)("acount")).rejects.toMatchObject({
      kind: "notFound",
      message:
        "Could not read the table acount: Entity ID names no table: there is no table 'acount'. Did you mean 'account'? (HTTP 404, Dataverse code 0x80040217)",
    });
  });

  it("that does not exist by its id is told as such, without looking for names", async () => {
    const id = "11111111-1111-1111-1111-111111111111";
    const { context, requests } = scripted(unknownTable("", id));
    await expect(caller(context)(id)).rejects.toMatchObject({
      kind: "notFound",
      message: `Could not read the table ${id}: Entity ID names no table: there is no table with the MetadataId ${id}. Enter the logical name of the table, such as account. The id of a record does not name its table. (HTTP 404, Dataverse code 0x80040217)`,
    });
    expect(requests).toHaveLength(1);
  });

  it("is not looked for when something that belongs to the table is missing", async () => {
    const { context, requests } = scripted(
      refusal(404, "0x80040217", "Could not find an attribute with specified name: nope"),
    );
    await expect(caller(context)("account")).rejects.toThrow("Could not find an attribute");
    expect(requests).toHaveLength(1);
  });

  it("keeps the error when the table does exist", async () => {
    const { context } = scripted(unknownTable("account"), tables);
    await expect(caller(context)("account")).rejects.toThrow("Could not find an entity with name account");
  });
});
