import { afterEach, describe, expect, it } from "vitest";
import { startEmulator } from "../../../emulator/emulator.ts";
import {
  administratorId,
  administratorObjectId,
  applicationUserId,
  organizationId,
  rootBusinessUnitId,
} from "../../../emulator/seed/wellKnown.ts";
import { connectClient, field, rows, useClient } from "../support/dataverseClient.ts";
import { entryOf, type Received, useReceiver } from "../support/receiver.ts";
import {
  createEndpoint,
  createStep,
  imageBody,
  removeRegistrations,
} from "../support/webhookRegistration.ts";

const timeoutMs = 100;
const client = useClient({ webhookTimeoutMs: timeoutMs });
const receiver = useReceiver();

afterEach(() => removeRegistrations(client()));

const contracts = "http://schemas.microsoft.com/xrm/2011/Contracts";
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const synchronous = { mode: 0 };

const listen = async (message: string, table: string, columns: object = {}): Promise<string> => {
  const endpoint = await createEndpoint(client(), receiver().url);
  return createStep(client(), { message, table, endpoint, columns });
};

const arrivals = async (): Promise<readonly Received[]> => {
  await client().emulator.control.webhooks.idle();
  return receiver().received;
};

const onlyArrival = async (): Promise<Received> => {
  const all = await arrivals();
  const [first] = all;
  if (first === undefined || all.length > 1) throw new Error(`${all.length} messages arrived.`);
  return first;
};

const attributesOf = ({ body }: Received): unknown =>
  field(entryOf(field(body, "InputParameters"), "Target"), "Attributes");

const jobsOf = async (step: string) =>
  rows(
    await client().get(
      `asyncoperations?$select=name,statecode,statuscode,errorcode,friendlymessage,completedon&$filter=_owningextensionid_value eq ${step}`,
    ),
  );

const imageOf = async (step: string, columns: object) =>
  client().create("sdkmessageprocessingstepimages", imageBody(step, columns));

