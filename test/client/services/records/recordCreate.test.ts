import { describe, expect, it } from "vitest";
import { createRecords } from "../../../../src/client/services/records/records.ts";
import { chosenId, refusal, type ScriptedAnswer, scripted } from "../scriptedSend.ts";

const given = "475b158c-541c-e511-80d3-3863bb347ba8";
const date = "Sat, 31 Jan 2026 08:10:00 GMT";
const account = { accountid: chosenId, name: "Contoso", createdon: "2026-01-31T08:00:00Z" };
const made: ScriptedAnswer = { status: 201, body: account };
const found: ScriptedAnswer = { body: account, headers: { date } };
/** A gateway's answer, which says nothing of what became of the request. */
const lost: ScriptedAnswer = { status: 503 };
const missing = refusal(404, "0x80040217", `account With Id = ${chosenId} Does Not Exist`);
const taken = refusal(412, "0x80040237", "A record with matching key values already exists.");
const unreadable = refusal(403, "0x80040220", "missing prvReadAccount");
const values = { name: "Contoso" };

const create = (
  answers: readonly ScriptedAnswer[],
  record: Readonly<Record<string, unknown>> = values,
  entityType = "accounts",
) => {
  const script = scripted(...answers);
  const creating = createRecords(script.context).create(
    entityType,
    { values: record, textValues: {} },
    { includeAnnotations: "*" },
  );
  const sent = () => script.requests.map(({ method, path }) => `${method} ${path}`);
  return { ...script, creating, sent };
};

const post = "POST accounts";
const look = `GET accounts(${chosenId})`;

describe("a create whose answer is lost", () => {
  it("is the record that is found by its id, as the create would have returned it, and the log says so", async () => {
    const { creating, sent, requests, warnings } = create([lost, found]);
    expect(await creating).toEqual(account);
    expect(sent()).toEqual([post, look]);
    expect(requests[1]?.headers).toEqual({ Prefer: 'odata.include-annotations="*"' });
    expect(warnings).toEqual([`The answer was lost, but the record was created: accounts(${chosenId}).`]);
  });

  it("is sent again with the same id when the record is not there", async () => {
    const { creating, sent, requests, warnings } = create([lost, missing, made]);
    expect(await creating).toEqual(account);
    expect(sent()).toEqual([post, look, post]);
    expect(requests[2]).toEqual(requests[0]);
    expect(warnings).toEqual([
      `The answer was lost and the record is not there, so it is sent again: accounts(${chosenId}).`,
    ]);
  });

  it.each([
    ["as a duplicate", taken],
    ["by a plug-in that counts the first one", refusal(400, "0x80040265", "There is one already.")],
  ])(
    "is found after all when the next one is refused %s, because the first came late",
    async (_, refused) => {
      const { creating, sent } = create([lost, missing, refused, found]);
      expect(await creating).toEqual(account);
      expect(sent()).toEqual([post, look, post, look]);
    },
  );

  it("has the error of the next one when that is refused and the record is not there", async () => {
    const refused = refusal(400, "0x80044331", "The text is too long.");
    const { creating } = create([lost, missing, refused, missing]);
    await expect(creating).rejects.toMatchObject({ code: "0x80044331", mayHaveWritten: false });
  });

  it("is found when the answer came in part", async () => {
    const { creating } = create([{ status: 201, body: '{"accountid":"c0c0' }, found]);
    expect(await creating).toEqual(account);
  });

  it("stays unknown when the record cannot be read, and the error names the id", async () => {
    const { creating, sent } = create([lost, unreadable]);
    await expect(creating).rejects.toMatchObject({
      kind: "serverError",
      status: 503,
      mayHaveWritten: true,
      message: `Could not create a record in accounts: Dataverse failed. It is not known whether it was carried out: check in Dataverse before you run it again. (HTTP 503) Look for the record with accountid ${chosenId}.`,
    });
    expect(sent()).toEqual([post, look]);
  });

  it("stays unknown when five tries were in vain", async () => {
    const rounds = Array.from({ length: 5 }, () => [lost, missing]).flat();
    const { creating, left } = create(rounds);
    await expect(creating).rejects.toMatchObject({ kind: "serverError", mayHaveWritten: true });
    await expect(creating).rejects.toThrow(`Look for the record with accountid ${chosenId}.`);
    expect(left()).toBe(0);
  });

  it("is looked for in its partition when the table is elastic", async () => {
    const definition = {
      body: { value: [{ PrimaryIdAttribute: "readingid", TableType: "Elastic" }] },
    };
    const reading = { readingid: chosenId };
    const { creating, sent } = create(
      [definition, lost, { body: reading }],
      { partitionid: "p 1" },
      "readings",
    );
    expect(await creating).toEqual(reading);
    expect(sent()[2]).toBe(`GET readings(${chosenId})?partitionId=p%201`);
  });
});

describe("a create that is refused as a duplicate at once", () => {
  it("is the record of an earlier attempt of the step when that has the chosen id", async () => {
    const { creating, warnings } = create([taken, found]);
    expect(await creating).toEqual(account);
    expect(warnings).toEqual([`An earlier attempt of this step created the record: accounts(${chosenId}).`]);
  });

  it.each([
    ["is not there", missing],
    ["cannot be read", unreadable],
  ])("keeps its error when a record with the chosen id %s", async (_, answer) => {
    const { creating } = create([taken, answer]);
    await expect(creating).rejects.toMatchObject({
      kind: "duplicate",
      code: "0x80040237",
      mayHaveWritten: false,
    });
  });

  it("keeps its error without a look when the caller gave the id", async () => {
    const { creating, sent } = create([taken], { ...values, accountid: given });
    await expect(creating).rejects.toMatchObject({ kind: "duplicate", code: "0x80040237" });
    expect(sent()).toEqual([post]);
  });
});

