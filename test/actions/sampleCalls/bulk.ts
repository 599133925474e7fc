import { dataOf, type TestBench } from "../../support/dataverse.ts";
import type { SampleCall } from "./sampleCall.ts";

const good = [{ name: "Many 1" }, { name: "Many 2" }];

/** The third record of the examples is one that Dataverse refuses. */
const bad = { name: "x".repeat(200) };

const created = async ({ runner }: TestBench): Promise<readonly string[]> => {
  const { data } = await runner.action("createEntities", { entityType: "accounts", records: good });
  const { results } = dataOf(data);
  return (Array.isArray(results) ? results : []).map((result) => String(dataOf(result)["id"]));
};

export const bulkCalls: readonly SampleCall[] = [
  {
    action: "createEntities",
    inputs: async () => ({ entityType: "accounts", records: [...good, bad] }),
  },
  {
    action: "updateEntities",
    inputs: async (bench) => ({
      entityType: "accounts",
      records: (await created(bench)).map((accountid, index) => ({
        accountid,
        ...(index === 0 ? good[0] : bad),
      })),
    }),
  },
  {
    action: "upsertEntities",
    inputs: async (bench) => ({
      entityType: "accounts",
      records: [
        ...(await created(bench)).map((accountid) => ({ accountid, ...good[1] })),
        { accountid: "00000000-0000-0000-0000-00000000beef", ...bad },
      ],
      options: { tellCreated: "true" },
    }),
  },
  {
    action: "deleteEntities",
    inputs: async (bench) => ({
      entityType: "accounts",
      records: [...(await created(bench)), "00000000-0000-0000-0000-00000000dead"],
    }),
  },
];