describe("an asynchronous webhook", () => {
  it("receives an update in the documented form", async () => {
    const id = await client().create("contacts", { firstname: "Jim", lastname: "Glynn" });
    const step = await listen("Update", "contact", { filteringattributes: "firstname,lastname" });
    await imageOf(step, { entityalias: "AsynchronousStepPrimaryName", imagetype: 1, attributes: "fullname" });
    await client().call("PATCH", `contacts(${id})`, { body: { firstname: "James" } });
    const { headers, url, body, text } = await onlyArrival();
    const correlationId = String(headers["x-ms-correlation-request-id"]);
    expect(correlationId).toMatch(guid);
    expect(headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "x-ms-dynamics-organization": new URL(client().emulator.url).host,
      "x-ms-dynamics-entity-name": "contact",
      "x-ms-dynamics-request-name": "Update",
    });
    expect(headers).not.toHaveProperty("x-ms-dynamics-msg-size-exceeded");
    expect(url).toBe("/hook?code=s3cret");
    expect(text).toContain(
      String.raw`"__type":"Entity:http:\/\/schemas.microsoft.com\/xrm\/2011\/Contracts"`,
    );
    expect(text).toMatch(/"OperationCreatedOn":"\\\/Date\(\d{13}\+0000\)\\\/"/);
    const owningExtension = {
      Id: step,
      KeyAttributes: [],
      LogicalName: "sdkmessageprocessingstep",
      Name: null,
      RowVersion: null,
    };
    const frame = {
      BusinessUnitId: rootBusinessUnitId,
      CorrelationId: correlationId,
      Depth: 1,
      InitiatingUserId: applicationUserId,
      IsExecutingOffline: false,
      IsInTransaction: false,
      IsOfflinePlayback: false,
      IsolationMode: 1,
      MessageName: "Update",
      Mode: 1,
      OperationCreatedOn: expect.stringMatching(/^\/Date\(\d{13}\+0000\)\/$/),
      OperationId: expect.stringMatching(guid),
      OrganizationId: organizationId,
      OrganizationName: "contoso",
      OutputParameters: [],
      OwningExtension: owningExtension,
      PreEntityImages: [],
      PrimaryEntityId: id,
      PrimaryEntityName: "contact",
      RequestId: null,
      SecondaryEntityName: "none",
      UserId: applicationUserId,
    };
    const entity = {
      EntityState: null,
      FormattedValues: [],
      Id: id,
      KeyAttributes: [],
      LogicalName: "contact",
      RelatedEntities: [],
      RowVersion: null,
    };
    expect(body).toEqual({
      ...frame,
      InputParameters: [
        {
          key: "Target",
          value: {
            __type: `Entity:${contracts}`,
            ...entity,
            Attributes: [
              { key: "firstname", value: "James" },
              { key: "modifiedon", value: expect.stringMatching(/^\/Date\(\d{13}\)\/$/) },
              {
                key: "modifiedby",
                value: {
                  __type: `EntityReference:${contracts}`,
                  Id: applicationUserId,
                  KeyAttributes: [],
                  LogicalName: "systemuser",
                  Name: null,
                  RowVersion: null,
                },
              },
              { key: "modifiedonbehalfby", value: null },
              { key: "fullname", value: "James Glynn" },
              { key: "contactid", value: id },
            ],
          },
        },
      ],
      ParentContext: {
        ...frame,
        InputParameters: [
          {
            key: "Target",
            value: {
              __type: `Entity:${contracts}`,
              ...entity,
              Attributes: [
                { key: "firstname", value: "James" },
                { key: "contactid", value: id },
              ],
            },
          },
          { key: "SuppressDuplicateDetection", value: true },
        ],
        ParentContext: null,
        PostEntityImages: [],
        SharedVariables: [
          {
            key: "ChangedEntityTypes",
            value: [
              {
                __type: "KeyValuePairOfstringstring:#System.Collections.Generic",
                key: "contact",
                value: "Update",
              },
            ],
          },
        ],
        Stage: 30,
      },
      PostEntityImages: [
        {
          key: "AsynchronousStepPrimaryName",
          value: {
            ...entity,
            Attributes: [
              { key: "fullname", value: "James Glynn" },
              { key: "contactid", value: id },
            ],
          },
        },
      ],
      SharedVariables: [],
      Stage: 40,
    });
  });

  it("receives the new id of a created record, and what the system filled in", async () => {
    await listen("Create", "account");
    const id = await client().create("accounts", { name: "Created", industrycode: 6 });
    const { body } = await onlyArrival();
    expect(field(body, "OutputParameters")).toEqual([{ key: "id", value: id }]);
    expect(field(body, "PrimaryEntityId")).toBe(id);
    const attributes = field(entryOf(field(body, "InputParameters"), "Target"), "Attributes");
    expect(entryOf(attributes, "name")).toBe("Created");
    expect(entryOf(attributes, "industrycode")).toEqual({ __type: `OptionSetValue:${contracts}`, Value: 6 });
    expect(entryOf(attributes, "statecode")).toEqual({ __type: `OptionSetValue:${contracts}`, Value: 0 });
    expect(entryOf(attributes, "ownerid")).toMatchObject({
      Id: applicationUserId,
      LogicalName: "systemuser",
    });
  });

  it("receives a reference to a deleted record, and its image from before", async () => {
    const id = await client().create("accounts", { name: "Deleted", revenue: 5, industrycode: 6 });
    const step = await listen("Delete", "account");
    await imageOf(step, {
      entityalias: "before",
      attributes: "name,industrycode,ownerid,revenue,telephone1",
    });
    await client().call("DELETE", `accounts(${id})`);
    const { body } = await onlyArrival();
    expect(field(body, "InputParameters")).toEqual([
      {
        key: "Target",
        value: {
          __type: `EntityReference:${contracts}`,
          Id: id,
          KeyAttributes: [],
          LogicalName: "account",
          Name: null,
          RowVersion: null,
        },
      },
    ]);
    const image = entryOf(field(body, "PreEntityImages"), "before");
    expect(field(image, "Attributes")).toEqual([
      { key: "name", value: "Deleted" },
      { key: "industrycode", value: { __type: `OptionSetValue:${contracts}`, Value: 6 } },
      {
        key: "ownerid",
        value: {
          __type: `EntityReference:${contracts}`,
          Id: applicationUserId,
          KeyAttributes: [],
          LogicalName: "systemuser",
          Name: "# Dynamics Connector",
          RowVersion: null,
        },
      },
      { key: "revenue", value: { __type: `Money:${contracts}`, Value: 5 } },
      { key: "accountid", value: id },
    ]);
    expect(field(image, "FormattedValues")).toEqual([
      { key: "industrycode", value: expect.any(String) },
      { key: "ownerid", value: "# Dynamics Connector" },
      { key: "revenue", value: "$5.00" },
    ]);
  });

  it("receives images from before and after an update under one alias", async () => {
    const id = await client().create("accounts", { name: "Before" });
    const step = await listen("Update", "account");
    await imageOf(step, { entityalias: "both", imagetype: 2, attributes: "name" });
    await client().call("PATCH", `accounts(${id})`, { body: { name: "After" } });
    const { body } = await onlyArrival();
    const nameIn = (images: string) =>
      entryOf(field(entryOf(field(body, images), "both"), "Attributes"), "name");
    expect([nameIn("PreEntityImages"), nameIn("PostEntityImages")]).toEqual(["Before", "After"]);
  });

  it("receives an update only when a filtering attribute was sent, were it with the same value", async () => {
    const id = await client().create("accounts", { name: "Same", telephone1: "1" });
    await listen("Update", "account", { filteringattributes: "name" });
    await client().call("PATCH", `accounts(${id})`, { body: { telephone1: "2" } });
    expect(await arrivals()).toHaveLength(0);
    await client().call("PATCH", `accounts(${id})`, { body: { name: "Same" } });
    await client().call("PUT", `accounts(${id})/name`, { body: { value: "Same" } });
    expect(await arrivals()).toHaveLength(2);
  });

  it("receives nothing of other tables, other messages, disabled steps and failed writes", async () => {
    const step = await listen("Create", "account");
    await client().create("contacts", { lastname: "Other" });
    const refused = await client().call("POST", "accounts", { body: { name: "x".repeat(161) } });
    expect(refused.status).toBe(400);
    await client().call("PATCH", `sdkmessageprocessingsteps(${step})`, { body: { statecode: 1 } });
    const id = await client().create("accounts", { name: "Unheard" });
    await client().call("PATCH", `accounts(${id})`, { body: { name: "Unheard, too" } });
    expect(await arrivals()).toHaveLength(0);
    await client().call("PATCH", `sdkmessageprocessingsteps(${step})`, { body: { statecode: 0 } });
    await client().create("accounts", { name: "Heard" });
    expect(await arrivals()).toHaveLength(1);
  });

  it("receives all tables of its message when its step has no filter", async () => {
    const endpoint = await createEndpoint(client(), receiver().url);
    await createStep(client(), { message: "Create", endpoint });
    await client().create("accounts", { name: "One" });
    await client().create("contacts", { lastname: "Two" });
    await createEndpoint(client(), receiver().url, { authvalue: "t0psecret" });
    const all = await arrivals();
    const names = all.map(({ headers }) => headers["x-ms-dynamics-entity-name"]);
    expect(names).toEqual(["account", "contact", "serviceendpoint"]);
    expect(all.some(({ text }) => text.includes("t0psecret"))).toBe(false);
  });

  it("receives nothing of a change set that is rolled back", async () => {
    await listen("Create", "account");
    const batch = [
      "--b",
      "Content-Type: multipart/mixed; boundary=c",
      "",
      ...["Kept?", "x".repeat(161)].flatMap((name, index) => [
        "--c",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        `Content-ID: ${index + 1}`,
        "",
        "POST /api/data/v9.2/accounts HTTP/1.1",
        "Content-Type: application/json",
        "",
        JSON.stringify({ name }),
      ]),
      "--c--",
      "--b--",
      "",
    ].join("\r\n");
    const headers = { "Content-Type": "multipart/mixed; boundary=b" };
    const reply = await client().call("POST", "$batch", { body: batch, headers });
    expect(String(reply.body)).toContain("400 Bad Request");
    expect(await arrivals()).toHaveLength(0);
  });

  it("receives who asked and on whose behalf, and the shared variable of the request", async () => {
    await listen("Create", "account");
    await client().call("POST", "accounts?tag=import", {
      body: { name: "For somebody" },
      headers: { CallerObjectId: administratorObjectId },
    });
    const { body } = await onlyArrival();
    expect(body).toMatchObject({
      UserId: administratorId,
      InitiatingUserId: applicationUserId,
      SharedVariables: [{ key: "tag", value: "import" }],
    });
  });

  it("receives what an association ties together", async () => {
    const endpoint = await createEndpoint(client(), receiver().url);
    await createStep(client(), { message: "Associate", table: "none", endpoint });
    await createStep(client(), { message: "Disassociate", endpoint });
    const account = await client().create("accounts", { name: "Tied" });
    const lead = await client().create("leads", { lastname: "Tied", subject: "Tied" });
    const path = `accounts(${account})/accountleads_association`;
    const body = { "@odata.id": `${client().root}leads(${lead})` };
    expect((await client().call("POST", `${path}/$ref`, { body })).status).toBe(204);
    expect((await client().call("DELETE", `${path}(${lead})/$ref`)).status).toBe(204);
    const seen = await arrivals();
    expect(seen.map(({ headers }) => headers["x-ms-dynamics-request-name"])).toEqual([
      "Associate",
      "Disassociate",
    ]);
    const reference = { KeyAttributes: [], Name: null, RowVersion: null };
    expect(field(seen[0]?.body, "InputParameters")).toEqual([
      {
        key: "Target",
        value: {
          ...reference,
          __type: `EntityReference:${contracts}`,
          Id: account,
          LogicalName: "account",
        },
      },
      {
        key: "Relationship",
        value: {
          __type: `Relationship:${contracts}`,
          PrimaryEntityRole: null,
          SchemaName: "accountleads_association",
        },
      },
      { key: "RelatedEntities", value: [{ ...reference, Id: lead, LogicalName: "lead" }] },
    ]);
  });

  it("receives each record of a bulk message, but no upserts of elastic tables", async () => {
    const endpoint = await createEndpoint(client(), receiver().url);
    await createStep(client(), { message: "Create", endpoint });
    const type = "Microsoft.Dynamics.CRM.account";
    const targets = ["One", "Two"].map((name) => ({ name, "@odata.type": type }));
    await client().call("POST", "accounts/Microsoft.Dynamics.CRM.CreateMultiple", {
      body: { Targets: targets },
    });
    expect(await arrivals()).toHaveLength(2);
    const sensor = { contoso_deviceid: "d", partitionid: "d" };
    await client().create("contoso_sensordatas", sensor);
    expect(await arrivals()).toHaveLength(3);
    const path = `contoso_sensordatas(contoso_sensordataid=${administratorId},partitionid='d')`;
    expect((await client().call("PATCH", path, { body: { contoso_deviceid: "d" } })).status).toBe(204);
    expect(await arrivals()).toHaveLength(3);
  });

  it("runs as the user its step names", async () => {
    await listen("Create", "account", {
      "impersonatinguserid@odata.bind": `/systemusers(${administratorId})`,
    });
    await client().create("accounts", { name: "As somebody" });
    expect((await onlyArrival()).body).toMatchObject({
      UserId: administratorId,
      InitiatingUserId: applicationUserId,
    });
  });

  it("is told of a version only when the update asked for one", async () => {
    const id = await client().create("accounts", { name: "Versioned" });
    await listen("Update", "account");
    const etag = String(field((await client().get(`accounts(${id})`)).body, "@odata.etag"));
    await client().call("PATCH", `accounts(${id})`, {
      body: { name: "Next" },
      headers: { "If-Match": etag },
    });
    const { body } = await onlyArrival();
    expect(entryOf(field(body, "InputParameters"), "ConcurrencyBehavior")).toBe(1);
  });

  it("gets too large a message without its largest parts, which a header tells", async () => {
    const id = await client().create("accounts", { name: "Large" });
    await listen("Update", "account", { filteringattributes: "description" });
    const escaped = "/".repeat(2000);
    await client().call("PATCH", `accounts(${id})`, { body: { description: escaped } });
    expect((await onlyArrival()).headers).not.toHaveProperty("x-ms-dynamics-msg-size-exceeded");
    const step = await listen("Create", "annotation");
    await client().create("annotations", { subject: "Large", notetext: "x".repeat(99_000) });
    await client().create("annotations", { subject: "Larger", notetext: "/".repeat(99_000) });
    const [, small, large] = await arrivals();
    expect(small?.headers).not.toHaveProperty("x-ms-dynamics-msg-size-exceeded");
    expect(large?.headers["x-ms-dynamics-msg-size-exceeded"]).toBe("true");
    for (const name of ["ParentContext", "InputParameters", "PreEntityImages", "PostEntityImages"]) {
      expect(large?.body).not.toHaveProperty(name);
    }
    expect(large?.body).toMatchObject({ PrimaryEntityName: "annotation", OwningExtension: { Id: step } });
  });
});

