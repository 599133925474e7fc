import { describe, expect, it } from "vitest";
import { parseRecordKey } from "../../../../src/client/odata/recordKey.ts";
import { createRecords } from "../../../../src/client/services/records/records.ts";
import { chosenId, interrupted, refusal, scripted } from "../scriptedSend.ts";

const id = "475b158c-541c-e511-80d3-3863bb347ba8";
const userId = "2138bd90-ec19-ea11-a811-000d3a334e11";
const account = { "@odata.etag": 'W/"1"', accountid: id, name: "Contoso" };
const target = { entityType: "accounts", key: parseRecordKey(id) };
const byNumber = { entityType: "accounts", key: parseRecordKey("accountnumber='A-1'") };
const values = { values: { name: "Contoso", revenue: 5 }, textValues: {} };
const missing = refusal(404, "0x80040217", `account With Id = ${id} Does Not Exist`);

describe("get", () => {
  it("reads the whole record with one request", async () => {
    const { context, requests } = scripted({ body: account });
    expect(await createRecords(context).get(target)).toEqual(account);
    expect(requests).toEqual([
      {
        operation: `Get the record accounts(${id})`,
        method: "GET",
        path: `accounts(${id})`,
        repeat: "read",
        headers: {},
      },
    ]);
  });

  it("selects, expands, annotates and impersonates", async () => {
    const { context, requests } = scripted({ body: account });
    await createRecords(context).get(byNumber, {
      select: ["name"],
      expand: ["primarycontactid($select=fullname)"],
      includeAnnotations: "*",
      impersonate: { by: "entraObjectId", id: userId.toUpperCase() },
    });
    expect(requests).toEqual([
      {
        operation: "Get the record accounts(accountnumber='A-1')",
        method: "GET",
        path: "accounts(accountnumber='A-1')?$select=name&$expand=primarycontactid($select=fullname)",
        repeat: "read",
        headers: { Prefer: 'odata.include-annotations="*"', CallerObjectId: userId },
      },
    ]);
  });

  it("passes the error of Dataverse on", async () => {
    const { context } = scripted(missing);
    await expect(createRecords(context).get(target)).rejects.toMatchObject({
      kind: "notFound",
      serverMessage: `account With Id = ${id} Does Not Exist`,
    });
  });

  it("refuses a reference to a record of another entity set without a request", async () => {
    const { context, requests } = scripted();
    const key = parseRecordKey(`contacts(${id})`);
    await expect(createRecords(context).get({ entityType: "accounts", key })).rejects.toThrow(
      "Entity ID is a reference to a record of contacts, but Entity Type is accounts. Set Entity Type to contacts, or use the ID of a record of accounts.",
    );
    expect(requests).toEqual([]);
  });
});

