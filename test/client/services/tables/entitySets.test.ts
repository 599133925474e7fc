import { describe, expect, it } from "vitest";
import { parseRecordKey } from "../../../../src/client/odata/recordKey.ts";
import { createRecords } from "../../../../src/client/services/records/records.ts";
import { refusal, scripted } from "../scriptedSend.ts";

const id = "475b158c-541c-e511-80d3-3863bb347ba8";
const key = parseRecordKey(id);
const account = { accountid: id };

const table = (LogicalName: string, EntitySetName: string | null, LogicalCollectionName: string | null) => ({
  LogicalName,
  EntitySetName,
  LogicalCollectionName,
});
const tables = {
  body: {
    value: [
      table("account", "accounts", "accounts"),
      table("contact", "contacts", "contacts"),
      table("webresource", "webresourceset", "webresources"),
      table("hidden", null, null),
    ],
  },
};
const unknownSegment = (name: string) =>
  refusal(404, "0x8006088a", `Resource not found for the segment '${name}'.`);

describe("an Entity Type that is no entity set", () => {
  it.each([
    ["account", "accounts"],
    ["Accounts", "accounts"],
    ["ACCOUNT", "accounts"],
    ["webresources", "webresourceset"],
  ])("%s is corrected, with a warning", async (entityType, entitySet) => {
    const { context, requests, warnings } = scripted(unknownSegment(entityType), tables, { body: account });
    await createRecords(context).update({ entityType, key }, { values: { name: "x" }, textValues: {} });
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `PATCH ${entityType}(${id})`,
      "GET EntityDefinitions?$select=LogicalName,LogicalCollectionName,EntitySetName",
      `PATCH ${entitySet}(${id})`,
    ]);
    expect(warnings).toEqual([
      `Entity Type "${entityType}" is not the name of an entity set; "${entitySet}" was used. Set Entity Type to ${entitySet} to save two requests.`,
    ]);
  });

  it("is corrected for a creation too, whose key was looked for in vain before", async () => {
    const { context, requests } = scripted({ body: { value: [] } }, unknownSegment("account"), tables, {
      status: 201,
      body: account,
    });
    await createRecords(context).create("account", { values: { name: "x" }, textValues: {} });
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET EntityDefinitions?$select=LogicalName,PrimaryIdAttribute,TableType&$filter=EntitySetName%20eq%20'account'",
      "POST account",
      "GET EntityDefinitions?$select=LogicalName,LogicalCollectionName,EntitySetName",
      "POST accounts",
    ]);
  });

  it("is remembered once it was corrected", async () => {
    const { context, requests } = scripted(
      unknownSegment("account"),
      tables,
      { body: account },
      { body: account },
    );
    const records = createRecords(context);
    await records.get({ entityType: "account", key });
    await records.get({ entityType: "account", key });
    expect(requests.slice(2).map(({ path }) => path)).toEqual([`accounts(${id})`, `accounts(${id})`]);
  });

  it("is answered with the names that are close to it", async () => {
    const { context } = scripted(unknownSegment("acounts"), tables);
    await expect(createRecords(context).get({ entityType: "acounts", key })).rejects.toMatchObject({
      kind: "notFound",
      status: 404,
      code: "0x8006088a",
      message: `Could not get the record acounts(${id}): Entity Type names no table: there is no entity set 'acounts'. Did you mean 'accounts'? (HTTP 404, Dataverse code 0x8006088a)`,
    });
  });

  it("is answered with where to find the names when none is close", async () => {
    const { context } = scripted(unknownSegment("invoices"), tables);
    await expect(createRecords(context).get({ entityType: "invoices", key })).rejects.toThrow(
      "there is no entity set 'invoices'. The action List Entity Types lists the names that can be used.",
    );
  });

  it("keeps its own error when the tables cannot be read", async () => {
    const { context } = scripted(unknownSegment("account"), refusal(403, "0x80040220", "no privilege"));
    await expect(createRecords(context).get({ entityType: "account", key })).rejects.toMatchObject({
      serverMessage: "Resource not found for the segment 'account'.",
    });
  });

  it("keeps the error when the entity set does exist", async () => {
    const { context } = scripted(unknownSegment("accounts"), tables);
    await expect(createRecords(context).get({ entityType: "accounts", key })).rejects.toMatchObject({
      serverMessage: "Resource not found for the segment 'accounts'.",
    });
  });

  it("is not looked for when another part of the path is unknown", async () => {
    const { context, requests } = scripted(unknownSegment("something"));
    await expect(createRecords(context).get({ entityType: "accounts", key })).rejects.toMatchObject({
      kind: "notFound",
    });
    expect(requests).toHaveLength(1);
  });

  it("is refused before a request when it would break out of the path", async () => {
    const { context, requests } = scripted();
    await expect(createRecords(context).get({ entityType: "accounts?$top=1", key })).rejects.toThrow(
      'Entity Type "accounts?$top=1" is not the name of a table.',
    );
    expect(requests).toEqual([]);
  });
});
