import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { loadComponent } from "../../workbench/runner/component.ts";
import { createContext, emptyState } from "../../workbench/runner/context.ts";
import { recordingLogger } from "../../workbench/runner/logger.ts";
import { dataOf, distPath, useTestBench } from "../support/dataverse.ts";
import { sampleCalls } from "./sampleCalls/index.ts";

const ajv = new Ajv({ allErrors: true, strict: false });

/** The published parts of an action: Spectral publishes the schema as JSON text. */
const published = (key: string): { readonly schema: object; readonly example: unknown } => {
  const action = dataOf(loadComponent(distPath).actions[key]);
  const schema = dataOf(JSON.parse(String(dataOf(action["outputSchema"])["schema"])));
  return { schema, example: dataOf(action["examplePayload"])["data"] };
};

const problems = (schema: object, data: unknown): readonly string[] => {
  const validate = ajv.compile(schema);
  validate(data);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

/** The names of an object's members and, where it holds lists of objects, of the members of their first items. */
const shapeOf = (data: unknown): readonly string[] => {
  if (Array.isArray(data)) return shapeOf(data[0]).map((name) => `[0].${name}`);
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([name, value]) => [
    name,
    ...(Array.isArray(value) ? shapeOf(value).map((inner) => `${name}${inner}`) : []),
  ]);
};

describe("the published output of an action", () => {
  const bench = useTestBench();

  it("is checked here for every action", () => {
    const called = new Set(sampleCalls.map(({ action }) => action));
    expect([...called].sort()).toEqual(Object.keys(bench().runner.component.actions).sort());
  });

  it.each(sampleCalls)(
    "$action: the example and the real answer fit the schema",
    async ({ action, inputs }) => {
      const { schema, example } = published(action);
      const { data } = await bench().runner.action(action, await inputs(bench()));
      expect(problems(schema, example)).toEqual([]);
      expect(problems(schema, data)).toEqual([]);
    },
  );

  it.each(sampleCalls)(
    "$action: the real answer has what the example promises",
    async ({ action, inputs }) => {
      const { data } = await bench().runner.action(action, await inputs(bench()));
      const answer = new Set(shapeOf(data));
      const missing = shapeOf(published(action).example).filter((name) => !answer.has(name));
      expect(missing).toEqual([]);
    },
  );

  it("is described by every schema", () => {
    for (const key of Object.keys(bench().runner.component.actions)) {
      const schema = dataOf(published(key).schema);
      const described = schema["type"] === "array" ? dataOf(schema["items"]) : schema;
      expect(Object.keys(dataOf(described["properties"])).length, key).toBeGreaterThan(0);
    }
  });
});

describe("calling an action while a flow is built", () => {
  const bench = useTestBench();
  const component = loadComponent(distPath);
  const writing = [
    "batchEntityActions",
    "createAttribute",
    "createEntities",
    "createEntity",
    "deleteEntities",
    "deleteEntity",
    "rawRequest",
    "rawRequestV2",
    "updateAttribute",
    "updateEntities",
    "updateEntity",
    "upsertEntities",
    "upsertEntity",
  ];
  const { logger } = recordingLogger();
  const context = createContext({ logger, state: emptyState(), configVars: {}, globalDebug: false });
  const safetyOf = (key: string) => dataOf(component.actions[key])["performSafety"];

  it("is safe for every action that only reads, and for no other", () => {
    const unsafe = Object.keys(component.actions).filter((key) => safetyOf(key) !== "SAFE");
    expect(unsafe.sort()).toEqual(writing);
    expect(writing.map(safetyOf)).toEqual(writing.map(() => "NOT_ALLOWED"));
  });

  const reads = sampleCalls.filter(({ action }) => !writing.includes(action));

  it.each(reads)("$action gives its example, without a request", async ({ action, inputs }) => {
    const { examplePerform, examplePayload } = dataOf(component.actions[action]);
    if (typeof examplePerform !== "function") throw new Error("There is no example perform.");
    const params = await inputs(bench());
    bench().emulator.control.requests.clear();
    expect(await examplePerform(context, params)).toMatchObject(dataOf(examplePayload));
    expect(bench().requests()).toEqual([]);
  });
});
