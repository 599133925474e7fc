import { afterEach, describe, expect, it } from "vitest";
import { connect } from "../../workbench/runner/connect.ts";
import { createRunner } from "../../workbench/runner/runner.ts";
import { type Data, dataOf, keyValues, useTestBench } from "../support/dataverse.ts";
import {
  type Deployed,
  messageOf,
  openFlow,
  registered,
  succeeded,
  writesIn,
} from "../support/recordChange.ts";

const bench = useTestBench({ only: ["account"], records: 2 });
const opened: Deployed[] = [];

afterEach(async () => {
  for (const flow of opened.splice(0)) await flow.close();
});

const inputs = {
  tables: ["accounts"],
  messages: ["create", "update", "delete"],
  filteringColumns: ["name"],
  preImageColumns: ["name"],
};

const open = async (given: Data = inputs): Promise<Deployed> => {
  const flow = await openFlow(bench(), given);
  opened.push(flow);
  return flow;
};

/** A flow that was deployed with the inputs. */
const deployed = async (given: Data = inputs): Promise<Deployed> => {
  const flow = await open(given);
  succeeded(await flow.deploy());
  bench().emulator.control.requests.clear();
  return flow;
};

const create = async (name: string): Promise<string> => {
  const { data } = await bench().runner.action("createEntity", {
    entityType: "accounts",
    fieldValues: keyValues({ name }),
  });
  return String(dataOf(data)["accountid"]);
};
const update = (entityId: string, values: Readonly<Record<string, string>>) =>
  bench().runner.action("updateEntity", { entityType: "accounts", entityId, fieldValues: keyValues(values) });
const remove = (entityId: string) =>
  bench().runner.action("deleteEntity", { entityType: "accounts", entityId });
const counts = async () => {
  const { serviceendpoints, sdkmessageprocessingsteps, sdkmessageprocessingstepimages } = await registered(
    bench(),
  );
  return [serviceendpoints.length, sdkmessageprocessingsteps.length, sdkmessageprocessingstepimages.length];
};

describe("the Record Change Webhook", () => {
  it("registers itself, brings every change on a branch of its own, and removes what it made", async () => {
    const before = await counts();
    const flow = await deployed();
    expect(await counts()).toEqual([1, 3, 2].map((count, index) => count + (before[index] ?? 0)));

    const id = await create("Contoso");
    const created = await flow.next();
    expect(created).toMatchObject({ branch: "Created", status: 200, event: { table: "account", id } });
    await update(id, { name: "Contoso 2" });
    expect(await flow.next()).toMatchObject({
      branch: "Updated",
      event: {
        changedColumns: expect.arrayContaining(["name"]),
        preImage: { name: "Contoso" },
        record: { name: "Contoso 2" },
      },
    });
    await remove(id);
    const deleted = await flow.next();
    expect(deleted).toMatchObject({ branch: "Deleted", event: { id, preImage: { name: "Contoso 2" } } });
    expect(deleted.event["eventId"]).not.toBe(created.event["eventId"]);

    succeeded(await flow.uninstall());
    expect(await counts()).toEqual(before);
  });

  it("hears only of changes of the filtering columns", async () => {
    const id = await create("Contoso");
    const flow = await deployed({ ...inputs, messages: ["update"] });
    await update(id, { telephone1: "1" });
    await update(id, { name: "Contoso 2" });
    expect(await flow.next()).toMatchObject({ branch: "Updated", event: { record: { name: "Contoso 2" } } });
    await bench().emulator.control.webhooks.idle();
    expect(flow.receiver().waiting()).toBe(0);
  });

  it("brings associations, too", async () => {
    const flow = await deployed({ tables: ["accounts"], messages: ["associate", "disassociate"] });
    const { data } = await bench().runner.action("createEntity", {
      entityType: "leads",
      fieldValues: keyValues({ lastname: "Rider" }),
    });
    const link = {
      collection: "accounts",
      key: await create("Contoso"),
      relationship: "accountleads_association",
      relatedCollection: "leads",
      relatedKey: dataOf(data)["leadid"],
    };
    await bench().runner.action("batchEntityActions", { actions: [{ ...link, action: "associate" }] });
    expect((await flow.next()).branch).toBe("Associated");
    await bench().runner.action("batchEntityActions", { actions: [{ ...link, action: "disassociate" }] });
    expect((await flow.next()).branch).toBe("Disassociated");
  });

  it("takes a change back when it is synchronous and the flow's answer is no", async () => {
    const flow = await deployed({ ...inputs, executionMode: "synchronous" });
    flow.loseState();
    const outcome = await bench().runner.attempt("createEntity", {
      entityType: "accounts",
      fieldValues: keyValues({ name: "Never" }),
    });
    expect(outcome.succeeded).toBe(false);
    expect((await flow.next()).branch).toBe("Rejected");
  });
});