describe("create", () => {
  it("posts the values with a chosen id and returns the record, with one request once the key is known", async () => {
    const { context, requests } = scripted({ status: 201, body: account });
    const record = { values: { name: "Wrong", revenue: 5 }, textValues: { name: "007" } };
    expect(await createRecords(context).create("accounts", record)).toEqual(account);
    expect(requests).toEqual([
      {
        operation: "Create a record in accounts",
        method: "POST",
        path: "accounts",
        repeat: "appends",
        headers: { Prefer: "return=representation" },
        body: `{"name":"007","revenue":5,"accountid":"${chosenId}"}`,
      },
    ]);
  });

  it("creates a record without values", async () => {
    const { context, requests } = scripted({ status: 201, body: account });
    await createRecords(context).create("accounts", { values: {}, textValues: {} });
    expect(requests[0]?.body).toBe(`{"accountid":"${chosenId}"}`);
  });

  it("turns the options into headers", async () => {
    const { context, requests } = scripted({ status: 201, body: account });
    await createRecords(context).create("accounts", values, {
      detectDuplicates: true,
      bypassCustomLogic: "CustomSync,CustomAsync",
      solutionName: " ContosoCore ",
      includeAnnotations: "*",
      impersonate: { by: "systemUserId", id: `{${userId}}` },
    });
    expect(requests[0]?.headers).toEqual({
      Prefer: 'return=representation, odata.include-annotations="*"',
      MSCRMCallerID: userId,
      "MSCRM.SuppressDuplicateDetection": "false",
      "MSCRM.BypassBusinessLogicExecution": "CustomSync,CustomAsync",
      "MSCRM.SolutionUniqueName": "ContosoCore",
    });
  });

  it.each([
    [{ solutionName: "Contoso Core" }, 'Solution Name "Contoso Core" is not the unique name of a solution.'],
    [{ solutionName: "x\r\nMSCRMCallerID: y" }, 'Solution Name "x MSCRMCallerID: y" is not the unique name'],
    [{ impersonate: { by: "systemUserId", id: "Joe" } as const }, 'Impersonate User Id "Joe" is not a GUID.'],
  ])("refuses the options %j before a request is spent", async (options, start) => {
    const { context, requests } = scripted();
    await expect(createRecords(context).create("accounts", values, options)).rejects.toThrow(start);
    expect(requests).toEqual([]);
  });

  it("refuses a field name that no column can have", async () => {
    const { context, requests } = scripted();
    const record = {
      values: { "primarycontactid@odata.bind": "/contacts(1)" },
      textValues: { "first name": "x" },
    };
    await expect(createRecords(context).create("accounts", record)).rejects.toThrow(
      'Field Value or Dynamic Values holds a field named "first name", which is not a column\'s logical name. Use names such as emailaddress1, or primarycontactid@odata.bind for a lookup.',
    );
    expect(requests).toEqual([]);
  });

  it("writes the result of an upsert again without the mark that is no column", async () => {
    const { context, requests } = scripted({ status: 201, body: account });
    await createRecords(context).create("accounts", {
      values: { "@odata.etag": 'W/"1"', name: "Contoso", "@created": true },
      textValues: {},
    });
    expect(requests[0]?.body).toBe(`{"@odata.etag":"W/\\"1\\"","name":"Contoso","accountid":"${chosenId}"}`);
  });
});

describe("update", () => {
  it("patches a record that exists and returns it with one request", async () => {
    const { context, requests } = scripted({ body: account });
    expect(await createRecords(context).update(target, values)).toEqual(account);
    expect(requests).toEqual([
      {
        operation: `Update the record accounts(${id})`,
        method: "PATCH",
        path: `accounts(${id})`,
        repeat: "converges",
        headers: { Prefer: "return=representation", "If-Match": "*" },
        body: '{"name":"Contoso","revenue":5}',
      },
    ]);
  });

  it.each([
    ['W/"470867"', 'W/"470867"'],
    ['"470867"', 'W/"470867"'],
    ["470867", 'W/"470867"'],
    ['W/\\"470867\\"', 'W/"470867"'],
    [" * ", "*"],
    ["", "*"],
  ])("takes the version %s", async (ifMatch, header) => {
    const { context, requests } = scripted({ body: account });
    await createRecords(context).update(target, values, { ifMatch });
    expect(requests[0]?.headers?.["If-Match"]).toBe(header);
  });

  it("refuses a version that is none", async () => {
    const { context } = scripted();
    await expect(createRecords(context).update(target, values, { ifMatch: "yesterday" })).rejects.toThrow(
      'If-Match "yesterday" is not a version of a record. Enter the record\'s @odata.etag, such as W/"1234567", or * for any version.',
    );
  });

  it.each([{}, { "@odata.etag": 'W/"1"' }])("refuses to write %j, which changes nothing", async (nothing) => {
    const { context, requests } = scripted();
    await expect(createRecords(context).update(target, { values: nothing, textValues: {} })).rejects.toThrow(
      "There is nothing to update: Field Value and Dynamic Values are both empty. Enter at least one field to change.",
    );
    expect(requests).toEqual([]);
  });

  it("clears a column with null", async () => {
    const { context, requests } = scripted({ body: account });
    await createRecords(context).update(target, { values: { name: null }, textValues: {} });
    expect(requests[0]?.body).toBe('{"name":null}');
  });
});

