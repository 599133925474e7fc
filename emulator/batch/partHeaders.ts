import { unreadableBatch } from "./batchError.ts";

/** Header values by name in lower case. */
export type PartHeaders = ReadonlyMap<string, string>;

/** Reads `Name: value` lines; blanks around the value are free, but a header may come only once. */
export const parseHeaders = (lines: readonly string[]): PartHeaders => {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name, value = ""] = /^([^\s:]+)[ \t]*:(.*)$/s.exec(line) ?? [];
    if (name === undefined) {
      throw unreadableBatch(
        `The message header '${line}' is invalid. The header value must be of the format '<header name>: <header value>'.`,
      );
    }
    if (headers.has(name.toLowerCase())) {
      throw unreadableBatch(
        `The header '${name}' was specified multiple times. Each header must appear only once in a batch part.`,
      );
    }
    headers.set(name.toLowerCase(), value.trim());
  }
  return headers;
};

/** The longest boundary (RFC 2046). */
const longestBoundary = 70;

/** The boundary of a `multipart/mixed` content type, quoted or not; undefined for every other type. */
export const boundaryOf = (contentType: string): string | undefined => {
  const [type = "", ...parameters] = contentType.split(";");
  if (type.trim().toLowerCase() !== "multipart/mixed") {
    return undefined;
  }
  const values = parameters.map((text) => /^\s*boundary\s*=\s*(?:"([^"]*)"|([^\s"]+))\s*$/i.exec(text));
  const boundary = values.map((match) => match?.[1] ?? match?.[2]).find((text) => text !== undefined) ?? "";
  if (boundary === "") {
    throw unreadableBatch(
      'The batch request must have a boundary specification in the "Content-Type" header.',
    );
  }
  if (boundary.length > longestBoundary) {
    throw unreadableBatch(
      `The batch boundary string '${boundary}' is invalid. A valid boundary string must be non-empty and have at most ${longestBoundary} characters.`,
    );
  }
  return boundary;
};
