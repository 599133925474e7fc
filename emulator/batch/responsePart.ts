import { STATUS_CODES } from "node:http";
import type { Answer } from "../server/message.ts";
import { newGuid } from "../store/guid.ts";
import { joinMultipart, withoutLastBreak } from "./multipart.ts";

/** What comes first in a part, in this order; the rest follows as it is. */
const leading = ["REQ_ID", "Content-Type", "OData-Version", "Location", "OData-EntityId"] as const;

const headersOf = ({ status, headers }: Answer): readonly (readonly [string, string])[] => {
  const own = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")] as const);
  const values = new Map([...own, ["OData-Version", "4.0"] as const]);
  const location = values.get("OData-EntityId");
  if (location !== undefined) {
    values.set("Location", location);
  }
  if (status >= 400) {
    values.set("REQ_ID", newGuid());
  }
  const names = new Set<string>([...leading, ...values.keys()]);
  return [...names].flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
};

/** One answer as a part: the message wrapped in MIME headers, which echo the Content-ID of its request. */
export const responsePart = (answer: Answer, contentId: string | undefined): Buffer => {
  const lines = [
    "Content-Type: application/http",
    "Content-Transfer-Encoding: binary",
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    "",
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? "Unknown"}`,
    ...headersOf(answer).map(([name, value]) => `${name}: ${value}`),
    "",
    "",
  ];
  const body = typeof answer.body === "object" ? answer.body : Buffer.from(answer.body ?? "");
  return Buffer.concat([Buffer.from(lines.join("\r\n")), body]);
};

/** The answers of a change set as one part; of a failed one the only answer is the error. */
export const changeSetPart = (parts: readonly Buffer[]): Buffer => {
  const boundary = `changesetresponse_${newGuid()}`;
  const head = Buffer.from(`Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n`);
  return Buffer.concat([head, withoutLastBreak(joinMultipart(boundary, parts))]);
};

/** The answer to a batch. */
export const batchResponse = (status: number, parts: readonly Buffer[]): Answer => {
  const boundary = `batchresponse_${newGuid()}`;
  return {
    status,
    headers: { "Content-Type": `multipart/mixed; boundary=${boundary}` },
    body: joinMultipart(boundary, parts),
  };
};
