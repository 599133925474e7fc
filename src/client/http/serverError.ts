import type { RecordStatus } from "../errors.ts";
import { bodyText, jsonIn } from "./bodyText.ts";
import type { DataverseResponse, HeaderMap } from "./message.ts";

/** What the server said went wrong. */
export interface ServerError {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly requestId?: string | undefined;
  readonly recordStatuses?: readonly RecordStatus[] | undefined;
}

/**
 * Reads an error answer without expecting anything of it: a gateway may send HTML, plain text or nothing, and a
 * broken connection half of the JSON. `innererror` with its stack trace, which Dataverse sent until 2020, is not read.
 */
export const readServerError = ({
  headers,
  body,
}: Pick<DataverseResponse, "headers" | "body">): ServerError => {
  const text = bodyText(body).trim();
  const json = jsonIn(text);
  const error = member(json, "error") ?? member(json, "odata.error") ?? json;
  const message = textOf(error) ?? textOf(member(error, "message")) ?? textOf(member(error, "Message"));
  return {
    code: dataverseCode(member(error, "code")),
    message:
      message ??
      textOf(member(json, "error_description")) ??
      (json === undefined ? plainText(text) : undefined),
    requestId: requestIdOf(headers),
    recordStatuses: recordStatuses(member(error, BULK_DETAILS)),
  };
};

/**
 * What a bulk message on an elastic table, which has no transaction, says of its records: JSON as text, for a request
 * that asks for annotations (Microsoft, "Use bulk operation messages").
 */
const BULK_DETAILS = "@Microsoft.PowerApps.CDS.ErrorDetails.Plugin.BulkApiErrorDetails";

const recordStatuses = (details: unknown): readonly RecordStatus[] | undefined => {
  const list = typeof details === "string" ? jsonIn(details) : details;
  const statuses = (Array.isArray(list) ? list : []).map((entry: unknown) => ({
    index: wholeNumber(member(entry, "RequestIndex")),
    status: wholeNumber(member(entry, "StatusCode")),
  }));
  const isWhole = statuses.every(({ index, status }) => index >= 0 && status >= 100);
  return statuses.length > 0 && isWhole ? statuses : undefined;
};

/** Not a number for what is none: `Number` makes a 0 of much, which would pass for the status of a success. */
const wholeNumber = (value: unknown): number =>
  Number.isInteger(value) || (typeof value === "string" && /^\d{1,9}$/.test(value))
    ? Number(value)
    : Number.NaN;

/**
 * One notation for the codes of Dataverse, lower-case hex: the service writes `0x80040217`, `0x8006088F`, the signed
 * number of the SDK (-2147220969), and `""` or `"0x0"` for none (Microsoft, "Compose HTTP requests and handle errors").
 */
export const dataverseCode = (code: unknown): string | undefined => {
  const number = numberOf(code);
  if (number === undefined || !Number.isInteger(number) || number < -0x80000000 || number > 0xffffffff) {
    return undefined;
  }
  return number === 0 ? undefined : `0x${(number >>> 0).toString(16).padStart(8, "0")}`;
};

const numberOf = (code: unknown): number | undefined => {
  if (typeof code !== "string") {
    return typeof code === "number" ? code : undefined;
  }
  const text = code.trim();
  if (/^0x[0-9a-f]{1,8}$/i.test(text)) {
    return Number.parseInt(text, 16);
  }
  if (/^8[0-9a-f]{7}$/i.test(text)) {
    return Number.parseInt(text, 16);
  }
  return /^-?\d{1,10}$/.test(text) ? Number(text) : undefined;
};

/** Which of these a server sends varies (Microsoft, "Execute batch operations using the Web API", shows REQ_ID). */
export const requestIdOf = (headers: HeaderMap): string | undefined => {
  const id = headers["req_id"] ?? headers["x-ms-service-request-id"] ?? headers["x-ms-request-id"];
  return id === undefined || !/^[\w.:-]{1,100}$/.test(id) ? undefined : id;
};

const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** A text, also in the form `{ "lang": "en-US", "value": "…" }` of older OData. */
const textOf = (value: unknown): string | undefined => {
  const text = typeof value === "string" ? value : member(value, "value");
  return typeof text === "string" && text.trim() !== "" ? text : undefined;
};

/** The text of an answer that is no JSON, unless it is markup, JSON cut short or binary. */
const plainText = (text: string): string | undefined =>
  /^$|^[<[{"]|(?![\t\r\n])\p{Cc}|\ufffd/u.test(text) ? undefined : text;
