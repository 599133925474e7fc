import {
  action,
  component,
  input,
  OAuth2Type,
  oauth2Connection,
  PerformSafety,
  structuredObjectInput,
  trigger,
} from "@prismatic-io/spectral";
import { asComponent, type Component } from "../../workbench/runner/component.ts";
import type { Connection } from "../../workbench/runner/connection.ts";

const connection = input({ label: "Connection", type: "connection", required: true });
const entityType = input({
  label: "Entity Type",
  type: "string",
  required: true,
  comments: "The name of the table. Usually a plural.",
});
const fieldNames = input({ label: "Field Name", type: "string", collection: "valuelist" });
const fieldValues = input({ label: "Field Value", type: "string", collection: "keyvaluelist" });
const recordsPerPage = input({
  label: "Records Per Page",
  type: "string",
  default: "100",
  comments: "How many.",
});
const fetchAll = input({ label: "Fetch All", type: "boolean", default: "false" });
const record = input({ label: "Record", type: "data" });
const choice = input({
  label: "Choice",
  type: "string",
  model: [
    { label: "One", value: "one" },
    { label: "Two", value: "two" },
  ],
});
const options = structuredObjectInput({
  label: "Options",
  inputs: {
    includeCount: fetchAll,
    includeAnnotations: input({ label: "Annotations", type: "string" }),
    choice,
  },
});

/** Answers with the inputs as they arrived, and logs a request. */
const echo = action({
  display: { label: "Echo", description: "Answers with what it was given." },
  inputs: { entityType, fieldNames, fieldValues, recordsPerPage, fetchAll, record, options, connection },
  performSafety: PerformSafety.SAFE,
  perform: async ({ logger }, { connection: { key }, ...inputs }) => {
    logger.debug("GET accounts", { method: "GET", path: "/api/data/v9.2/accounts", status: 200, ms: 7 });
    return { data: { ...inputs, connectionKey: key } };
  },
});

const fail = action({
  display: { label: "Fail", description: "Fails." },
  inputs: { connection },
  performSafety: PerformSafety.NOT_ALLOWED,
  perform: async ({ logger }, { connection: { token } }): Promise<{ data: string }> => {
    logger.warn("about to fail");
    throw Object.assign(new Error(`Bearer ${token?.["access_token"]} was refused.`), {
      status: 403,
      kind: "forbidden",
    });
  },
});

const unfit = action({
  display: { label: "Unfit", description: "Returns what the platform cannot store." },
  inputs: {},
  perform: async () => ({ data: { rows: [{ send: () => undefined }] } }),
});

/** Tells what it found in the state of the execution, and counts in all states. */
const count = action({
  display: { label: "Count", description: "Counts its runs." },
  inputs: {},
  perform: async ({ executionId, stepId, executionFrame, executionState }) => {
    const found = Number(executionState["count"] ?? 0);
    return {
      data: { executionId, stepId, executionFrame, count: found },
      instanceState: { flow: found + 1 },
      crossFlowState: { flows: found + 1 },
      executionState: { count: found + 1 },
      integrationState: { versions: found + 1 },
    };
  },
});

/** Answers as the body asks it to. */
const hook = trigger({
  display: { label: "Hook", description: "Receives a request." },
  inputs: { entityType },
  scheduleSupport: "invalid",
  synchronousResponseSupport: "invalid",
  allowsBranching: true,
  staticBranchNames: ["Known"],
  perform: async ({ logger, isSimulatedTestExecution = false }, payload, { entityType: table }) => {
    const asked = String(payload.body.data);
    logger.info(`asked for ${asked}`);
    if (asked === "an error") throw new Error("The trigger failed.");
    return {
      payload: { ...payload, table, isSimulatedTestExecution },
      branch: asked === "an unknown branch" ? "Unknown" : "Known",
      ...(asked === "an answer" && {
        response: { statusCode: 418, contentType: "text/plain", headers: { "x-answer": "yes" }, body: "No." },
      }),
    };
  },
});

const built = asComponent(
  component({
    key: "fake",
    public: false,
    display: { label: "Fake", description: "A component for tests.", iconPath: "icon.png" },
    actions: { echo, fail, unfit, count },
    triggers: { hook },
    connections: [
      oauth2Connection({
        key: "clientCredentials",
        display: { label: "Client Credentials", description: "" },
        oauth2Type: OAuth2Type.ClientCredentials,
        inputs: {
          webApiUrl: { label: "Web API URL", type: "string", required: true, shown: true },
          tokenUrl: { label: "Token URL", type: "string", required: true, shown: true },
          scopes: { label: "Scopes", type: "string", required: true, shown: true },
          clientId: { label: "Client ID", type: "string", required: true, shown: true },
          clientSecret: { label: "Client Secret", type: "password", required: true, shown: true },
          tenant: { label: "Tenant", type: "string", default: "common", shown: true },
        },
      }),
    ],
  }),
);
if (built === undefined) throw new Error("Spectral made no component.");

/** A small component made by Spectral itself, so that its inputs are converted as those of the real one. */
export const fakeComponent: Component = built;

export const fakeConnection: Connection = {
  key: "clientCredentials",
  configVarKey: "Client Credentials",
  fields: { webApiUrl: "https://contoso.example.com", clientSecret: "s3cret~value" },
  token: { access_token: "the-access-token" },
  context: {},
};
