import type { Arrival } from "../../workbench/receiver/arrivals.ts";
import { openReceiver, type Receiver } from "../../workbench/receiver/receiver.ts";
import { type Data, dataOf, recordsOf, type TestBench } from "./dataverse.ts";

/** How Dataverse puts the key into its requests: columns of the webhook's registration. */
export const byWebhookKey = (key: string) => ({ authtype: 4, authvalue: key });

const settings = (name: string, value: string): string =>
  `<settings><setting name="${name}" value="${value.replaceAll("&", "&amp;")}" /></settings>`;

export const byHeader = (name: string, value: string) => ({ authtype: 5, authvalue: settings(name, value) });

export const byQueryParameter = (name: string, value: string) => ({
  authtype: 6,
  authvalue: settings(name, value),
});

const create = async (
  { runner }: TestBench,
  { entityType, id }: { readonly entityType: string; readonly id: string },
  dynamicValues: Data,
): Promise<string> => {
  const { data } = await runner.action("createEntity", { entityType, dynamicValues });
  return String(dataOf(data)[id]);
};

export interface Registration {
  readonly url: string;
  readonly message: string;
  readonly table: string;
  readonly authentication: Data;
  /** Columns of the step; asynchronous after the operation when absent. */
  readonly step?: Data;
  readonly images?: readonly Data[];
}

/** Registers a webhook with a step and its images through the connector's own actions. */
export const registerWebhook = async (bench: TestBench, registration: Registration): Promise<string> => {
  const { url, message, table, authentication, step: columns = {}, images = [] } = registration;
  const { data } = await bench.runner.action("queryEntities", {
    entityType: "sdkmessagefilters",
    fieldNames: ["sdkmessagefilterid", "_sdkmessageid_value"],
    filterExpression: `sdkmessageid/name eq '${message}' and primaryobjecttypecode eq '${table}'`,
  });
  const [filter = {}] = recordsOf(data);
  const endpoint = await create(
    bench,
    { entityType: "serviceendpoints", id: "serviceendpointid" },
    { name: "Flow", contract: 8, url, messageformat: 2, connectionmode: 1, ...authentication },
  );
  const step = await create(
    bench,
    { entityType: "sdkmessageprocessingsteps", id: "sdkmessageprocessingstepid" },
    {
      name: `Flow: ${message} of ${table}`,
      stage: 40,
      mode: 1,
      rank: 1,
      supporteddeployment: 0,
      asyncautodelete: true,
      "eventhandler_serviceendpoint@odata.bind": `/serviceendpoints(${endpoint})`,
      "sdkmessageid@odata.bind": `/sdkmessages(${String(filter["_sdkmessageid_value"])})`,
      "sdkmessagefilterid@odata.bind": `/sdkmessagefilters(${String(filter["sdkmessagefilterid"])})`,
      ...columns,
    },
  );
  for (const image of images) {
    await create(
      bench,
      { entityType: "sdkmessageprocessingstepimages", id: "sdkmessageprocessingstepimageid" },
      {
        name: "image",
        messagepropertyname: "Target",
        "sdkmessageprocessingstepid@odata.bind": `/sdkmessageprocessingsteps(${step})`,
        ...image,
      },
    );
  }
  return step;
};

const remove = async ({ runner }: TestBench, entityType: string, id: string): Promise<void> => {
  const { data } = await runner.action("queryEntities", { entityType, fieldNames: [id] });
  for (const record of recordsOf(data)) {
    await runner.action("deleteEntity", { entityType, entityId: String(record[id]) });
  }
};

export interface Trigger {
  readonly receiver: Receiver;
  /** Ends the receiver and takes away all webhooks. */
  readonly close: () => Promise<void>;
}

/** A webhook URL at which the built component's trigger answers. */
export const openTrigger = async (bench: TestBench, inputs: Data): Promise<Trigger> => {
  const { runner } = bench;
  const receiver = await openReceiver({ runner, trigger: "dynamicsWebhookTrigger", inputs });
  return {
    receiver,
    close: async () => {
      await bench.emulator.control.webhooks.idle();
      await receiver.close();
      await remove(bench, "sdkmessageprocessingsteps", "sdkmessageprocessingstepid");
      await remove(bench, "serviceendpoints", "serviceendpointid");
    },
  };
};

/** What a flow gets from the trigger. */
export const resultOf = ({ run, request }: Arrival) => {
  if (!run.succeeded) throw run.error;
  return {
    branch: run.result["branch"],
    payload: dataOf(run.data),
    event: dataOf(dataOf(run.data)["event"] ?? {}),
    status: request.status,
    logs: run.logs,
  };
};
