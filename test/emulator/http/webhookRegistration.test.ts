import { afterEach, describe, expect, it } from "vitest";
import { field, nobody, type Reply, refusal, rows, useClient } from "../support/dataverseClient.ts";
import {
  createEndpoint,
  createStep,
  idOfFilter,
  imageBody,
  removeRegistrations,
  stepBody,
} from "../support/webhookRegistration.ts";

const client = useClient();
const url = "http://127.0.0.1:9/hook";

afterEach(() => removeRegistrations(client()));

const messageOf = ({ status, body }: Reply) => [status, field(body, "error", "message")];

const postEndpoint = (columns: object) =>
  client().call("POST", "serviceendpoints", {
    body: { name: "Hook", contract: 8, url, authtype: 4, authvalue: "s3cret", ...columns },
  });

const postStep = async (message: string, table: string | undefined, columns: object) => {
  const endpoint = await createEndpoint(client(), url);
  const body = await stepBody(client(), {
    message,
    endpoint,
    columns,
    ...(table !== undefined && { table }),
  });
  return client().call("POST", "sdkmessageprocessingsteps", { body });
};

const postImage = async (message: string, columns: object, step: object = {}) => {
  const endpoint = await createEndpoint(client(), url);
  const id = await createStep(client(), { message, table: "account", endpoint, columns: step });
  return client().call("POST", "sdkmessageprocessingstepimages", { body: imageBody(id, columns) });
};

describe("registering a webhook", () => {
  it("keeps its secret to itself, and tells that there is one", async () => {
    const id = await createEndpoint(client(), url);
    const found = await client().get(`serviceendpoints(${id})`);
    expect(found.body).toMatchObject({ contract: 8, authtype: 4, isauthvalueset: true, url });
    expect(JSON.stringify(found.body)).not.toContain("s3cret");
    expect((await client().get(`serviceendpoints(${id})?$select=authvalue`)).body).not.toMatchObject({
      authvalue: "s3cret",
    });
  });

  it("leaves no secret in the log of requests", async () => {
    await createEndpoint(client(), url, { authvalue: 's3"cret' });
    const bodies = client()
      .emulator.control.requests.all()
      .map(({ body }) => body);
    expect(bodies.some((body) => body.includes('"authvalue":"[redacted]"'))).toBe(true);
    expect(bodies.some((body) => /s3\W*cret/.test(body))).toBe(false);
  });

  it("takes the standard ports, and any port of this machine", async () => {
    for (const address of ["https://example.com/hook", "http://example.com/hook", "http://[::1]:81/", url]) {
      expect((await postEndpoint({ url: address })).status).toBe(204);
    }
    expect(await postEndpoint({ url: "https://example.com:8443/hook" }).then(messageOf)).toEqual([
      400,
      "Registered webhooks support only port 80 for http and port 443 for https.",
    ]);
    for (const address of [null, "hook", "ftp://example.com/hook"]) {
      expect(await postEndpoint({ url: address }).then(messageOf)).toEqual([
        400,
        "The url of a webhook must be an absolute http or https address.",
      ]);
    }
  });

  it("takes one of three kinds of authentication, with a value", async () => {
    expect(await postEndpoint({ authtype: 2 }).then(messageOf)).toEqual([
      400,
      "The authtype of a webhook must be 4 (Webhook Key), 5 (Http Header) or 6 (Http Query String).",
    ]);
    expect(await postEndpoint({ authvalue: null }).then(messageOf)).toEqual([
      400,
      "The authvalue of a webhook must have a value.",
    ]);
    expect(await postEndpoint({ name: null }).then(messageOf)).toEqual([
      400,
      "The name of a webhook must have a value.",
    ]);
  });

  it("is not offered for other endpoints", async () => {
    expect(await postEndpoint({ contract: 7 }).then(messageOf)).toEqual([
      501,
      "The Dataverse emulator does not support service endpoints with contract 7: only webhooks (8).",
    ]);
  });
});

