import { afterEach, describe, expect, it } from "vitest";
import { dataOf, useTestBench } from "../support/dataverse.ts";
import {
  byHeader,
  byQueryParameter,
  byWebhookKey,
  openTrigger,
  type Registration,
  registerWebhook,
  resultOf,
  type Trigger,
} from "../support/webhooks.ts";

const key = "s3cret+key/& of=the hook";
const bench = useTestBench();
const opened: Trigger[] = [];

afterEach(async () => {
  for (const trigger of opened.splice(0)) await trigger.close();
});

type Listening = Partial<Registration> & Pick<Registration, "message" | "table">;

/** A trigger with the key, and a webhook registered for it. */
const listen = async (listening: Listening, inputs: object = { webhookKey: key }) => {
  const trigger = await openTrigger(bench(), { ...inputs });
  opened.push(trigger);
  const { receiver } = trigger;
  await registerWebhook(bench(), {
    url: receiver.url,
    authentication: byWebhookKey(key),
    ...listening,
  });
  return {
    receiver,
    next: async () => resultOf(await receiver.next()),
  };
};

const create = async (entityType: string, dynamicValues: object): Promise<string> => {
  const { data } = await bench().runner.action("createEntity", { entityType, dynamicValues });
  const [id = ""] = Object.entries(dataOf(data)).flatMap(([name, value]) =>
    name ===
    { accounts: "accountid", contacts: "contactid", annotations: "annotationid", leads: "leadid" }[entityType]
      ? [String(value)]
      : [],
  );
  return id;
};

const update = (entityType: string, entityId: string, dynamicValues: object) =>
  bench().runner.attempt("updateEntity", { entityType, entityId, dynamicValues });

