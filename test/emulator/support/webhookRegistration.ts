import { type Client, field, rows } from "./dataverseClient.ts";

export const idOfMessage = async ({ get }: Client, name: string): Promise<string> => {
  const [message] = rows(await get(`sdkmessages?$select=sdkmessageid&$filter=name eq '${name}'`));
  return String(field(message, "sdkmessageid"));
};

export const idOfFilter = async ({ get }: Client, message: string, table: string): Promise<string> => {
  const [filter] = rows(
    await get(
      `sdkmessagefilters?$select=sdkmessagefilterid&$filter=sdkmessageid/name eq '${message}' and primaryobjecttypecode eq '${table}'`,
    ),
  );
  return String(field(filter, "sdkmessagefilterid"));
};

export interface StepOptions {
  readonly message: string;
  /** No table: for all of them. */
  readonly table?: string;
  readonly endpoint: string;
  readonly columns?: object;
}

export const createEndpoint = (client: Client, url: string, columns: object = {}): Promise<string> =>
  client.create("serviceendpoints", {
    name: "Receiver",
    contract: 8,
    url,
    authtype: 4,
    authvalue: "s3cret",
    messageformat: 2,
    connectionmode: 1,
    ...columns,
  });

/** The body that registers a step; asynchronous after the operation unless the columns say otherwise. */
export const stepBody = async (
  client: Client,
  { message, table, endpoint, columns }: StepOptions,
): Promise<object> => ({
  name: `Receiver: ${message} of ${table ?? "any table"}`,
  stage: 40,
  mode: 1,
  rank: 1,
  supporteddeployment: 0,
  asyncautodelete: false,
  "eventhandler_serviceendpoint@odata.bind": `/serviceendpoints(${endpoint})`,
  "sdkmessageid@odata.bind": `/sdkmessages(${await idOfMessage(client, message)})`,
  ...(table !== undefined && {
    "sdkmessagefilterid@odata.bind": `/sdkmessagefilters(${await idOfFilter(client, message, table)})`,
  }),
  ...columns,
});

export const createStep = async (client: Client, options: StepOptions): Promise<string> =>
  client.create("sdkmessageprocessingsteps", await stepBody(client, options));

export const imageBody = (step: string, columns: object): object => ({
  name: "image",
  entityalias: "image",
  imagetype: 0,
  messagepropertyname: "Target",
  "sdkmessageprocessingstepid@odata.bind": `/sdkmessageprocessingsteps(${step})`,
  ...columns,
});

/** Takes away all registrations, steps first. */
export const removeRegistrations = async (client: Client): Promise<void> => {
  for (const [set, id] of [
    ["sdkmessageprocessingsteps", "sdkmessageprocessingstepid"],
    ["serviceendpoints", "serviceendpointid"],
  ] as const) {
    for (const row of rows(await client.get(`${set}?$select=${id}`))) {
      await client.call("DELETE", `${set}(${String(field(row, id))})`);
    }
  }
};