describe("registering a step", () => {
  it("finds its way from the endpoint and shows what it is for", async () => {
    const endpoint = await createEndpoint(client(), url);
    const step = await createStep(client(), { message: "Update", table: "contact", endpoint });
    const steps = await client().get(
      `serviceendpoints(${endpoint})/serviceendpoint_sdkmessageprocessingstep?$select=sdkmessageprocessingstepid,name,asyncautodelete,filteringattributes,mode,stage`,
    );
    expect(rows(steps)).toMatchObject([
      {
        sdkmessageprocessingstepid: step,
        asyncautodelete: false,
        filteringattributes: null,
        mode: 1,
        stage: 40,
      },
    ]);
    const path = `sdkmessageprocessingsteps(${step})?$select=name&$expand=eventhandler_serviceendpoint($select=name),sdkmessagefilterid($select=primaryobjecttypecode),sdkmessageid($select=name)`;
    expect((await client().get(path)).body).toMatchObject({
      eventhandler_serviceendpoint: { name: "Receiver" },
      sdkmessagefilterid: { primaryobjecttypecode: "contact" },
      sdkmessageid: { name: "Update" },
    });
  });

  it("takes a message the emulator raises", async () => {
    expect(await postStep("CreateMultiple", undefined, {}).then(messageOf)).toEqual([
      501,
      "The Dataverse emulator does not support webhook steps for the message 'CreateMultiple'.",
    ]);
  });

  it("takes a filter of its message", async () => {
    const filter = await idOfFilter(client(), "Create", "account");
    expect(
      await postStep("Update", undefined, {
        "sdkmessagefilterid@odata.bind": `/sdkmessagefilters(${filter})`,
      }).then(messageOf),
    ).toEqual([400, "The SDK message filter of a step must belong to the step's SDK message."]);
  });

  it("takes an event handler and a message that are there", async () => {
    expect(
      await postStep("Create", "account", { "eventhandler_serviceendpoint@odata.bind": null }).then(
        messageOf,
      ),
    ).toEqual([400, "A step must have an event handler (eventhandler_serviceendpoint)."]);
    expect(await postStep("Create", undefined, { "sdkmessageid@odata.bind": null }).then(messageOf)).toEqual([
      400,
      "A step must have an SDK message (sdkmessageid).",
    ]);
    const missing = await postStep("Create", "account", {
      "eventhandler_serviceendpoint@odata.bind": `/serviceendpoints(${nobody})`,
    });
    expect(missing.status).toBe(404);
  });

  it("takes a stage for custom steps, the last one when it is asynchronous", async () => {
    expect(await postStep("Create", "account", { stage: 30, mode: 0 }).then(messageOf)).toEqual([
      400,
      "A step cannot be registered in stage 30: use 10, 20 or 40.",
    ]);
    expect(await postStep("Create", "account", { stage: 20 }).then(messageOf)).toEqual([
      400,
      "An asynchronous step can only be registered in the PostOperation stage (40).",
    ]);
  });

  it("takes filtering attributes only on updates, and only those the table has", async () => {
    expect(await postStep("Create", "account", { filteringattributes: "name" }).then(messageOf)).toEqual([
      400,
      "Filtering attributes are only supported on the message Update, not on Create.",
    ]);
    expect(
      await postStep("Update", "account", { filteringattributes: "name, nonsense" }).then(messageOf),
    ).toEqual([400, "The entity 'account' has no attribute 'nonsense' to filter by."]);
    expect((await postStep("Update", "account", { filteringattributes: "name, telephone1" })).status).toBe(
      204,
    );
  });

  it("takes no configuration", async () => {
    expect(await postStep("Create", "account", { configuration: "<x/>" }).then(messageOf)).toEqual([
      400,
      "A step of a service endpoint cannot have a configuration.",
    ]);
  });

  it("is checked again when it is changed", async () => {
    const endpoint = await createEndpoint(client(), url);
    const step = await createStep(client(), { message: "Create", table: "account", endpoint });
    const reply = await client().call("PATCH", `sdkmessageprocessingsteps(${step})`, { body: { stage: 10 } });
    expect(reply.status).toBe(400);
  });
});

describe("registering an image", () => {
  it("takes the property of its message", async () => {
    const reply = await postImage("Create", { imagetype: 1 });
    expect([reply.status, reply.body]).toEqual([
      400,
      refusal("0x8004416b", "Message property name 'Target' is not valid on message Create."),
    ]);
    expect((await postImage("Create", { imagetype: 1, messagepropertyname: "Id" })).status).toBe(204);
    expect((await postImage("Update", {})).status).toBe(204);
    expect((await postImage("Delete", {})).status).toBe(204);
    expect(await postImage("Update", { messagepropertyname: "Id" }).then(messageOf)).toEqual([
      400,
      "Message property name 'Id' is not valid on message Update.",
    ]);
  });

  it("is there only where there is a record to take it of", async () => {
    expect(await postImage("Create", { messagepropertyname: "Id" }).then(messageOf)).toEqual([
      400,
      "Create message does not support pre-images.",
    ]);
    for (const imagetype of [1, 2]) {
      expect(await postImage("Delete", { imagetype }).then(messageOf)).toEqual([
        400,
        "Delete message does not support post-images.",
      ]);
    }
    expect(await postImage("Update", { imagetype: 1 }, { stage: 20, mode: 0 }).then(messageOf)).toEqual([
      400,
      "Post-images are only available to steps in the PostOperation stage (40).",
    ]);
  });

  it("takes columns of the table, a step, a type and an alias", async () => {
    expect(await postImage("Update", { attributes: "name,nonsense" }).then(messageOf)).toEqual([
      400,
      "The entity 'account' has no attribute 'nonsense' for the image.",
    ]);
    expect(await postImage("Update", { entityalias: null }).then(messageOf)).toEqual([
      400,
      "An image must have an imagetype and an entityalias.",
    ]);
    const orphan = { ...imageBody(nobody, {}), "sdkmessageprocessingstepid@odata.bind": null };
    expect(
      await client().call("POST", "sdkmessageprocessingstepimages", { body: orphan }).then(messageOf),
    ).toEqual([400, "An image must belong to a step (sdkmessageprocessingstepid)."]);
  });
});

describe("taking a registration back", () => {
  it("is refused for a webhook with steps", async () => {
    const endpoint = await createEndpoint(client(), url);
    const step = await createStep(client(), { message: "Create", table: "account", endpoint });
    const reply = await client().call("DELETE", `serviceendpoints(${endpoint})`);
    expect([reply.status, reply.body]).toEqual([
      400,
      refusal(
        "0x8004f01f",
        `The ServiceEndpoint(${endpoint}) component cannot be deleted because it is referenced by 1 other components. For a list of referenced components, use the RetrieveDependenciesForDeleteRequest.`,
      ),
    ]);
    await client().call("DELETE", `sdkmessageprocessingsteps(${step})`);
    expect((await client().call("DELETE", `serviceendpoints(${endpoint})`)).status).toBe(204);
  });

  it("takes the images of a step along", async () => {
    expect((await postImage("Update", {})).status).toBe(204);
    await removeRegistrations(client());
    expect(rows(await client().get("sdkmessageprocessingstepimages"))).toEqual([]);
  });
});