describe("a create with an id of the caller", () => {
  const own = { ...values, accountid: `{${given.toUpperCase()}}` };
  const aged = (createdon: string | undefined): ScriptedAnswer => ({
    body: { ...account, accountid: given, createdon },
    headers: { date },
  });

  it("is sent bare, as Dataverse takes no braces", async () => {
    const { creating, requests } = create([{ status: 201, body: { accountid: given } }], own);
    await creating;
    expect(requests[0]?.body).toBe(JSON.stringify({ ...own, accountid: given }));
  });

  it("is found when its answer is lost and the record is as young as the call", async () => {
    const { creating, sent } = create([lost, aged("2026-01-31T08:09:59Z")], own);
    expect(await creating).toMatchObject({ accountid: given });
    expect(sent()).toEqual([post, `GET accounts(${given})`]);
  });

  it("is a duplicate when its answer is lost and the record is older than the call", async () => {
    const { creating, warnings } = create([lost, aged("2026-01-31T08:09:00Z")], own);
    await expect(creating).rejects.toMatchObject({
      kind: "duplicate",
      mayHaveWritten: false,
      message: `Could not create a record in accounts: a record with accountid ${given} exists already. Update that one, use Upsert, or leave out the id.`,
    });
    expect(warnings).toEqual([]);
  });

  it("stays unknown when its answer is lost and the record has no date", async () => {
    const { creating } = create([lost, aged(undefined)], own);
    await expect(creating).rejects.toMatchObject({ kind: "serverError", mayHaveWritten: true });
  });

  it.each([null, "00000000-0000-0000-0000-000000000000"])(
    "gets one instead of %j, which is none",
    async (none) => {
      const { creating, requests } = create([made], { accountid: none, ...values });
      await creating;
      expect(requests[0]?.body).toBe(`{"accountid":"${chosenId}","name":"Contoso"}`);
    },
  );

  it("leaves it to Dataverse to judge what is no GUID", async () => {
    const { creating, requests } = create([lost], { ...values, accountid: "A-1" });
    await expect(creating).rejects.toMatchObject({ mayHaveWritten: true });
    expect(requests.map(({ body }) => body)).toEqual(['{"name":"Contoso","accountid":"A-1"}']);
  });
});

describe("a create in a table whose key is not known", () => {
  const definition = (PrimaryIdAttribute: string, TableType = "Standard") => ({
    body: { value: [{ PrimaryIdAttribute, TableType }] },
  });
  const undeclared = refusal(
    400,
    "0x80048d19",
    "Error identified in Payload provided by the user for Entity :'accounts' ----> InnerException : An undeclared property 'accountid' which only has property annotations in the payload but no property value was found in the payload.",
  );

  it("reads it first", async () => {
    const { creating, requests } = create(
      [definition("contactid"), { status: 201, body: { contactid: chosenId } }],
      values,
      "contacts",
    );
    await creating;
    expect(requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
    expect(requests[1]?.body).toBe(`{"name":"Contoso","contactid":"${chosenId}"}`);
  });

  it.each([
    ["the user may not read definitions", refusal(403, "0x80040220", "missing prvReadEntity")],
    ["the table is virtual", definition("rowid", "Virtual")],
  ])("goes out without an id when %s, and is not sent again", async (_, answer) => {
    const { creating, sent, requests } = create([answer, lost], values, "rows");
    await expect(creating).rejects.toMatchObject({
      mayHaveWritten: true,
      message:
        "Could not create a record in rows: Dataverse failed. It is not known whether it was carried out: check in Dataverse before you run it again. (HTTP 503)",
    });
    expect(sent().slice(1)).toEqual(["POST rows"]);
    expect(requests[1]?.body).toBe(JSON.stringify(values));
  });

  it("reads it again when Dataverse does not know the column any more", async () => {
    const renamed = { status: 201, body: { new_accountid: chosenId } };
    const { creating, requests } = create([undeclared, definition("new_accountid"), renamed]);
    await creating;
    expect(requests.map(({ body }) => body)).toEqual([
      `{"name":"Contoso","accountid":"${chosenId}"}`,
      undefined,
      `{"name":"Contoso","new_accountid":"${chosenId}"}`,
    ]);
  });

  it("goes out without an id from then on when Dataverse does not take one, though the key is called that", async () => {
    const { context, requests } = scripted(undeclared, definition("accountid"), made, made);
    const records = createRecords(context);
    await records.create("accounts", { values, textValues: {} });
    await records.create("accounts", { values, textValues: {} });
    expect(requests.filter(({ method }) => method === "POST").map(({ body }) => body)).toEqual([
      `{"name":"Contoso","accountid":"${chosenId}"}`,
      '{"name":"Contoso"}',
      '{"name":"Contoso"}',
    ]);
  });

  it("has the error of Dataverse when the column was the caller's", async () => {
    const { creating, requests } = create([undeclared, { body: { value: [] } }], {
      ...values,
      accountid: given,
    });
    await expect(creating).rejects.toMatchObject({ code: "0x80048d19" });
    expect(requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  it("goes out without an id once Dataverse has made another one", async () => {
    const { context, requests } = scripted({ status: 201, body: { accountid: given } }, made);
    const records = createRecords(context);
    await records.create("accounts", { values, textValues: {} });
    await records.create("accounts", { values, textValues: {} });
    expect(requests.map(({ body }) => body)).toEqual([
      `{"name":"Contoso","accountid":"${chosenId}"}`,
      '{"name":"Contoso"}',
    ]);
  });
});
