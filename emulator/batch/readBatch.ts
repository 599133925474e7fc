import { type Batch, type BatchItem, type Operation, operationsOf } from "./batch.ts";
import { unreadableBatch } from "./batchError.ts";
import { checkContentIds, checkCount, isReadable } from "./checkBatch.ts";
import { type Multipart, readHead, splitMultipart, withoutLastBreak } from "./multipart.ts";
import { boundaryOf, type PartHeaders, parseHeaders } from "./partHeaders.ts";

const split = (body: Buffer, boundary: string): Multipart => {
  const multipart = splitMultipart(body, boundary);
  if (multipart === "noBoundary") {
    throw unreadableBatch(
      `The boundary '${boundary}' of the Content-Type header was not found in the batch.`,
    );
  }
  if (multipart === "notClosed") {
    throw unreadableBatch(`The batch ends without its closing boundary '--${boundary}--'.`);
  }
  return multipart;
};

const endsTooEarly = () => unreadableBatch("A part of the batch ends before its headers do.");

interface Part {
  readonly headers: PartHeaders;
  readonly type: string;
  readonly content: Buffer;
}

const readPart = (bytes: Buffer): Part => {
  const head = readHead(bytes);
  if (head === undefined) {
    throw endsTooEarly();
  }
  const headers = parseHeaders(head.lines);
  const type = headers.get("content-type");
  if (type === undefined) {
    throw unreadableBatch(
      "The 'Content-Type' header is missing. The 'Content-Type' header must be specified for each MIME part of a batch message.",
    );
  }
  return { headers, type, content: head.rest };
};

const requestLine = /^(\S+) (.*\S) +(\S+)$/;

const parseRequestLine = (line: string): { readonly method: string; readonly target: string } => {
  const [, method, target, version] = requestLine.exec(line.trim()) ?? [];
  if (method === undefined || target === undefined || version === undefined) {
    throw unreadableBatch(
      `The request line '${line}' is invalid. The request line at the start of each operation must be of the format 'HttpMethod RequestUrl HttpVersion'.`,
    );
  }
  if (version !== "HTTP/1.1") {
    throw unreadableBatch(
      `The HTTP version '${version}' used in a batch operation request or response is not valid. The value must be 'HTTP/1.1'.`,
    );
  }
  return { method: method.toUpperCase(), target: target.trim() };
};

/** An empty body may still have the blank line that ends the headers and the one before the boundary. */
const bodyOf = (rest: Buffer): Buffer => {
  const body = withoutLastBreak(rest);
  const isBlank = body.length <= 16 && body.toString("latin1").trim() === "";
  return isBlank ? body.subarray(0, 0) : body;
};

const readOperation = ({ headers, type, content }: Part): Operation => {
  if (!/^application\/http\s*(;|$)/i.test(type)) {
    throw unreadableBatch(
      `The 'Content-Type' header value '${type}' is invalid. When this is the start of the change set, the value must be 'multipart/mixed'; otherwise it must be 'application/http'.`,
    );
  }
  if (headers.get("content-transfer-encoding")?.toLowerCase() !== "binary") {
    throw unreadableBatch(
      "A missing or invalid 'Content-Transfer-Encoding' header was found. The 'Content-Transfer-Encoding' header must be specified for each batch operation, and its value must be 'binary'.",
    );
  }
  const head = readHead(content);
  const [line, ...headerLines] = head?.lines ?? [];
  if (head === undefined || line === undefined) {
    throw endsTooEarly();
  }
  const contentId = headers.get("content-id");
  return {
    ...parseRequestLine(line),
    headers: parseHeaders(headerLines),
    body: bodyOf(head.rest),
    contentId: contentId === "" ? undefined : contentId,
  };
};

/** Requests that change nothing do not belong in a change set. */
const changing: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "DELETE"]);

const readChange = (bytes: Buffer): Operation => {
  const part = readPart(bytes);
  if (boundaryOf(part.type) !== undefined) {
    throw unreadableBatch("Nested change sets in a batch payload are not supported.");
  }
  const operation = readOperation(part);
  if (!changing.has(operation.method)) {
    throw unreadableBatch(
      `An invalid HTTP method '${operation.method}' was detected for a request in a change set. Requests in change sets only support the HTTP methods 'POST', 'PUT', 'DELETE', and 'PATCH'.`,
    );
  }
  return operation;
};

const readItem = (bytes: Buffer): BatchItem => {
  const part = readPart(bytes);
  const boundary = boundaryOf(part.type);
  return boundary === undefined
    ? { kind: "operation", operation: readOperation(part) }
    : { kind: "changeSet", operations: split(part.content, boundary).parts.map(readChange) };
};

/** Reads a whole batch before anything of it is carried out. */
export const readBatch = (contentType: string | undefined, body: Buffer): Batch => {
  if (contentType === undefined) {
    throw unreadableBatch('The batch request must have a "Content-Type" header.');
  }
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) {
    throw unreadableBatch("The batch request must have 'multipart/mixed' as the media type.");
  }
  const multipart = split(body, boundary);
  const items = multipart.parts.map(readItem);
  const operations = operationsOf(items);
  checkCount(operations);
  checkContentIds(operations);
  return { items, readable: isReadable(body, multipart, operations) };
};
