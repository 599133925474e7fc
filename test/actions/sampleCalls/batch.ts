import type { SampleCall } from "./sampleCall.ts";

const create = (name: string, more = {}) => ({
  collection: "msevtmgt_events",
  action: "create",
  data: { msevtmgt_name: name, msevtmgt_eventtype: "100000002" },
  ...more,
});

export const batchCalls: readonly SampleCall[] = [
  {
    action: "batchEntityActions",
    inputs: async () => ({ actions: [create("Shape 1", { returnRepresentation: true }), create("Shape 2")] }),
  },
];
