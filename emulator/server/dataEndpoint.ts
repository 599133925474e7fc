import { DataverseError } from "../errors/dataverseError.ts";
import { errorBody } from "../errors/errorBody.ts";
import { unknownSegment } from "../errors/refusals.ts";
import type { Registration } from "../oauth/tokenEndpoint.ts";
import type { Tokens } from "../oauth/tokens.ts";
import { parsePrefer, wantedAnnotations } from "../odata/prefer.ts";
import { parseQueryOptions } from "../odata/queryOptions.ts";
import type { Dataverse } from "../organization/dataverse.ts";
import { runUnit } from "../organization/unit.ts";
import { route } from "../resources/route.ts";
import { newGuid } from "../store/guid.ts";
import { callerOf } from "./caller.ts";
import { type Answer, type DataRequest, jsonAnswer } from "./message.ts";
import { checkNegotiation } from "./negotiation.ts";

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly header: (name: string) => string | undefined;
  readonly body: string;
  readonly bytes: Buffer;
}

export interface DataEndpoint {
  readonly dataverse: Dataverse;
  readonly tokens: Tokens;
  readonly registration: Registration;
}

/** Microsoft, Compose HTTP requests and handle errors: the longest URL of a GET. */
const longestUrl = 32_768;

const bearer = /^Bearer\s+(\S+)\s*$/i;

export const bearerToken = (header: WireRequest["header"]): string | undefined =>
  bearer.exec(header("authorization") ?? "")?.[1];

/** The answer that lets a client discover its tenant (Microsoft, Use OAuth authentication with Dataverse). */
const unauthorized = ({ resource, tenantId }: Registration, isExpired: boolean): Answer => {
  const challenge = `Bearer authorization_uri=${resource}/${tenantId}/oauth2/authorize, resource_id=${resource}/`;
  const reason = isExpired ? ", error=invalid_token, error_description=The token is expired" : "";
  return { status: 401, headers: { "WWW-Authenticate": `${challenge}${reason}` } };
};

const parseUrl = (resource: string, { url, method, header, body, bytes }: WireRequest): DataRequest => {
  const [, version, path = "", query = ""] =
    /^\/api\/data\/(v9\.[012])(\/[^?]*)?(?:\?(.*))?$/s.exec(url) ?? [];
  if (version === undefined) {
    throw unknownSegment(url.split(/[?]/)[0]?.split("/")[3] ?? "");
  }
  if (url.length + resource.length > longestUrl) {
    throw new DataverseError(414, "0x0", `The URL is longer than ${longestUrl} characters.`);
  }
  return {
    method,
    url: `${resource}${url}`,
    root: `${resource}/api/data/${version}/`,
    path,
    options: parseQueryOptions(query),
    header,
    prefer: parsePrefer(header("prefer") ?? ""),
    body,
    bytes,
  };
};

const errorAnswer = (error: DataverseError, { header }: WireRequest): Answer =>
  jsonAnswer(error.status, errorBody(error, wantedAnnotations(header("prefer") ?? "")));

/** A mistake of the emulator itself: visible as what it is, never as an answer of Dataverse. */
const crash = (error: unknown): Answer => {
  const message = error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error);
  return jsonAnswer(500, JSON.stringify({ error: { code: "EmulatorFailure", message } }));
};

/** Reads do not wait: a webhook that holds up a write must be able to read. */
const isRead = ({ method }: WireRequest): boolean => method === "GET" || method === "HEAD";

const handle = async ({ dataverse, registration }: DataEndpoint, wire: WireRequest): Promise<Answer> => {
  const request = parseUrl(registration.resource, wire);
  checkNegotiation(request);
  const presentation = {
    store: dataverse.store,
    root: request.root,
    wantsAnnotation: request.prefer.wantsAnnotation,
  };
  const session = { dataverse, request, presentation, caller: callerOf(dataverse, wire.header) };
  const answer = isRead(wire) ? route(session) : await runUnit(dataverse, () => route(session));
  const { applied } = request.prefer;
  return applied.length === 0
    ? answer
    : { ...answer, headers: { ...answer.headers, "Preference-Applied": applied } };
};

const respond = async (endpoint: DataEndpoint, wire: WireRequest): Promise<Answer> => {
  const token = bearerToken(wire.header);
  const state = token === undefined ? "unknown" : endpoint.tokens.stateOf(token);
  if (state !== "valid") {
    return unauthorized(endpoint.registration, state === "expired");
  }
  try {
    return await handle(endpoint, wire);
  } catch (error) {
    return error instanceof DataverseError ? errorAnswer(error, wire) : crash(error);
  }
};

/** Answers a request below `/api/data/`, with the headers every answer has. */
export const answerData = async (endpoint: DataEndpoint, wire: WireRequest): Promise<Answer> => {
  const answer = await respond(endpoint, wire);
  const clientId = wire.header("x-ms-client-request-id");
  return {
    ...answer,
    headers: {
      "OData-Version": "4.0",
      "Cache-Control": "no-cache",
      ...answer.headers,
      REQ_ID: newGuid(),
      "x-ms-service-request-id": newGuid(),
      ...(clientId !== undefined && { "x-ms-client-request-id": clientId }),
    },
  };
};
