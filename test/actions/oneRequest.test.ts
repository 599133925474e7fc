import { beforeEach, describe, expect, it } from "vitest";
import { createRunner } from "../../workbench/runner/runner.ts";
import { dataOf, keyValues, loadAnew, useTestBench } from "../support/dataverse.ts";

describe("an action that succeeds", () => {
  const bench = useTestBench();
  let id = "";

  beforeEach(async () => {
    const { data } = await bench().runner.action("createEntity", {
      entityType: "accounts",
      fieldValues: keyValues({ name: "One Request Ltd." }),
    });
    id = String(dataOf(data)["accountid"]);
    bench().emulator.control.requests.clear();
  });

  const fieldValues = keyValues({ name: "Two Requests Ltd.", numberofemployees: "12" });

  it.each([
    ["getCurrentUser", () => ({}), "GET"],
    ["queryEntities", () => ({ entityType: "accounts" }), "GET"],
    ["queryEntities", () => ({ entityType: "accounts", fetchAll: "true" }), "GET"],
    ["queryEntities", () => ({ entityType: "accounts", options: { includeCount: true } }), "GET"],
    [
      "fetchXml",
      () => ({ entityType: "accounts", xmlQuery: "<fetch><entity name='account' /></fetch>" }),
      "GET",
    ],
    ["getEntity", () => ({ entityType: "accounts", entityId: id }), "GET"],
    ["createEntity", () => ({ entityType: "accounts", fieldValues }), "POST"],
    ["updateEntity", () => ({ entityType: "accounts", entityId: id, fieldValues }), "PATCH"],
    ["upsertEntity", () => ({ entityType: "accounts", entityId: id, fieldValues }), "PATCH"],
    [
      "upsertEntity",
      () => ({ entityType: "accounts", entityId: "accountnumber='Z-1'", fieldValues }),
      "PATCH",
    ],
    ["deleteEntity", () => ({ entityType: "accounts", entityId: id }), "DELETE"],
  ])("takes exactly one request: %s", async (action, inputs, method) => {
    await bench().runner.action(action, inputs());
    expect(
      bench()
        .requests()
        .map((request) => request.method),
    ).toEqual([method]);
  });
});

describe("the first create of a table in a process", () => {
  const bench = useTestBench();

  it("reads the name of the table's primary key, and no other create does", async () => {
    const runner = createRunner({ ...bench(), component: await loadAnew() });
    for (const lastname of ["One", "Two"]) {
      await runner.action("createEntity", { entityType: "contacts", fieldValues: keyValues({ lastname }) });
    }
    expect(
      bench()
        .requests()
        .map(({ method, url }) => `${method} ${url.replace("/api/data/v9.2/", "")}`),
    ).toEqual([
      "GET EntityDefinitions?$select=LogicalName,PrimaryIdAttribute,TableType&$filter=EntitySetName%20eq%20'contacts'",
      "POST contacts",
      "POST contacts",
    ]);
  });
});
