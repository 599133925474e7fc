import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { loadComponent } from "../../workbench/runner/component.ts";
import { dataOf, distPath, keyValues, useTestBench } from "../support/dataverse.ts";

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

/** The type of each property, for comparing an example with an answer whatever the values. */
const shapeOf = (data: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(dataOf(data)).map(([key, value]) => [key, Array.isArray(value) ? "list" : typeof value]),
  );

describe("the published output of an action", () => {
  const bench = useTestBench();

  const account = async (): Promise<string> => {
    const { data } = await bench().runner.action("createEntity", {
      entityType: "accounts",
      dynamicValues: { revenue: 5, industrycode: 7, numberofemployees: 250, creditonhold: false },
      fieldValues: keyValues({
        name: "Shape Ltd.",
        emailaddress1: "info@shape.example",
        accountnumber: `S-${performance.now()}`,
      }),
    });
    return String(dataOf(data)["accountid"]);
  };

  const calls: readonly (readonly [string, () => Promise<Readonly<Record<string, unknown>>>])[] = [
    ["getCurrentUser", async () => ({})],
    [
      "queryEntities",
      async () => ({ entityType: "accounts", fieldNames: ["name", "revenue"], recordsPerPage: "1" }),
    ],
    ["getEntity", async () => ({ entityType: "accounts", entityId: await account() })],
    ["createEntity", async () => ({ entityType: "accounts", fieldValues: keyValues({ name: "Shape" }) })],
    [
      "updateEntity",
      async () => ({
        entityType: "accounts",
        entityId: await account(),
        fieldValues: keyValues({ name: "Shape 2" }),
      }),
    ],
    [
      "upsertEntity",
      async () => ({
        entityType: "accounts",
        entityId: await account(),
        fieldValues: keyValues({ name: "Shape 3" }),
      }),
    ],
    ["deleteEntity", async () => ({ entityType: "accounts", entityId: await account() })],
  ];

  it("is checked here for every action", () => {
    expect(calls.map(([key]) => key).sort()).toEqual(Object.keys(bench().runner.component.actions).sort());
  });

  it.each(calls)("%s: the example and the real answer fit the schema", async (key, inputs) => {
    const { schema, example } = published(key);
    const { data } = await bench().runner.action(key, await inputs());
    expect(problems(schema, example)).toEqual([]);
    expect(problems(schema, data)).toEqual([]);
  });

  it.each(calls)("%s: the real answer has what the example promises", async (key, inputs) => {
    const { data } = await bench().runner.action(key, await inputs());
    const answer = shapeOf(data);
    const missing = Object.keys(shapeOf(published(key).example)).filter((name) => !(name in answer));
    expect(missing).toEqual([]);
  });

  it("describes every property of the examples in the schema or leaves room for columns", () => {
    for (const key of Object.keys(bench().runner.component.actions)) {
      const schema = dataOf(published(key).schema);
      expect(schema["type"], key).toBe("object");
      expect(Object.keys(dataOf(schema["properties"])).length, key).toBeGreaterThan(0);
    }
  });
});
