import type { SampleCall } from "./sampleCall.ts";

export const rawCalls: readonly SampleCall[] = [
  {
    action: "rawRequest",
    inputs: async () => ({ url: "accounts?$select=name&$top=1", method: "GET" }),
  },
  {
    action: "rawRequestV2",
    inputs: async () => ({ url: "/api/data/v9.2/accounts?$select=name&$top=1", method: "GET" }),
  },
];
