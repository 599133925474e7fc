import { answerBatch } from "../batch/answerBatch.ts";
import { noteOperation } from "../cost/workload.ts";
import { DataverseError } from "../errors/dataverseError.ts";
import { errorBody } from "../errors/errorBody.ts";
import { unknownSegment } from "../errors/refusals.ts";
import type { Registration } from "../oauth/tokenEndpoint.ts";
import type { Tokens } from "../oauth/tokens.ts";
import { parsePrefer, wantedAnnotations } from "../odata/prefer.ts";
import { parseQueryOptions } from "../odata/queryOptions.ts";
import type { Dataverse } from "../organization/dataverse.ts";
import { buildKeys } from "../organization/keyBuilding.ts";
import { runUnit } from "../organization/unit.ts";
import { type Service, withinLimits } from "../protection/withinLimits.ts";
import { route } from "../resources/route.ts";
import { storeFor } from "../security/access.ts";
import { newGuid } from "../store/guid.ts";
import { callerOf } from "./caller.ts";
import { type Answer, type DataRequest, jsonAnswer } from "./message.ts";
import { checkNegotiation } from "./negotiation.ts";
import type { WireRequest } from "./wireRequest.ts";

export interface DataEndpoint {
  readonly dataverse: Dataverse;
  readonly tokens: Tokens;
  readonly registration: Registration;
  /** The user who has signed in; the application user of the organization when absent. */
  readonly userId?: string | undefined;
  readonly service: Service;
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

const parseUrl = (
  resource: string,
  { url, method, header, body, bytes, urlLimit = longestUrl }: WireRequest,
): DataRequest => {
  const [, version, path = "", query = ""] =
    /^\/api\/data\/(v9\.[012])(\/[^?]*)?(?:\?(.*))?$/s.exec(url) ?? [];
  if (version === undefined) {
    throw unknownSegment(url.split(/[?]/)[0]?.split("/")[3] ?? "");
  }
  if (url.length + resource.length > urlLimit) {
    throw new DataverseError(414, "0x0", `The URL is longer than ${urlLimit} characters.`);
  }
  return {
    method: method === "HEAD" ? "GET" : method,
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

const errorAnswer = (error: DataverseError, { header }: Pick<WireRequest, "header">): Answer =>
  jsonAnswer(error.status, errorBody(error, wantedAnnotations(header("prefer") ?? "")));

/** A mistake of the emulator itself: visible as what it is, never as an answer of Dataverse. */
const crash = (error: unknown): Answer => {
  const message = error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error);
  return jsonAnswer(500, JSON.stringify({ error: { code: "EmulatorFailure", message } }));
};

const failure = (error: unknown, wire: Pick<WireRequest, "header">): Answer =>
  error instanceof DataverseError ? errorAnswer(error, wire) : crash(error);

/** Reads do not wait: a webhook that holds up a write must be able to read. */
const isRead = ({ method }: WireRequest): boolean => method === "GET" || method === "HEAD";

/** The environment as the caller of a request may see it, which for an administrator is the environment itself. */
const environmentFor = ({ dataverse, userId }: DataEndpoint, { header }: WireRequest) => {
  const caller = callerOf(dataverse, header, userId);
  if (caller.limitedBy.length === 0) {
    return { dataverse, caller };
  }
  const limited: Dataverse = Object.create(dataverse, {
    store: { value: storeFor(dataverse.store, caller) },
  });
  return { dataverse: limited, caller };
};

/** Nothing may be in a list of changes that is not committed: it would never be corrected. So this read waits. */
const isTracked = ({ method, prefer, options }: DataRequest): boolean =>
  method === "GET" && (prefer.trackChanges || options.get("$deltatoken") !== undefined);

/** Carries out one request, without a transaction of its own. Refusals are thrown. */
const carryOut = async (endpoint: DataEndpoint, wire: WireRequest): Promise<Answer> => {
  const { registration } = endpoint;
  const request = parseUrl(registration.resource, wire);
  noteOperation(request.path);
  checkNegotiation(request);
  const { dataverse, caller } = environmentFor(endpoint, wire);
  buildKeys(dataverse.catalog, dataverse.store, dataverse.now());
  const presentation = {
    store: dataverse.store,
    root: request.root,
    wantsAnnotation: request.prefer.wantsAnnotation,
  };
  const session = { dataverse, request, presentation, caller, tenantId: registration.tenantId };
  const answer = await (isTracked(request)
    ? dataverse.turnstile.pass(async () => route(session))
    : route(session));
  const applied = answer.applied ?? request.prefer.applied;
  return applied.length === 0
    ? answer
    : { ...answer, headers: { "Preference-Applied": applied, ...answer.headers } };
};

const isBatch = (wire: WireRequest): boolean => /^\/api\/data\/v9\.[012]\/(\$|%24)batch(\?|$)/.test(wire.url);

const handle = async (endpoint: DataEndpoint, wire: WireRequest): Promise<Answer> => {
  const { dataverse, registration } = endpoint;
  if (isBatch(wire)) {
    return answerBatch(wire, {
      dataverse,
      resource: registration.resource,
      carryOut: (inner) => carryOut(endpoint, inner),
      refuse: failure,
    });
  }
  return isRead(wire) ? carryOut(endpoint, wire) : runUnit(dataverse, () => carryOut(endpoint, wire));
};

const respond = async (endpoint: DataEndpoint, wire: WireRequest): Promise<Answer> => {
  const token = bearerToken(wire.header);
  const state = token === undefined ? "unknown" : endpoint.tokens.stateOf(token);
  if (state !== "valid") {
    return unauthorized(endpoint.registration, state === "expired");
  }
  const userId = token === undefined ? undefined : endpoint.tokens.userOf(token);
  const signedIn = { ...endpoint, userId };
  return withinLimits(endpoint.service, {
    user: userId ?? endpoint.dataverse.organization.userId,
    carryOut: () => handle(signedIn, wire).catch((error: unknown) => failure(error, wire)),
    refuse: (error) => failure(error, wire),
  });
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