/** A request that no action of this connector makes. */
const call = async (method: string, path: string, body?: object): Promise<void> => {
  const { emulator, connection } = bench();
  const response = await fetch(`${emulator.url}/api/data/v9.2/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${connection.token?.access_token}`,
      "content-type": "application/json",
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: HTTP ${response.status}`);
};

const allOf = (value: unknown): string => JSON.stringify(value);

describe("the webhook trigger", () => {
  it("gives an update as plain data, with what the record was before and after", async () => {
    const account = await create("accounts", { name: "Adatum" });
    const contact = await create("contacts", {
      firstname: "Jim",
      lastname: "Glynn",
      creditlimit: 12.5,
      preferredcontactmethodcode: 2,
      "parentcustomerid_account@odata.bind": `/accounts(${account})`,
    });
    const columns = "fullname,creditlimit,preferredcontactmethodcode,parentcustomerid,modifiedon";
    const { next } = await listen({
      message: "Update",
      table: "contact",
      images: [
        { entityalias: "old", imagetype: 0, attributes: `${columns},lastname` },
        { entityalias: "new", imagetype: 1, attributes: columns },
      ],
    });
    await update("contacts", contact, { firstname: "James", lastname: "Glynn", creditlimit: 20 });
    const { branch, status, event, payload } = await next();
    const dateTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const customer = { id: account, table: "account", name: "Adatum" };
    expect({ branch, status }).toEqual({ branch: "Event", status: 200 });
    expect(event).toMatchObject({
      operation: "Update",
      table: "contact",
      id: contact,
      record: { firstname: "James", lastname: "Glynn", creditlimit: 20, contactid: contact },
      preImage: { fullname: "Jim Glynn", creditlimit: 12.5, preferredcontactmethodcode: 2 },
      postImage: {
        fullname: "James Glynn",
        creditlimit: 20,
        parentcustomerid: customer,
        modifiedon: dateTime,
      },
      preImages: { old: { parentcustomerid: customer } },
      postImages: { new: { contactid: contact } },
      formattedValues: {
        record: {},
        postImage: { preferredcontactmethodcode: "Email", creditlimit: "$20.00" },
      },
      relationship: null,
      relatedRecords: [],
      depth: 1,
      stage: "PostOperation",
      mode: "Asynchronous",
      occurredOn: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      organizationName: "contoso",
      sizeExceeded: false,
    });
    const changed = event["changedColumns"];
    expect(changed).toEqual(expect.arrayContaining(["firstname", "creditlimit"]));
    expect(changed).not.toContain("lastname");
    expect(changed).not.toContain("contactid");
    expect(payload).toMatchObject({
      messageName: "Update",
      entityName: "contact",
      organization: new URL(bench().emulator.url).host,
      initiatingUserId: event["userId"],
      bodyData: { MessageName: "Update", PrimaryEntityId: contact },
      inputParameters: [{ key: "Target" }],
    });
  });

  it("gives a create with its choices, amounts, lookups and nothing before it", async () => {
    const { next } = await listen({ message: "Create", table: "account" });
    const id = await create("accounts", { name: "New", revenue: 5.5, industrycode: 7, donotemail: true });
    const { event } = await next();
    expect(event).toMatchObject({
      operation: "Create",
      id,
      record: { name: "New", revenue: 5.5, industrycode: 7, donotemail: true, accountid: id },
      outputs: { id },
      preImage: null,
      postImage: null,
      preImages: {},
    });
    expect(dataOf(event["record"])["ownerid"]).toEqual({
      id: event["userId"],
      table: "systemuser",
      name: null,
    });
  });

  it("gives a delete with the table, the id and the image before it", async () => {
    const id = await create("accounts", { name: "Gone" });
    const { next } = await listen({
      message: "Delete",
      table: "account",
      images: [{ entityalias: "gone", imagetype: 0, attributes: "name" }],
    });
    await bench().runner.action("deleteEntity", { entityType: "accounts", entityId: id });
    expect((await next()).event).toMatchObject({
      operation: "Delete",
      table: "account",
      id,
      record: {},
      changedColumns: [],
      preImage: { name: "Gone", accountid: id },
    });
  });

  it.each(["Associate", "Disassociate"])("gives the records and the relationship of %s", async (message) => {
    const account = await create("accounts", { name: "Tied" });
    const lead = await create("leads", { lastname: "Tie" });
    const path = `accounts(${account})/accountleads_association`;
    const associate = () =>
      call("POST", `${path}/$ref`, { "@odata.id": `${bench().emulator.url}/api/data/v9.2/leads(${lead})` });
    if (message === "Disassociate") await associate();
    const { next } = await listen({ message, table: "none" });
    await (message === "Associate" ? associate() : call("DELETE", `${path}(${lead})/$ref`));
    expect((await next()).event).toMatchObject({
      operation: message,
      table: "account",
      id: account,
      relationship: "accountleads_association",
      relatedRecords: [{ id: lead, table: "lead", name: null }],
      parameters: {},
      record: {},
    });
  });

  it("says that Dataverse left out the content of a message over 256 KB, and still what it is about", async () => {
    const { next } = await listen({ message: "Create", table: "annotation" });
    const id = await create("annotations", { subject: "Large", notetext: "/".repeat(99_000) });
    const { branch, event, logs, payload } = await next();
    expect(branch).toBe("Event");
    expect(event).toMatchObject({
      operation: "Create",
      table: "annotation",
      id,
      sizeExceeded: true,
      record: {},
      parameters: {},
      preImage: null,
    });
    expect(payload["inputParameters"]).toBeNull();
    expect(logs.map(({ message }) => message).join()).toContain("over 256 KB");
  });
});

describe("the key of a webhook", () => {
  const ways = [
    ["the query parameter code", byWebhookKey(key), undefined],
    ["the query parameter code, by name", byWebhookKey(key), "code"],
    ["a query parameter of its own", byQueryParameter("flowKey", key), undefined],
    ["a query parameter of its own, by name", byQueryParameter("flowKey", key), "FLOWKEY"],
    ["a header", byHeader("X-Flow-Key", key), undefined],
    ["a header, by name", byHeader("X-Flow-Key", key), "x-FLOW-key"],
  ] as const;

  it.each(ways)("is accepted in %s, and is not in the stored result", async (_way, authentication, name) => {
    const { next } = await listen(
      { message: "Create", table: "account", authentication },
      { webhookKey: key, ...(name !== undefined && { webhookKeyName: name }) },
    );
    await create("accounts", { name: "Key" });
    const { branch, status, payload, logs } = await next();
    expect({ branch, status }).toEqual({ branch: "Event", status: 200 });
    expect(allOf(payload)).toContain("[hidden]");
    for (const form of [key, encodeURIComponent(key)]) expect(allOf({ payload, logs })).not.toContain(form);
  });

  it.each(ways)("is refused with 401 when another is in %s", async (_way, _authentication, name) => {
    const { authtype } = _authentication;
    const wrong =
      authtype === 4
        ? byWebhookKey("another")
        : (authtype === 5 ? byHeader : byQueryParameter)(name ?? "flowKey", "another");
    const { next } = await listen(
      { message: "Create", table: "account", authentication: wrong },
      { webhookKey: key, ...(name !== undefined && { webhookKeyName: name }) },
    );
    await create("accounts", { name: "Key" });
    const { branch, status, payload, logs } = await next();
    expect({ branch, status }).toEqual({ branch: "Rejected", status: 401 });
    expect(payload["event"]).toBeUndefined();
    expect(dataOf(payload["rejection"])["statusCode"]).toBe(401);
    expect(logs.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      expect.stringMatching(/^warn: The request was refused with HTTP 401 because (none of )?its /),
    ]);
    expect(allOf(logs)).not.toContain("another");
  });

  it("is not accepted in another place than the named one", async () => {
    const { next } = await listen(
      { message: "Create", table: "account", authentication: byQueryParameter("flowKey", key) },
      { webhookKey: key, webhookKeyName: "x-flow-key" },
    );
    await create("accounts", { name: "Key" });
    const { status, logs } = await next();
    expect(status).toBe(401);
    expect(logs.at(-1)?.message).toBe(
      'The request was refused with HTTP 401 because it has no header or query parameter "x-flow-key".',
    );
  });

  it("may be left out, with a warning", async () => {
    const { next } = await listen({ message: "Create", table: "account" }, {});
    await create("accounts", { name: "Open" });
    const { branch, logs } = await next();
    expect(branch).toBe("Event");
    expect(logs[0]).toMatchObject({
      level: "warn",
      message: expect.stringContaining("No Webhook Authentication Key is set"),
    });
  });
});

describe("a synchronous step", () => {
  const synchronous = { mode: 0 };

  it("lets the operation happen when the trigger accepts the event, at any stage", async () => {
    for (const stage of [10, 20, 40]) {
      const { next } = await listen({ message: "Create", table: "account", step: { ...synchronous, stage } });
      const id = await create("accounts", { name: "Accepted" });
      const { event } = await next();
      expect(event).toMatchObject({
        mode: "Synchronous",
        stage: { 10: "PreValidation", 20: "PreOperation", 40: "PostOperation" }[stage],
        id: stage === 10 ? null : id,
        record: { name: "Accepted" },
        requestId: expect.any(String),
      });
      for (const trigger of opened.splice(0)) await trigger.close();
    }
  });

  it("makes Dataverse take the operation back when the trigger refuses the event", async () => {
    const id = await create("accounts", { name: "Before" });
    const { next } = await listen({
      message: "Update",
      table: "account",
      step: synchronous,
      authentication: byWebhookKey("wrong"),
    });
    const outcome = await update("accounts", id, { name: "After" });
    expect((await next()).status).toBe(401);
    expect(outcome).toMatchObject({
      succeeded: false,
      error: { message: expect.stringContaining("HttpStatusCode: 401") },
    });
    const { data } = await bench().runner.action("getEntity", {
      entityType: "accounts",
      entityId: id,
      fieldNames: ["name"],
    });
    expect(data).toMatchObject({ name: "Before" });
  });
});