describe("the authentication of a webhook", () => {
  const settings = '<settings><setting name="x-api-key" value="k&amp;y" /></settings>';
  const deliverWith = async (authtype: number): Promise<Received> => {
    const endpoint = await createEndpoint(client(), receiver().url, { authtype, authvalue: settings });
    await createStep(client(), { message: "Create", table: "account", endpoint });
    await client().create("accounts", { name: "Authenticated" });
    return onlyArrival();
  };

  it("is sent as headers", async () => {
    expect((await deliverWith(5)).headers["x-api-key"]).toBe("k&y");
  });

  it("is sent as query parameters", async () => {
    expect((await deliverWith(6)).url).toBe("/hook?x-api-key=k%26y");
  });
});

describe("a system job", () => {
  it("tells that a delivery succeeded, unless the step has it deleted", async () => {
    const step = await listen("Create", "account");
    await client().create("accounts", { name: "Delivered" });
    const { body } = await onlyArrival();
    expect(await jobsOf(step)).toMatchObject([
      {
        asyncoperationid: field(body, "OperationId"),
        name: "Receiver: Create of account",
        statecode: 3,
        statuscode: 30,
        errorcode: null,
      },
    ]);
    const quiet = await listen("Create", "contact", { asyncautodelete: true });
    await client().create("contacts", { lastname: "Delivered" });
    await arrivals();
    expect(await jobsOf(quiet)).toEqual([]);
  });

  it("tells why a delivery failed", async () => {
    const step = await listen("Create", "account", { asyncautodelete: true });
    receiver().answer(
      500,
      () => undefined,
      (response) => {
        response.destroy();
      },
    );
    for (const name of ["Refused", "Late", "Broken"]) {
      await client().create("accounts", { name });
      await arrivals();
    }
    const failures = (await jobsOf(step)).map((job) => [
      field(job, "statuscode"),
      field(job, "errorcode"),
      field(job, "friendlymessage"),
    ]);
    expect(failures).toHaveLength(3);
    expect(failures).toContainEqual([
      31,
      -2147155455,
      "The webhook call failed because the http request received non-success httpStatus code. Please check your webhook request handler. HttpStatusCode: 500",
    ]);
    expect(failures).toContainEqual([
      31,
      -2147155454,
      "The webhook call failed because the http request timed out at client side. Please check your webhook request handler.",
    ]);
    expect(failures).toContainEqual([
      31,
      -2147155451,
      expect.stringMatching(/^The webhook call failed during http post\. Please check the exception/),
    ]);
  });

  it("fails for an address that is not on this machine, which is never contacted", async () => {
    const endpoint = await createEndpoint(client(), "https://example.com/hook");
    const step = await createStep(client(), { message: "Create", table: "account", endpoint });
    await client().create("accounts", { name: "Far away" });
    await arrivals();
    expect(await jobsOf(step)).toMatchObject([
      {
        statuscode: 31,
        friendlymessage:
          "The webhook call failed during http post. Please check the exception for more details. The Dataverse emulator contacts loopback addresses only, and 'example.com' is none.",
      },
    ]);
  });

  it("is tried once more, and only for the errors of a gateway", async () => {
    const step = await listen("Create", "account");
    receiver().answer(502, 200);
    await client().create("accounts", { name: "Second try" });
    expect(await arrivals()).toHaveLength(2);
    expect(await jobsOf(step)).toMatchObject([{ statuscode: 30 }]);
    receiver().answer(503, 504);
    await client().create("accounts", { name: "No third try" });
    expect(await arrivals()).toHaveLength(4);
    receiver().answer(429);
    await client().create("accounts", { name: "No second try" });
    expect(await arrivals()).toHaveLength(5);
    expect((await jobsOf(step)).map((job) => field(job, "statuscode")).sort()).toEqual([30, 31, 31]);
  });
});

