import {
  boundaryInBody,
  boundaryOf,
  type MultipartPart,
  readHead,
  readHeaders,
  readMultipart,
} from "./multipart.ts";
import type { OperationAnswer, PartAnswer } from "./operation.ts";

/** True for the content type of an answer that holds answers to the operations of a batch. */
export const isBatchContentType = (contentType: string | undefined): boolean =>
  /^\s*multipart\/mixed\b/i.test(contentType ?? "");

/**
 * Reads the answer to a `$batch` request: one entry for each operation or change set that Dataverse got to, in order.
 * Undefined when the answer cannot be read to its end, because then no part can be trusted to be whole.
 */
export const decodeBatch = (
  contentType: string | undefined,
  body: Uint8Array,
): readonly PartAnswer[] | undefined => {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("latin1");
  const parts = partsOf(text, boundaryOf(contentType));
  return parts === undefined ? undefined : allOrNone(parts.map(readAnswer));
};

/** The header says how parts are separated, but the first line of the body decides where the two differ. */
const partsOf = (text: string, announced: string | undefined): readonly MultipartPart[] | undefined => {
  const inBody = boundaryInBody(text);
  const boundaries = [...new Set([announced, inBody])].filter((boundary) => boundary !== undefined);
  for (const boundary of boundaries) {
    const parts = readMultipart(text, boundary);
    if (parts !== undefined) {
      return parts;
    }
  }
  return undefined;
};

const readAnswer = (part: MultipartPart): PartAnswer | undefined => {
  if (!isBatchContentType(part.headers["content-type"])) {
    return readOperation(part);
  }
  const parts = partsOf(part.content, boundaryOf(part.headers["content-type"]));
  const answers = parts === undefined ? undefined : allOrNone(parts.map(readOperation));
  return answers === undefined ? undefined : { changeSet: answers };
};

const statusLine = /^HTTP\/\d(?:\.\d)?\s+(\d{3})\b/i;

/** The reason behind the status varies from sample to sample and is not looked at. */
const readOperation = ({ headers, content }: MultipartPart): OperationAnswer | undefined => {
  const { lines, rest } = readHead(content);
  const [first = "", ...others] = lines;
  const status = statusLine.exec(first)?.[1];
  if (status === undefined) {
    return undefined;
  }
  const contentId = headers["content-id"];
  return {
    status: Number(status),
    headers: readHeaders(others),
    body: Buffer.from(rest.replace(/(?:\r?\n)+$/, ""), "latin1"),
    ...(contentId !== undefined && { contentId }),
  };
};

const allOrNone = <T>(items: readonly (T | undefined)[]): readonly T[] | undefined => {
  const known = items.filter((item): item is T => item !== undefined);
  return known.length === items.length ? known : undefined;
};
