import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadComponent } from "../../workbench/runner/component.ts";
import { createContext, emptyState } from "../../workbench/runner/context.ts";
import { recordingLogger } from "../../workbench/runner/logger.ts";
import { createRunner } from "../../workbench/runner/runner.ts";
import type { TriggerRequest } from "../../workbench/runner/triggerPayload.ts";
import { dataOf, distPath, useTestBench } from "../support/dataverse.ts";
import { byWebhookKey, openTrigger, registerWebhook, resultOf } from "../support/webhooks.ts";

const component = loadComponent(distPath);
const key = "dynamicsWebhookTrigger";
const connection = { key: "none", configVarKey: "none", fields: {}, context: {} };
const runner = createRunner({ component, connection });

const blank: TriggerRequest = { headers: {}, queryParameters: {}, body: "" };

const send = async (request: Partial<TriggerRequest>, options: Parameters<typeof runner.trigger>[2] = {}) => {
  const run = await runner.trigger(key, { ...blank, ...request }, options);
  if (!run.succeeded) throw run.error;
  return {
    ...run.result,
    response: dataOf(run.result["response"]),
    payload: dataOf(run.data),
    logs: run.logs,
  };
};

const update = JSON.stringify({
  MessageName: "Update",
  PrimaryEntityName: "contact",
  PrimaryEntityId: "6d81597f-0f9f-e711-8122-000d3aa2331c",
  InputParameters: [],
});

