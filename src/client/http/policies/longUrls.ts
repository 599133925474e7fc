import { decodeBatch, isBatchContentType } from "../../batch/decodeBatch.ts";
import { encodeBatch } from "../../batch/encodeBatch.ts";
import { isChangeSetAnswer, type OperationAnswer } from "../../batch/operation.ts";
import type { EnvironmentUrl } from "../../environmentUrl.ts";
import { invalidInput } from "../../errors.ts";
import type { DataverseRequest, DataverseResponse, HeaderMap, Policy } from "../message.ts";
import { NoAnswer } from "../noAnswer.ts";
import { resolveUrl } from "../resolveUrl.ts";
import { checkHeaders, PROTOCOL_HEADERS } from "./odataHeaders.ts";

export interface LongUrlsOptions extends EnvironmentUrl {
  readonly newId: () => string;
}

/**
 * Dataverse takes 32,768 characters (Microsoft, "Use FetchXML with the Web API"), but what stands on the way need not: RFC
 * 9110, 4.1, asks for no more than 8000.
 */
const LONGEST_URL = 8_000;

/** Microsoft, "Execute batch operations using the Web API": up to 64 KB inside of a batch. */
const LONGEST_IN_BATCH = 65_536;

/** The root of a Web API; other addresses of the host know no batch. */
const WEB_API = /^https?:\/\/[^/?]+\/api\/data\/v\d[\d.]*\//i;

/**
 * Sends a GET whose URL is too long as the only operation of a `$batch` request and gives back its own answer, so that
 * nobody else sees a difference. Stands inside `retry`, which judges that answer.
 */
export const longUrls =
  ({ newId, ...environment }: LongUrlsOptions): Policy =>
  (next) =>
  async (request) => {
    const url = request.method === "GET" ? resolveUrl(request.path, environment) : "";
    if (url.length <= LONGEST_URL || !WEB_API.test(url)) {
      return next(request);
    }
    if (url.length > LONGEST_IN_BATCH) {
      throw invalidInput(
        `The query is too long: it makes a URL of ${url.length} characters, and Dataverse takes ${LONGEST_IN_BATCH}. Shorten the filter, or ask in several steps.`,
      );
    }
    return answerInside(await next(inBatch(request, url, newId)));
  };

/** A link of an older version goes to the batch of that version. */
const inBatch = (request: DataverseRequest, url: string, newId: () => string): DataverseRequest => {
  const [root = ""] = WEB_API.exec(url) ?? [];
  const headers = innerHeaders(request);
  checkHeaders(headers);
  const target = url.replace(/^https?:\/\/[^/]+/i, "");
  const { contentType, body } = encodeBatch([{ method: "GET", url: target, headers }], newId);
  return {
    ...request,
    method: "POST",
    path: `${root}$batch`,
    headers: { "Content-Type": contentType },
    body,
  };
};

/** Headers of a batch do not apply to what is in it (Microsoft, "Compose HTTP requests and handle errors"). */
const innerHeaders = ({ headers = {} }: DataverseRequest): HeaderMap => {
  const named = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const missing = Object.entries(PROTOCOL_HEADERS).filter(([name]) => !named.has(name.toLowerCase()));
  return { ...Object.fromEntries(missing), ...headers };
};

/** A batch that was refused as a whole has an ordinary answer. */
const answerInside = (outer: DataverseResponse): DataverseResponse => {
  const type = outer.headers["content-type"];
  if (!isBatchContentType(type)) {
    return outer;
  }
  const inner = soleAnswer(type, outer.body);
  if (inner === undefined) {
    throw new NoAnswer({ kind: "unreachable", reason: "answer was damaged", sent: true });
  }
  return {
    ...outer,
    status: inner.status,
    headers: { ...ofBatch(outer.headers), ...inner.headers },
    body: inner.body,
  };
};

/** What the batch says for its operation too where that is silent: `Retry-After`, request ids, the server's time. */
const ofBatch = (headers: HeaderMap): HeaderMap =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !/^content-|^preference-|^etag$/.test(name)));

const soleAnswer = (type: string | undefined, body: Uint8Array): OperationAnswer | undefined => {
  const [answer, ...others] = decodeBatch(type, body) ?? [];
  return answer === undefined || others.length > 0 || isChangeSetAnswer(answer) ? undefined : answer;
};
