import { bodyText, jsonIn } from "../../http/bodyText.ts";
import { jsonBody } from "../../http/jsonBody.ts";
import type { DataverseRequest, DataverseResponse } from "../../http/message.ts";
import type { RawSettings } from "./rawCall.ts";

export interface RawAnswer {
  /** The body alone, or `{ status, headers, body }`. */
  readonly data: unknown;
  /** Set when `data` is a file. */
  readonly contentType?: string;
}

/** Shapes an answer as the flow builder asked for it. An empty body is "" as text and as JSON. */
export const rawAnswer = (
  request: DataverseRequest,
  response: DataverseResponse,
  { responseType, responseDetails }: Pick<RawSettings, "responseType" | "responseDetails">,
): RawAnswer => {
  const body = bodyOf(request, response, responseType);
  // Cookies only tie a client to a server, which nobody should do (Microsoft, "Service protection API limits").
  const { "set-cookie": _, ...headers } = response.headers;
  const { status } = response;
  if (responseDetails) {
    return { data: { status, headers, body } };
  }
  return responseType === "binary"
    ? { data: body, contentType: headers["content-type"] ?? "application/octet-stream" }
    : { data: body };
};

/**
 * Text that does not call itself JSON stays text where JSON was asked for: `$metadata` is XML, and a multipart answer of
 * `$batch` is neither. What calls itself JSON and is not was cut off on its way, which must not pass for an answer.
 */
const bodyOf = (
  request: DataverseRequest,
  response: DataverseResponse,
  responseType: RawSettings["responseType"],
): unknown => {
  if (responseType === "binary") {
    return Buffer.from(response.body);
  }
  const text = bodyText(response.body);
  if (responseType === "text") {
    return text;
  }
  if (text.trim() === "") {
    return "";
  }
  const value = jsonIn(text);
  const callsItselfJson = /\bjson\b/i.test(response.headers["content-type"] ?? "");
  return value === undefined && !callsItselfJson ? text : (value ?? jsonBody(request, response));
};