describe("a deployment of it", () => {
  it("writes nothing when nothing has changed", async () => {
    const flow = await deployed();
    succeeded(await flow.deploy());
    expect(writesIn(bench().requests())).toEqual([]);
  });

  it("changes only what differs", async () => {
    const flow = await deployed();
    const [before] = [await registered(bench())];
    succeeded(
      await flow.deploy({
        ...inputs,
        messages: ["create", "update"],
        filteringColumns: ["name", "telephone1"],
      }),
    );
    const after = await registered(bench());
    expect(after.serviceendpoints).toEqual(before.serviceendpoints);
    expect(after.sdkmessageprocessingsteps).toHaveLength(2);
    const id = await create("Contoso");
    await update(id, { telephone1: "1" });
    expect((await flow.next()).branch).toBe("Created");
    expect((await flow.next()).branch).toBe("Updated");
  });

  it("moves the registration along with the flow's URL", async () => {
    const flow = await deployed();
    await flow.move();
    succeeded(await flow.deploy());
    await create("Contoso");
    expect((await flow.next()).branch).toBe("Created");
    expect((await registered(bench())).serviceendpoints).toHaveLength(1);
  });

  it("finds its registration again when the state is gone, and makes a new secret", async () => {
    const flow = await deployed();
    const { secret } = flow.state();
    flow.loseState();
    succeeded(await flow.deploy());
    expect(flow.state()["secret"]).not.toBe(secret);
    expect((await registered(bench())).serviceendpoints).toHaveLength(1);
    await create("Contoso");
    expect((await flow.next()).branch).toBe("Created");
  });

  it("can be removed when the state is gone, and twice", async () => {
    const before = await counts();
    const flow = await deployed();
    flow.loseState();
    succeeded(await flow.uninstall());
    succeeded(await flow.uninstall());
    expect(await counts()).toEqual(before);
  });

  it("leaves the registrations of others alone", async () => {
    const other = await bench().runner.action("createEntity", {
      entityType: "serviceendpoints",
      dynamicValues: {
        name: "Somebody else's",
        contract: 8,
        url: "https://hooks.example.com/x",
        authtype: 4,
        authvalue: "k",
        messageformat: 2,
        connectionmode: 1,
      },
    });
    const flow = await deployed();
    succeeded(await flow.uninstall());
    const { serviceendpoints } = await registered(bench());
    expect(serviceendpoints.map((endpoint) => endpoint["serviceendpointid"])).toEqual([
      dataOf(other.data)["serviceendpointid"],
    ]);
    await bench().runner.action("deleteEntity", {
      entityType: "serviceendpoints",
      entityId: String(dataOf(other.data)["serviceendpointid"]),
    });
  });

  it("names the privilege that is missing", async () => {
    const { emulator, runner } = bench();
    const user = emulator.control.users.add({ roles: { prvReadAccount: "Global" } });
    const { url: webApiUrl, tokenUrl, scope: scopes } = emulator;
    const { clientId, clientSecret } = user;
    const poor = createRunner({
      component: runner.component,
      connection: await connect(runner.component, { webApiUrl, tokenUrl, scopes, clientId, clientSecret }),
    });
    const flow = await openFlow(bench(), inputs, poor);
    expect(messageOf(await flow.deploy())).toMatch(/prv\w+/);
    await flow.receiver().close();
  });

  it.each([
    [{ ...inputs, tables: [] }, "Tables"],
    [{ ...inputs, tables: ["acounts"] }, "acounts"],
    [{ ...inputs, messages: ["explode"] }, "Messages"],
    [{ ...inputs, filteringColumns: ["nmae"] }, "nmae"],
  ])("refuses what cannot be registered, and leaves nothing behind: %j", async (given, text) => {
    const before = await counts();
    const flow = await open(inputs);
    expect(messageOf(await flow.deploy(given))).toContain(text);
    expect(await counts()).toEqual(before);
    await flow.deploy(inputs);
  });
});

