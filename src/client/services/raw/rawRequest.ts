import { invalidInput } from "../../errors.ts";
import type { DataverseRequest, HeaderMap, HttpMethod, RepeatEffect } from "../../http/message.ts";
import { describePath } from "../../http/redact.ts";
import { quoted } from "../../odata/names.ts";
import { rawUrl } from "../../odata/rawUrl.ts";
import { type FormPart, formBody, formContentType } from "./formBody.ts";
import type { RawCall } from "./rawCall.ts";

/** What repeating does follows from the method (RFC 9110, 9.2); a POST may be anything, so it counts as a create. */
const REPEAT_EFFECTS: Readonly<Record<HttpMethod, RepeatEffect>> = {
  GET: "read",
  HEAD: "read",
  OPTIONS: "read",
  PUT: "converges",
  PATCH: "converges",
  DELETE: "converges",
  POST: "appends",
};

/**
 * The request that a flow builder described. `boundary` separates the parts of a form. Throws `invalidInput` for an
 * address outside of the environment and for inputs that exclude each other.
 */
export const rawRequest = (call: RawCall, serviceRoot: string, boundary: string): DataverseRequest => {
  const { origin } = new URL(serviceRoot);
  const base = call.pathsFrom === "serviceRoot" ? serviceRoot : `${origin}/`;
  const path = rawUrl(call, { origin, base });
  const inWebApi = /^\/api\/data\/v/i.test(path.slice(origin.length));
  const { content, contentType } = bodyOf(call, boundary);
  return {
    operation: `Carry out ${call.method} ${inWebApi ? "" : "/"}${describePath(path)}`,
    method: call.method,
    path,
    repeat: REPEAT_EFFECTS[call.method],
    headers: withContentType(call.headers, contentType),
    ...(content !== undefined && { body: content }),
  };
};

interface Body {
  readonly content?: string | Uint8Array;
  readonly contentType?: string;
}

const bodyOf = (call: RawCall, boundary: string): Body => {
  const isForm = call.formData.length > 0 || call.fileData.length > 0;
  if (isForm && call.data !== undefined) {
    throw invalidInput(
      "Data cannot be combined with Form Data or File Data, because a request has one body. Leave Data empty, or leave the other two empty.",
    );
  }
  const body = isForm ? formOf(call, boundary) : (call.data ?? {});
  if (body.content !== undefined && (call.method === "GET" || call.method === "HEAD")) {
    throw invalidInput(
      `Method is ${call.method}, which sends no ${isForm ? "form" : "Data"}. Choose POST, PATCH or PUT to write, or leave ${isForm ? "Form Data and File Data" : "Data"} empty to read.`,
    );
  }
  requireFiles(call);
  return body;
};

const formOf = (call: RawCall, boundary: string): Body => {
  const type = contentTypeOf(call.headers);
  if (type !== undefined && !/^\s*multipart\/form-data\b/i.test(type)) {
    throw invalidInput(
      `Header names the Content-Type ${quoted(type)}, but Form Data and File Data are sent as multipart/form-data. Remove that entry, or send the content as Data.`,
    );
  }
  const parts: readonly FormPart[] = [
    ...call.formData.map(([name, content]) => ({ name, content })),
    ...call.fileData.map(([name, file]) => ({ name, fileName: call.fileNames.get(name) ?? name, ...file })),
  ];
  return { content: formBody(parts, boundary), contentType: formContentType(boundary) };
};

const requireFiles = ({ fileData, fileNames }: RawCall): void => {
  const files = new Set(fileData.map(([name]) => name));
  const stray = [...fileNames.keys()].find((name) => !files.has(name));
  if (stray !== undefined) {
    throw invalidInput(
      `File Data File Names has an entry ${quoted(stray)}, but File Data has none of that name. Write both names alike.`,
    );
  }
};

const isContentType = (name: string): boolean => name.toLowerCase() === "content-type";

const contentTypeOf = (headers: HeaderMap): string | undefined =>
  Object.entries(headers).find(([name]) => isContentType(name))?.[1];

/** The user's own wins, except over that of a form, as only ours names the boundary. */
const withContentType = (headers: HeaderMap, contentType: string | undefined): HeaderMap => {
  const own = contentTypeOf(headers);
  if (contentType === undefined || (own !== undefined && !contentType.startsWith("multipart/form-data; "))) {
    return headers;
  }
  const others = Object.entries(headers).filter(([name]) => !isContentType(name));
  return { ...Object.fromEntries(others), "Content-Type": contentType };
};
