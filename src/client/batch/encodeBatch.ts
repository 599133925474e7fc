import { invalidInput } from "../errors.ts";
import { type BatchOperation, type BatchPart, isChangeSet } from "./operation.ts";

export interface EncodedBatch {
  readonly contentType: string;
  readonly body: string;
}

/** Dataverse takes nothing but CRLF, also after the last line (Microsoft, "Troubleshoot Dataverse Web API client errors"). */
const LINE_END = "\r\n";

/**
 * The body of a `$batch` request (Microsoft, "Execute batch operations using the Web API"). `newToken` gives the random
 * part of a boundary; one that occurs in what it must separate is not used. Throws `invalidInput` for an address, a
 * header or a Content-ID that would break out of its line: what follows would be read as an operation of its own.
 */
export const encodeBatch = (parts: readonly BatchPart[], newToken: () => string): EncodedBatch => {
  const texts = parts.map((part) =>
    isChangeSet(part) ? changeSetText(part.changeSet, newToken) : operationText(part),
  );
  const boundary = freeBoundary("batch", texts, newToken);
  return { contentType: contentType(boundary), body: multipart(boundary, texts) };
};

const contentType = (boundary: string): string => `multipart/mixed; boundary="${boundary}"`;

const changeSetText = (operations: readonly BatchOperation[], newToken: () => string): string => {
  const texts = operations.map(operationText);
  const boundary = freeBoundary("changeset", texts, newToken);
  return `Content-Type: ${contentType(boundary)}${LINE_END}${LINE_END}${multipart(boundary, texts)}`;
};

const multipart = (boundary: string, texts: readonly string[]): string =>
  [...texts.map((text) => `--${boundary}${LINE_END}${text}`), `--${boundary}--${LINE_END}`].join("");

const freeBoundary = (kind: string, texts: readonly string[], newToken: () => string): string => {
  let boundary = `${kind}_${newToken()}`;
  while (texts.some((text) => text.includes(boundary))) {
    boundary = `${kind}_${newToken()}`;
  }
  return boundary;
};

/** An operation without a body ends with two empty lines after its headers, as in Microsoft's samples. */
const operationText = ({ method, url, headers, body, contentId }: BatchOperation): string =>
  [
    "Content-Type: application/http",
    "Content-Transfer-Encoding: binary",
    ...(contentId === undefined ? [] : [`Content-ID: ${checked(CONTENT_ID, contentId, "Content-ID")}`]),
    "",
    `${method} ${checked(ADDRESS, url, "address")} HTTP/1.1`,
    ...Object.entries(headers).map(
      ([name, value]) =>
        `${checked(HEADER_NAME, name, "name of a header")}: ${checked(HEADER_VALUE, value, `header ${name}`)}`,
    ),
    "",
    (body ?? "").replace(ANY_LINE_END, LINE_END),
    "",
  ].join(LINE_END);

const CONTENT_ID = /^[\w.~-]+$/;
const ADDRESS = /^[!-~]+$/;
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const HEADER_VALUE = /^[\t -~]*$/;

/** In JSON, line breaks stand between values only, where one is as good as another. */
const ANY_LINE_END = /\r\n|\r|\n/g;

const checked = (allowed: RegExp, text: string, what: string): string => {
  if (!allowed.test(text)) {
    throw invalidInput(
      `The ${what} of an operation in the batch holds a character that is not allowed there, such as a line break, so nothing was sent.`,
    );
  }
  return text;
};
