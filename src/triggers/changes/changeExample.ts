import { exampleAccount } from "../../actions/records/record.ts";
import type { PollResult } from "./pollChanges.ts";

const { "@odata.context": _, ...account } = exampleAccount;
const flow = { id: "flow-1", name: "Sync accounts", stableId: "sync-accounts" };
const empty = { data: null, contentType: "application/json" };

/** A poll that found a new, an updated and a deleted account. */
export const changeExample: PollResult = {
  payload: {
    headers: {},
    queryParameters: {},
    rawBody: empty,
    body: {
      data: {
        created: [account],
        updated: [
          {
            ...account,
            "@odata.etag": 'W/"80649612"',
            accountid: "00000000-0000-0000-0000-000000000003",
            name: "Fabrikam, Inc.",
            accountnumber: "A-000002",
            createdon: "2025-11-03T10:02:11Z",
            modifiedon: "2026-01-31T08:17:02Z",
            versionnumber: 80_649_612,
          },
        ],
        deleted: [
          {
            id: "00000000-0000-0000-0000-000000000004",
            accountid: "00000000-0000-0000-0000-000000000004",
          },
        ],
        changeTracking: true,
        resync: false,
        moreToCome: false,
      },
      contentType: "application/json",
    },
    pathFragment: "",
    webhookUrls: { [flow.name]: "https://hooks.example.com/trigger/example" },
    webhookApiKeys: { [flow.name]: [] },
    invokeUrl: "https://hooks.example.com/trigger/example",
    executionId: "execution-1",
    customer: { id: "customer-1", externalId: "contoso", name: "Contoso" },
    instance: { id: "instance-1", name: "Contoso accounts" },
    user: { id: "user-1", email: "builder@example.com", name: "Flow Builder", externalId: "builder" },
    integration: {
      id: "integration-1",
      name: "Account sync",
      versionSequenceId: "1",
      externalVersion: "1.0.0",
    },
    flow,
    startedAt: "2026-01-31T08:20:00Z",
    globalDebug: false,
  },
  polledNoChanges: false,
};
