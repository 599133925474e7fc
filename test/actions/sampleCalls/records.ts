import { dataOf, keyValues, type TestBench } from "../../support/dataverse.ts";
import type { SampleCall } from "./sampleCall.ts";

const account = async ({ runner }: TestBench): Promise<string> => {
  const { data } = await runner.action("createEntity", {
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

const rename = (name: string) => async (bench: TestBench) => ({
  entityType: "accounts",
  entityId: await account(bench),
  fieldValues: keyValues({ name }),
});

export const recordCalls: readonly SampleCall[] = [
  { action: "getCurrentUser", inputs: async () => ({}) },
  {
    action: "queryEntities",
    inputs: async () => ({ entityType: "accounts", fieldNames: ["name", "revenue"], recordsPerPage: "1" }),
  },
  {
    action: "getEntity",
    inputs: async (bench) => ({ entityType: "accounts", entityId: await account(bench) }),
  },
  {
    action: "createEntity",
    inputs: async () => ({ entityType: "accounts", fieldValues: keyValues({ name: "Shape" }) }),
  },
  { action: "updateEntity", inputs: rename("Shape 2") },
  { action: "upsertEntity", inputs: rename("Shape 3") },
  {
    action: "deleteEntity",
    inputs: async (bench) => ({ entityType: "accounts", entityId: await account(bench) }),
  },
];
