import { timingSafeEqual } from "node:crypto";
import type { Answer } from "../server/message.ts";
import { newGuid } from "../store/guid.ts";
import type { Application, Applications } from "./applications.ts";
import type { Tokens } from "./tokens.ts";

/** Who may sign in, and what they must ask for. */
export interface Registration {
  readonly tenantId: string;
  readonly applications: Applications;
  /** The environment's URL without a slash at the end. */
  readonly resource: string;
}

export interface TokenRequest {
  readonly method: string;
  /** The first segment of the path. */
  readonly tenant: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly number: number;
  readonly text: string;
}

const json = (status: number, body: unknown): Answer => ({
  status,
  headers: {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store, no-cache",
    Pragma: "no-cache",
  },
  body: JSON.stringify(body),
});

/** The shape of Microsoft Entra's errors (Microsoft, OAuth 2.0 client credentials flow). */
const refuse = ({ status, error, number, text }: Refusal, at: number): Answer => {
  const timestamp = `${new Date(at).toISOString().slice(0, 19).replace("T", " ")}Z`;
  const [traceId, correlationId] = [newGuid(), newGuid()];
  return json(status, {
    error,
    error_description: `AADSTS${number}: ${text} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${number}`,
  });
};

const missingParameter = (name: string): Refusal => ({
  status: 400,
  error: "invalid_request",
  number: 900144,
  text: `The request body must contain the following parameter: '${name}'.`,
});

const unknownTenant = (tenant: string): Refusal => ({
  status: 400,
  error: "invalid_request",
  number: 90002,
  text: `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
});

const unsupportedGrant = (grant: string): Refusal => ({
  status: 400,
  error: "unsupported_grant_type",
  number: 70003,
  text: `The app requested an unsupported grant type '${grant}'.`,
});

const unknownClient = (clientId: string, tenant: string): Refusal => ({
  status: 400,
  error: "unauthorized_client",
  number: 700016,
  text: `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`,
});

const missingSecret: Refusal = {
  status: 401,
  error: "invalid_client",
  number: 7000218,
  text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
};

const wrongSecret = (clientId: string): Refusal => ({
  status: 401,
  error: "invalid_client",
  number: 7000215,
  text: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
});

const wrongScope = (scope: string): Refusal => ({
  status: 400,
  error: "invalid_scope",
  number: 70011,
  text: `The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
});

/** The client may also come in a Basic header, each half percent-encoded (RFC 6749, 2.3.1). */
const basicCredentials = (authorization: string | undefined): readonly (string | undefined)[] => {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) {
    return [];
  }
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const at = text.indexOf(":");
  try {
    return [text.slice(0, at), text.slice(at + 1)].map(decodeURIComponent);
  } catch {
    return [];
  }
};

const isSame = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const isRefusal = (found: Application | Refusal): found is Refusal => "number" in found;

const clientOf = (
  registration: Registration,
  request: TokenRequest,
  form: URLSearchParams,
): Application | Refusal => {
  const [basicId, basicSecret] = basicCredentials(request.authorization);
  const clientId = form.get("client_id") ?? basicId;
  const secret = form.get("client_secret") ?? basicSecret;
  if (clientId === undefined || clientId === "") {
    return missingParameter("client_id");
  }
  const application = registration.applications.find(clientId.toLowerCase());
  if (application === undefined) {
    return unknownClient(clientId, registration.tenantId);
  }
  if (secret === undefined || secret === "") {
    return missingSecret;
  }
  return isSame(secret, application.clientSecret) ? application : wrongSecret(clientId);
};

const checkScope = ({ resource }: Registration, form: URLSearchParams): Refusal | undefined => {
  const scope = form.get("scope");
  if (scope === null || scope === "") {
    return missingParameter("scope");
  }
  const accepted = [`${resource}/.default`, `${resource}//.default`];
  return accepted.includes(scope.trim()) ? undefined : wrongScope(scope);
};

const checkGrant = (form: URLSearchParams): Refusal | undefined => {
  const grant = form.get("grant_type");
  if (grant === null || grant === "") {
    return missingParameter("grant_type");
  }
  return grant === "client_credentials" ? undefined : unsupportedGrant(grant);
};

const onlyPost = (method: string): Refusal => ({
  status: 405,
  error: "invalid_request",
  number: 900561,
  text: `The endpoint only accepts POST requests. Received a ${method} request.`,
});

const signIn = (registration: Registration, request: TokenRequest): Application | Refusal => {
  if (request.tenant !== registration.tenantId) {
    return unknownTenant(request.tenant);
  }
  if (request.method !== "POST") {
    return onlyPost(request.method);
  }
  const form = new URLSearchParams(request.body);
  const refusal = checkGrant(form);
  if (refusal !== undefined) {
    return refusal;
  }
  const client = clientOf(registration, request, form);
  return isRefusal(client) ? client : (checkScope(registration, form) ?? client);
};

/** Answers the token endpoint of the client credentials flow. */
export const answerToken = (
  {
    registration,
    tokens,
    now,
  }: { readonly registration: Registration; readonly tokens: Tokens; readonly now: () => number },
  request: TokenRequest,
): Answer => {
  const client = signIn(registration, request);
  if (isRefusal(client)) {
    return refuse(client, now());
  }
  const { token, expiresIn } = tokens.issue(client);
  return json(200, {
    token_type: "Bearer",
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: token,
  });
};
