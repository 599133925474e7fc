import { describe, expect, it } from "vitest";
import { parseRecordKey } from "../../../../src/client/odata/recordKey.ts";
import { createRecords } from "../../../../src/client/services/records/records.ts";
import { chosenId, refusal, type ScriptedAnswer, scripted } from "../scriptedSend.ts";

const id = "475b158c-541c-e511-80d3-3863bb347ba8";
const otherId = "00000000-0000-0000-0000-000000000002";
const account = { accountid: id, name: "Contoso" };
const target = { entityType: "accounts", key: parseRecordKey("accountnumber='A/1'") };
const values = { values: { name: "Contoso" }, textValues: {} };
const searchPath = "accounts?$select=accountnumber&$filter=accountnumber%20eq%20'A%2F1'";
const link =
  "https://org.crm.dynamics.com/api/data/v9.2/accounts?$select=accountnumber&$skiptoken=%3Ccookie%20/%3E";

const row = (accountnumber: string, accountid = id) => ({ "@odata.etag": 'W/"1"', accountnumber, accountid });
const found = (...value: readonly object[]): ScriptedAnswer => ({ body: { value } });
const sentTo = (requests: readonly { method: string; path: string }[]): readonly string[] =>
  requests.map(({ method, path }) => `${method} ${path}`);

describe("a key that cannot be part of a path", () => {
  it("is looked up by a filter, as the impersonated user, and the record is got by its id", async () => {
    const { context, requests } = scripted(found(row("A/1")), { body: account });
    const impersonate = { by: "systemUserId", id: otherId } as const;
    const record = await createRecords(context).get(target, { impersonate, includeAnnotations: "*" });
    expect(record).toEqual(account);
    expect(requests).toEqual([
      {
        operation: "Find the record accounts(accountnumber='A/1')",
        method: "GET",
        path: searchPath,
        repeat: "read",
        headers: { MSCRMCallerID: otherId },
      },
      {
        operation: "Get the record accounts(accountnumber='A/1')",
        method: "GET",
        path: `accounts(${id})`,
        repeat: "read",
        headers: { Prefer: 'odata.include-annotations="*"', MSCRMCallerID: otherId },
      },
    ]);
  });

  it("updates and deletes by the id that was found", async () => {
    const { context, requests } = scripted(found(row("a/1")), { body: account }, found(row("A/1")), {
      status: 204,
    });
    const records = createRecords(context);
    await records.update(target, values);
    expect(await records.delete(target)).toEqual({ id, deleted: true });
    expect(sentTo(requests)).toEqual([
      `GET ${searchPath}`,
      `PATCH accounts(${id})`,
      `GET ${searchPath}`,
      `DELETE accounts(${id})`,
    ]);
  });

  it("derives the id of a user from the key that is not the owner's", async () => {
    const { context, requests } = scripted(
      found({ "@odata.etag": 'W/"1"', domainname: "a\\b", ownerid: id, systemuserid: id }),
      { body: {} },
    );
    const key = parseRecordKey({ domainname: "a\\b" });
    await createRecords(context).get({ entityType: "systemusers", key });
    expect(requests[1]?.path).toBe(`systemusers(${id})`);
  });

  it("says which record is missing", async () => {
    const { context } = scripted(found());
    await expect(createRecords(context).get(target)).rejects.toMatchObject({
      kind: "notFound",
      message:
        "Could not find the record accounts(accountnumber='A/1'): no record has this key. Check Entity ID.",
    });
  });

  it("does not choose between several records", async () => {
    const { context, requests } = scripted(found(row("A/1"), row("A/1", otherId)));
    await expect(createRecords(context).delete(target)).rejects.toMatchObject({
      kind: "conflict",
      message:
        "Could not find the record accounts(accountnumber='A/1'): several records have this key. Set Entity ID to the record's GUID, or to a key that is unique.",
    });
    expect(requests).toHaveLength(1);
  });

  it("is compared with what the filter found, page by page, where a character can act as a wildcard", async () => {
    const { context, requests } = scripted(
      { body: { value: [row("50x", otherId)], "@odata.nextLink": link } },
      found(row("50% ")),
      { body: account },
    );
    const key = parseRecordKey("accountnumber='50%'");
    await createRecords(context).get({ entityType: "accounts", key });
    expect(sentTo(requests)).toEqual([
      "GET accounts?$select=accountnumber&$filter=accountnumber%20eq%20'50%25'",
      `GET ${link}`,
      `GET accounts(${id})`,
    ]);
  });

  it("refuses a row whose primary key is not to be told", async () => {
    const { context } = scripted(found({ accountnumber: "A/1" }));
    await expect(createRecords(context).get(target)).rejects.toMatchObject({ kind: "unexpectedAnswer" });
  });
});

describe("an upsert by a key that cannot be part of a path", () => {
  const taken = refusal(412, "0x80060892", "A record with matching key values already exists.");
  const gone = refusal(404, "0x80040217", "Does Not Exist");

  it("updates the record that was found, and only that", async () => {
    const { context, requests } = scripted(found(row("A/1")), { body: account });
    expect(await createRecords(context).upsert(target, values)).toEqual({ ...account, "@created": false });
    expect(requests[1]).toMatchObject({ path: `accounts(${id})`, headers: { "If-Match": "*" } });
  });

  it("creates a missing record with the columns of the key", async () => {
    const { context, requests } = scripted(found(), { status: 201, body: account });
    const key = parseRecordKey("accountnumber='A/1',new_number=012345678901234567890.50");
    const record = { values: { name: "Contoso" }, textValues: { accountnumber: "other" } };
    expect(await createRecords(context).upsert({ entityType: "accounts", key }, record)).toEqual({
      ...account,
      "@created": true,
    });
    expect(requests[1]).toMatchObject({
      method: "POST",
      path: "accounts",
      repeat: "appends",
      body: `{"name":"Contoso","accountnumber":"A/1","new_number":12345678901234567890.50,"accountid":"${chosenId}"}`,
    });
  });

  it("cannot create a record from a lookup's id", async () => {
    const { context, requests } = scripted(found());
    const key = parseRecordKey(`accountnumber='A/1',_primarycontactid_value=${otherId}`);
    await expect(createRecords(context).upsert({ entityType: "accounts", key }, values)).rejects.toThrow(
      `There is no record with accountnumber='A/1',_primarycontactid_value=${otherId} in accounts, and it cannot be created from this key, because _primarycontactid_value is a lookup. Use Create Entity with the lookup's @odata.bind instead.`,
    );
    expect(requests).toHaveLength(1);
  });

  it("looks again when somebody else created the record meanwhile", async () => {
    const { context, requests } = scripted(found(), taken, gone, found(row("A/1")), { body: account });
    expect(await createRecords(context).upsert(target, values)).toMatchObject({ "@created": false });
    expect(sentTo(requests)).toEqual([
      `GET ${searchPath}`,
      "POST accounts",
      `GET accounts(${chosenId})`,
      `GET ${searchPath}`,
      `PATCH accounts(${id})`,
    ]);
  });

  it("creates the record when somebody else deleted it meanwhile", async () => {
    const { context, left } = scripted(found(row("A/1")), gone, { status: 201, body: account });
    expect(await createRecords(context).upsert(target, values)).toMatchObject({ "@created": true });
    expect(left()).toBe(0);
  });

  it("looks again once only", async () => {
    const { context, requests } = scripted(found(), taken, gone, found());
    await expect(createRecords(context).upsert(target, values)).rejects.toMatchObject({ code: "0x80060892" });
    expect(requests).toHaveLength(4);
  });
});