describe("what arrives at it", () => {
  const post = (url: string, body: string): Promise<Response> => fetch(url, { method: "POST", body });

  it("is refused without the secret, before anything else is looked at", async () => {
    const flow = await deployed();
    for (const url of [flow.receiver().url, `${flow.receiver().url}?code=wrong`]) {
      expect((await post(url, "{}")).status).toBe(401);
      expect((await flow.next()).branch).toBe("Rejected");
    }
    expect(bench().requests()).toEqual([]);
  });

  it("never shows the secret", async () => {
    const flow = await deployed();
    await create("Contoso");
    const arrived = await flow.next();
    expect(JSON.stringify(arrived)).not.toContain(String(flow.state()["secret"]));
  });

  it("is ignored when the connection's own user made the change and that is wanted", async () => {
    const flow = await deployed({ ...inputs, ignoreOwnChanges: "true" });
    await create("Contoso");
    expect(await flow.next()).toMatchObject({ branch: "Ignored", status: 200 });
  });

  it("is completed by the record when Dataverse left it out for its size", async () => {
    const flow = await deployed({ tables: ["annotations"], messages: ["create"] });
    await bench().runner.action("createEntity", {
      entityType: "annotations",
      dynamicValues: { subject: "Large", notetext: "/".repeat(99_000) },
    });
    expect(await flow.next()).toMatchObject({
      branch: "Created",
      event: { sizeExceeded: true, recordSource: "readAgain", record: { subject: "Large" } },
    });
  });

  it("has an event id that is the same when Dataverse delivers it again", async () => {
    const flow = await deployed({ ...inputs, messages: ["create"] });
    await create("Contoso");
    const first = await flow.next();
    const url = `${flow.receiver().url}?code=${String(flow.state()["secret"])}`;
    await post(url, JSON.stringify(first.payload["bodyData"]));
    expect((await flow.next()).event["eventId"]).toBe(first.event["eventId"]);
    expect(first.event["eventId"]).toEqual(expect.any(String));
  });

  it("is ignored beyond the depth that is allowed, against loops", async () => {
    const flow = await deployed({ ...inputs, messages: ["create"], maximumDepth: "3" });
    await create("Contoso");
    const { payload } = await flow.next();
    const url = `${flow.receiver().url}?code=${String(flow.state()["secret"])}`;
    await post(url, JSON.stringify({ ...dataOf(payload["bodyData"]), Depth: 4 }));
    expect((await flow.next()).branch).toBe("Ignored");
  });

  it("may come from a builder's test without the secret, as text or as an object", async () => {
    const flow = await deployed({ ...inputs, messages: ["create"] });
    await create("Contoso");
    const { payload } = await flow.next();
    const { runner } = bench();
    const outcome = await runner.trigger(
      "recordChangeWebhook",
      { headers: {}, queryParameters: {}, body: JSON.stringify(payload["bodyData"]) },
      { inputs: { ...inputs, messages: ["create"] }, isSimulatedTest: true },
    );
    expect(outcome).toMatchObject({ succeeded: true, result: { branch: "Created" } });
  });
});