describe("upsert", () => {
  it("patches by an alternate key with one request and tells that the record was created", async () => {
    const { context, requests } = scripted({ status: 201, body: account });
    expect(await createRecords(context).upsert(byNumber, values)).toEqual({ ...account, "@created": true });
    expect(requests).toEqual([
      {
        operation: "Create or update the record accounts(accountnumber='A-1')",
        method: "PATCH",
        path: "accounts(accountnumber='A-1')",
        repeat: "converges",
        headers: { Prefer: "return=representation" },
        body: '{"name":"Contoso","revenue":5}',
      },
    ]);
  });

  it("tells that the record was updated", async () => {
    const { context } = scripted({ body: account });
    expect(await createRecords(context).upsert(target, values)).toEqual({ ...account, "@created": false });
  });

  it("leaves the columns of the key out of the values, and says so where they differ", async () => {
    const { context, requests, warnings } = scripted({ body: account }, { body: account });
    const records = createRecords(context);
    await records.upsert(byNumber, { values: { name: "Contoso" }, textValues: { accountnumber: "A-1" } });
    expect(warnings).toEqual([]);
    await records.upsert(byNumber, { values: { name: "Contoso", accountnumber: "B-2" }, textValues: {} });
    expect(requests.map(({ body }) => body)).toEqual(['{"name":"Contoso"}', '{"name":"Contoso"}']);
    expect(warnings).toEqual([
      "The value for accountnumber was left out, because it differs from the one in Entity ID. To change a key column, use an update by the record's GUID.",
    ]);
  });
});

describe("upsert after an attempt that may have been carried out", () => {
  const answered = (createdon: string | undefined, more: object = {}) => ({
    body: { ...account, createdon, ...more },
    headers: { date: "Sat, 31 Jan 2026 08:10:00 GMT" },
    earlierAttempts: [interrupted(10_000)],
  });

  it.each([
    ["existed when it is older than all attempts", answered("2026-01-31T08:00:00Z"), false],
    ["was created when it is as young as the wait", answered("2026-01-31T08:09:48Z"), true],
    ["is not known in between", answered("2026-01-31T08:09:00Z"), null],
    ["is not known without dates", answered(undefined), null],
    [
      "is not known when createdon was set by hand",
      answered("2026-01-31T08:00:00Z", { overriddencreatedon: "2026-01-31T08:09:58Z" }),
      null,
    ],
  ])("the record %s", async (_, answer, created) => {
    const { context } = scripted(answer);
    expect(await createRecords(context).upsert(target, values)).toMatchObject({ "@created": created });
  });

  it("the record was created when the last attempt says so", async () => {
    const { context } = scripted({ status: 201, body: account, earlierAttempts: [interrupted()] });
    expect(await createRecords(context).upsert(target, values)).toMatchObject({ "@created": true });
  });

  it("the record existed when the earlier attempt cannot have written", async () => {
    const { context } = scripted({
      body: account,
      earlierAttempts: [{ reason: "429", mayHaveWritten: false, waitedMs: 5000 }],
    });
    expect(await createRecords(context).upsert(target, values)).toMatchObject({ "@created": false });
  });
});

describe("delete", () => {
  it("deletes with one request and returns the id", async () => {
    const { context, requests } = scripted({ status: 204 });
    expect(await createRecords(context).delete(target)).toEqual({ id, deleted: true });
    expect(requests).toEqual([
      {
        operation: `Delete the record accounts(${id})`,
        method: "DELETE",
        path: `accounts(${id})`,
        repeat: "converges",
        headers: {},
      },
    ]);
  });

  it("returns an alternate key as it was given, and takes a version", async () => {
    const { context, requests } = scripted({ status: 204 });
    const deleted = await createRecords(context).delete(byNumber, {
      ifMatch: "12",
      bypassCustomLogic: "CustomSync",
    });
    expect(deleted).toEqual({ id: "accountnumber='A-1'", deleted: true });
    expect(requests[0]?.headers).toEqual({
      "If-Match": 'W/"12"',
      "MSCRM.BypassBusinessLogicExecution": "CustomSync",
    });
  });

  it("fails for a record that does not exist", async () => {
    const { context } = scripted(missing);
    await expect(createRecords(context).delete(target)).rejects.toMatchObject({ kind: "notFound" });
  });

  it("counts a record as deleted that is gone after an attempt that may have deleted it", async () => {
    const { context } = scripted({ ...missing, earlierAttempts: [interrupted()] });
    expect(await createRecords(context).delete(target)).toEqual({ id, deleted: true });
  });
});