describe("a request to the webhook trigger", () => {
  it("without a body is answered as a heartbeat", async () => {
    expect(await send({})).toMatchObject({
      branch: "URL Validation / Heartbeat",
      response: { statusCode: 200, contentType: "text/plain" },
    });
  });

  it("that is no event is refused with 400, a reason in the log and nothing of its body", async () => {
    const { branch, response, payload, logs } = dataOf(await send({ body: '{"secret":"of a stranger"' }));
    expect({ branch, response }).toEqual({
      branch: "Rejected",
      response: { statusCode: 400, contentType: "text/plain", body: "This is no Dataverse event." },
    });
    expect(dataOf(payload)["rejection"]).toEqual({ statusCode: 400, reason: "its body is not JSON" });
    expect(dataOf(payload)).not.toHaveProperty("event");
    expect(JSON.stringify(logs)).toContain(
      "The request was refused with HTTP 400 because its body is not JSON.",
    );
    expect(JSON.stringify(logs)).not.toContain("stranger");
  });

  it("of a designer's test run needs no key, and others do", async () => {
    const inputs = { webhookKey: "s3cret" };
    expect(await send({ body: update }, { inputs, isSimulatedTest: true })).toMatchObject({
      branch: "Event",
    });
    expect(await send({ body: update }, { inputs })).toMatchObject({
      branch: "Rejected",
      response: { statusCode: 401, body: "The webhook key is missing or wrong." },
    });
  });

  it("with the key in its URL leaves no key in the result", async () => {
    const inputs = { webhookKey: "s3cret" };
    const { payload } = await send({ body: update, queryParameters: { code: "s3cret" } }, { inputs });
    expect(JSON.stringify(payload)).not.toContain("s3cret");
    expect(payload["queryParameters"]).toEqual({ code: "[hidden]" });
  });

  it.each([
    ["bytes", Buffer.from(update)],
    ["a parsed object", JSON.parse(update)],
    ["text", update],
  ])("may bring its body as %s, and need not bring anything else", async (_name, data) => {
    const { logger } = recordingLogger();
    const context = createContext({ logger, state: emptyState(), configVars: {}, globalDebug: false });
    const result = await component.triggers[key]?.perform(context, { body: { data } }, {});
    expect(result).toMatchObject({
      branch: "Event",
      payload: { event: { operation: "Update", table: "contact" } },
    });
  });

  it("never makes the trigger fail, whatever it holds", async () => {
    const event = fc
      .dictionary(
        fc.constantFrom(
          "MessageName",
          "InputParameters",
          "PreEntityImages",
          "PrimaryEntityId",
          "Stage",
          "OwningExtension",
          "SharedVariables",
        ),
        fc.oneof(
          fc.jsonValue(),
          fc.array(fc.record({ key: fc.constantFrom("Target", "Relationship", "x"), value: fc.jsonValue() })),
        ),
      )
      .map((members) => JSON.stringify({ MessageName: "Update", ...members }));
    const body = fc.oneof(fc.string(), fc.json(), event);
    await fc.assert(
      fc.asyncProperty(body, fc.dictionary(fc.string(), fc.string()), async (text, headers) => {
        const { response } = await send({ body: text, headers });
        expect([200, 400]).toContain(response["statusCode"]);
      }),
    );
  });

  it("of 6 MB takes no longer than reading it", async () => {
    const attributes = Array.from({ length: 60_000 }, (_, index) => ({
      key: `new_${index}`,
      value: { __type: "OptionSetValue:http://schemas.microsoft.com/xrm/2011/Contracts", Value: index },
    }));
    const target = { Attributes: attributes, Id: "x", LogicalName: "contact" };
    const body = JSON.stringify({
      MessageName: "Create",
      InputParameters: [{ key: "Target", value: target }],
    });
    expect(body.length).toBeGreaterThan(6e6);
    const started = performance.now();
    const { payload } = await send({ body });
    expect(Object.keys(dataOf(dataOf(payload["event"])["record"]))).toHaveLength(60_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("the example of the webhook trigger", () => {
  const bench = useTestBench();

  /** Names and kinds of everything, down to the columns, whose names depend on the table. */
  const shapeOf = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.length === 0 ? "list" : ["list", shapeOf(value[0])];
    if (typeof value !== "object" || value === null) return value === null ? "nothing" : typeof value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
  };

  it("has what a real delivery has", async () => {
    const trigger = await openTrigger(bench(), { webhookKey: "s3cret" });
    const { data } = await bench().runner.action("createEntity", {
      entityType: "contacts",
      dynamicValues: { firstname: "James", lastname: "Glynn", jobtitle: "Purchasing Assistant" },
    });
    const columns = "fullname,jobtitle,statecode";
    await registerWebhook(bench(), {
      url: trigger.receiver.url,
      message: "Update",
      table: "contact",
      authentication: byWebhookKey("s3cret"),
      images: [
        { entityalias: "before", imagetype: 0, attributes: columns },
        { entityalias: "after", imagetype: 1, attributes: columns },
      ],
    });
    await bench().runner.action("updateEntity", {
      entityType: "contacts",
      entityId: dataOf(data)["contactid"],
      dynamicValues: { jobtitle: "Purchasing Manager" },
    });
    const real = resultOf(await trigger.receiver.next());
    await trigger.close();
    const example = dataOf(dataOf(component.triggers[key])["examplePayload"]);
    const promised = dataOf(example["payload"]);
    expect(example).toMatchObject({
      branch: "Event",
      response: { statusCode: 200, contentType: "text/plain" },
    });
    expect(Object.keys(real.payload).sort()).toEqual(Object.keys(promised).sort());
    expect(Object.keys(dataOf(real.payload["bodyData"])).sort()).toEqual(
      Object.keys(dataOf(promised["bodyData"])).sort(),
    );
    const { preImage, preImages, postImage, postImages, formattedValues, record, changedColumns, ...rest } =
      dataOf(promised["event"]);
    expect(shapeOf(real.event)).toMatchObject(dataOf(shapeOf(rest)));
    expect(Object.keys(real.event).sort()).toEqual(Object.keys(dataOf(promised["event"])).sort());
    expect(shapeOf(real.event["record"])).toMatchObject(dataOf(shapeOf(record)));
    expect(real.event["changedColumns"]).toEqual(expect.arrayContaining(["jobtitle"]));
    for (const [name, image] of Object.entries({ preImage, postImage })) {
      const { parentcustomerid, ...always } = dataOf(image);
      expect(shapeOf(real.event[name])).toMatchObject(dataOf(shapeOf(always)));
    }
    expect(Object.keys(dataOf(real.event["formattedValues"]))).toEqual(Object.keys(dataOf(formattedValues)));
  });
});
