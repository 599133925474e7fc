import { beforeEach, describe, expect, it } from "vitest";
import { dataOf, keyValues, useTestBench } from "../support/dataverse.ts";

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
