import type { SampleCall } from "./sampleCall.ts";

export const tableCalls: readonly SampleCall[] = [
  { action: "listEntities", inputs: async () => ({ maxPageSize: "3" }) },
  { action: "listEntities", inputs: async () => ({}) },
  { action: "listEntitiesAction", inputs: async () => ({}) },
  { action: "listEntitiesAction", inputs: async () => ({ includeDetails: "true" }) },
  { action: "getEntitiesMetaData", inputs: async () => ({}) },
  { action: "getEntityMetaData", inputs: async () => ({ entityType: "account" }) },
];
