import { equals, isRecordId } from "./expectation.ts";
import { read, recordsIn } from "./read.ts";
import { entry, type Stamp } from "./stamp.ts";
import type { ScenarioStep, Step } from "./step.ts";

/** Where Dataverse can deliver events to, and the key it sends along. */
export interface WebhookAddress {
  readonly url: string;
  readonly key: string;
}

const triggerKey = "dynamicsWebhookTrigger";

const website = (stamp: string): string => `https://bicycles.example/${stamp}`;

const findMessage: Step = {
  name: "findMessage",
  title: "Find the message Update of accounts, for a webhook",
  action: "queryEntities",
  inputs: () => ({
    entityType: "sdkmessagefilters",
    fieldNames: ["sdkmessagefilterid", "_sdkmessageid_value"],
    filterExpression: "sdkmessageid/name eq 'Update' and primaryobjecttypecode eq 'account'",
  }),
  expect: (data) => [equals("records", recordsIn(data).length, 1)],
};

const created = (
  name: string,
  title: string,
  {
    entityType,
    id,
    columns,
  }: {
    readonly entityType: string;
    readonly id: string;
    readonly columns: (...earlier: Parameters<Step["inputs"]>) => object;
  },
): Step => ({
  name,
  title,
  action: "createEntity",
  inputs: (earlier) => ({ entityType, dynamicValues: columns(earlier) }),
  expect: (data) => [isRecordId("id", read(data, id))],
});

/** Contract 8 is a webhook, authtype 4 a Webhook Key, messageformat 2 JSON (Microsoft, ServiceEndpoint table reference). */
const registerWebhook = ({ url, key }: WebhookAddress, { stamp }: Stamp): Step =>
  created("registerWebhook", "Register the trigger's URL as a webhook, with a key", {
    entityType: "serviceendpoints",
    id: "serviceendpointid",
    columns: () => ({
      name: `Workbench ${stamp}`,
      contract: 8,
      url,
      authtype: 4,
      authvalue: key,
      messageformat: 2,
      connectionmode: 1,
    }),
  });

/** Stage 40 is after the operation, mode 1 asynchronous. */
const registerStep = ({ stamp }: Stamp): Step =>
  created("registerStep", "Register a step for changes of websiteurl", {
    entityType: "sdkmessageprocessingsteps",
    id: "sdkmessageprocessingstepid",
    columns: (earlier) => {
      const [filter] = recordsIn(earlier("findMessage"));
      const webhook = read(earlier("registerWebhook"), "serviceendpointid");
      return {
        name: `Workbench ${stamp}`,
        stage: 40,
        mode: 1,
        rank: 1,
        supporteddeployment: 0,
        asyncautodelete: true,
        filteringattributes: "websiteurl",
        "eventhandler_serviceendpoint@odata.bind": `/serviceendpoints(${webhook})`,
        "sdkmessageid@odata.bind": `/sdkmessages(${read(filter, "_sdkmessageid_value")})`,
        "sdkmessagefilterid@odata.bind": `/sdkmessagefilters(${read(filter, "sdkmessagefilterid")})`,
      };
    },
  });

const registerImage: Step = created("registerImage", "Ask for the account as it was before and after", {
  entityType: "sdkmessageprocessingstepimages",
  id: "sdkmessageprocessingstepimageid",
  columns: (earlier) => ({
    name: "account",
    entityalias: "account",
    imagetype: 2,
    messagepropertyname: "Target",
    attributes: "name,websiteurl,createdon,ownerid",
    "sdkmessageprocessingstepid@odata.bind": `/sdkmessageprocessingsteps(${read(earlier("registerStep"), "sdkmessageprocessingstepid")})`,
  }),
});

const changeAccount = ({ stamp }: Stamp): Step => ({
  name: "changeAccount",
  title: "Change the account",
  action: "updateEntity",
  inputs: (earlier) => ({
    entityType: "accounts",
    entityId: read(earlier("createAccount"), "accountid"),
    fieldValues: [entry("websiteurl", website(stamp))],
  }),
  expect: (data) => [equals("websiteurl", read(data, "websiteurl"), website(stamp))],
});

const arrival = ({ stamp }: Stamp): ScenarioStep => ({
  name: "webhookArrives",
  title: "Dataverse calls the webhook, and the trigger starts the flow",
  trigger: triggerKey,
  expect: (data, earlier) => {
    const at = (...path: readonly string[]) => read(data, "payload", "event", ...path);
    return [
      equals("branch", read(data, "branch"), "Event"),
      equals("answer", read(data, "status"), 200),
      equals("operation", at("operation"), "Update"),
      equals("table", at("table"), "account"),
      equals("id", at("id"), read(earlier("createAccount"), "accountid")),
      equals("websiteurl", at("record", "websiteurl"), website(stamp)),
      equals("websiteurl before", at("preImage", "websiteurl"), undefined),
      equals("createdon", at("postImage", "createdon"), read(earlier("createAccount"), "createdon")),
      equals(
        "id of its owner",
        at("postImage", "ownerid", "id"),
        read(earlier("createAccount"), "_ownerid_value"),
      ),
    ];
  },
});

const removed = (step: string, entityType: string, { id, title }: Record<"id" | "title", string>): Step => ({
  name: `${step}Removed`,
  title,
  action: "deleteEntity",
  inputs: (earlier) => ({ entityType, entityId: read(earlier(step), id) }),
  expect: (data) => [equals("deleted", read(data, "deleted"), true)],
});

/** Has Dataverse tell the trigger of a change of the account of `createAccount`; leaves nothing registered. */
export const webhook = (address: WebhookAddress, stamp: Stamp): readonly ScenarioStep[] => [
  findMessage,
  registerWebhook(address, stamp),
  registerStep(stamp),
  registerImage,
  changeAccount(stamp),
  arrival(stamp),
  removed("registerStep", "sdkmessageprocessingsteps", {
    id: "sdkmessageprocessingstepid",
    title: "Remove the step with its image",
  }),
  removed("registerWebhook", "serviceendpoints", { id: "serviceendpointid", title: "Remove the webhook" }),
];