describe("a synchronous webhook", () => {
  it("is called before the answer, in each stage, inside the transaction where there is one", async () => {
    const endpoint = await createEndpoint(client(), receiver().url);
    for (const [stage, rank] of [
      [40, 2],
      [40, 1],
      [20, 1],
      [10, 1],
    ]) {
      const columns = { ...synchronous, stage, rank };
      await createStep(client(), { message: "Create", table: "account", endpoint, columns });
    }
    const id = await client().create("accounts", { name: "In time" });
    const seen = receiver().received.map(({ body }) => [
      field(body, "Stage"),
      field(body, "IsInTransaction"),
      field(body, "PrimaryEntityId"),
      field(body, "ParentContext") !== null,
    ]);
    expect(seen).toEqual([
      [10, false, "00000000-0000-0000-0000-000000000000", false],
      [20, true, id, true],
      [40, true, id, true],
      [40, true, id, true],
    ]);
    const [first, , last] = receiver().received;
    expect(first === undefined ? undefined : attributesOf(first)).toEqual([
      { key: "name", value: "In time" },
    ]);
    expect(last?.body).toMatchObject({
      Mode: 0,
      OperationId: "00000000-0000-0000-0000-000000000000",
      RequestId: expect.stringMatching(guid),
    });
    expect(rows(await client().get("asyncoperations?$filter=statuscode eq 0"))).toEqual([]);
  });

  it("takes the write back when it fails, and with it what others would have heard", async () => {
    const endpoint = await createEndpoint(client(), receiver().url);
    await createStep(client(), { message: "Create", table: "account", endpoint, columns: synchronous });
    const heard = await createStep(client(), { message: "Create", table: "account", endpoint });
    receiver().answer(400);
    const reply = await client().call("POST", "accounts", { body: { name: "Not to be" } });
    expect([reply.status, reply.body]).toEqual([
      400,
      {
        error: {
          code: "0x80050201",
          message:
            "The webhook call failed because the http request received non-success httpStatus code. Please check your webhook request handler. HttpStatusCode: 400",
        },
      },
    ]);
    expect(await arrivals()).toHaveLength(1);
    expect(await jobsOf(heard)).toEqual([]);
    expect(rows(await client().get("accounts?$filter=name eq 'Not to be'"))).toEqual([]);
  });

  it("takes the write back when it is late", async () => {
    await listen("Create", "account", synchronous);
    receiver().answer(() => undefined);
    const reply = await client().call("POST", "accounts", { body: { name: "Too late" } });
    expect([reply.status, field(reply.body, "error", "code")]).toEqual([400, "0x80050202"]);
  });

  it("can read while it holds up a write", async () => {
    await listen("Create", "account", synchronous);
    receiver().answer(async (response) => {
      const reply = await client().get("WhoAmI");
      response.writeHead(reply.status).end();
    });
    expect((await client().call("POST", "accounts", { body: { name: "Read inside" } })).status).toBe(204);
  });
});

describe("closing the emulator", () => {
  it("ends deliveries that wait for an answer", async () => {
    const emulator = await startEmulator({ records: 1 });
    const own = await connectClient(emulator);
    const endpoint = await createEndpoint(own, receiver().url);
    await createStep(own, { message: "Create", table: "account", endpoint });
    receiver().answer(() => undefined);
    await own.create("accounts", { name: "Open" });
    await emulator.close();
    await emulator.control.webhooks.idle();
  });
});

describe("bypassing custom logic", () => {
  const bypassing = async (headers: Readonly<Record<string, string>>) => {
    await client().call("POST", "accounts", { body: { name: "Bypassing" }, headers });
    const modes = (await arrivals()).map(({ body }) => field(body, "Mode"));
    receiver().received.length = 0;
    return modes;
  };

  it("leaves out synchronous steps, asynchronous ones, or named ones", async () => {
    const endpoint = await createEndpoint(client(), receiver().url);
    const options = { message: "Create", table: "account", endpoint };
    const first = await createStep(client(), { ...options, columns: synchronous });
    await createStep(client(), options);
    const logic = "MSCRM.BypassBusinessLogicExecution";
    expect(await bypassing({})).toEqual([0, 1]);
    expect(await bypassing({ [logic]: "CustomSync" })).toEqual([1]);
    expect(await bypassing({ [logic]: "CustomAsync" })).toEqual([0]);
    expect(await bypassing({ [logic]: "CustomSync,CustomAsync" })).toEqual([]);
    expect(await bypassing({ "MSCRM.BypassCustomPluginExecution": "true" })).toEqual([1]);
    expect(await bypassing({ "MSCRM.BypassBusinessLogicExecutionStepIds": first })).toEqual([1]);
    expect(await bypassing({ "MSCRM.SuppressCallbackRegistrationExpanderJob": "true" })).toEqual([0, 1]);
  });
});
