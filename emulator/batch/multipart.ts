/** A multipart body cut at its boundary. The pieces share the memory of the body. */
export interface Multipart {
  /** What stands between the delimiter lines, each with the line break before the next delimiter. */
  readonly parts: readonly Buffer[];
  /** What follows the closing delimiter. */
  readonly epilogue: Buffer;
}

/** Why a body is no multipart body. */
export type MultipartProblem = "noBoundary" | "notClosed";

interface Delimiter {
  readonly start: number;
  /** Where the next line begins; for the closing delimiter, where its own text ends. */
  readonly end: number;
  readonly closes: boolean;
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

/** A line that is nothing but the delimiter, blanks allowed at its end; the line break of the closing one is optional. */
const delimiterPattern = (boundary: string): RegExp =>
  new RegExp(`(?<=^|\\n)--${escapePattern(boundary)}(?:(--)(?=[ \\t]*(?:\\r?\\n|$))|[ \\t]*\\r?\\n)`, "g");

const findDelimiters = (text: string, boundary: string): readonly Delimiter[] => {
  const found: Delimiter[] = [];
  for (const match of text.matchAll(delimiterPattern(boundary))) {
    const closes = match[1] !== undefined;
    found.push({ start: match.index, end: match.index + match[0].length, closes });
    if (closes) {
      break;
    }
  }
  return found;
};

/**
 * Cuts a multipart body (RFC 2046) into its parts. Line breaks may be CRLF or LF here; whoever is stricter looks with
 * `isCrlfOnly`. Text before the first delimiter is passed over.
 */
export const splitMultipart = (body: Buffer, boundary: string): Multipart | MultipartProblem => {
  const delimiters = findDelimiters(body.toString("latin1"), boundary);
  const last = delimiters.at(-1);
  if (last === undefined) {
    return "noBoundary";
  }
  if (!last.closes) {
    return "notClosed";
  }
  return {
    parts: delimiters.slice(0, -1).map(({ end }, index) => body.subarray(end, delimiters[index + 1]?.start)),
    epilogue: body.subarray(last.end),
  };
};

/** Puts parts between delimiter lines, each line ending in CRLF. */
export const joinMultipart = (boundary: string, parts: readonly Buffer[]): Buffer =>
  Buffer.concat([
    ...parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`, "latin1"), part, Buffer.from("\r\n")]),
    Buffer.from(`--${boundary}--\r\n`, "latin1"),
  ]);

/** Header lines up to an empty line, and what follows. */
export interface Head {
  readonly lines: readonly string[];
  readonly rest: Buffer;
}

/** Reads lines up to the first empty one; undefined when there is none. Header text is Latin-1 or UTF-8, as sent. */
export const readHead = (bytes: Buffer): Head | undefined => {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const feed = bytes.indexOf(0x0a, at);
    if (feed < 0) {
      return undefined;
    }
    const line = bytes.toString("utf8", at, feed).replace(/\r$/, "");
    at = feed + 1;
    if (line === "") {
      return { lines, rest: bytes.subarray(at) };
    }
    lines.push(line);
  }
  return undefined;
};

/** Takes off the one line break that belongs to the delimiter after it. */
export const withoutLastBreak = (bytes: Buffer): Buffer => {
  if (bytes.at(-1) !== 0x0a) {
    return bytes;
  }
  return bytes.subarray(0, bytes.at(-2) === 0x0d ? -2 : -1);
};

/** Whether every line break is CRLF. */
export const isCrlfOnly = (bytes: Buffer): boolean => !/(?<!\r)\n|\r(?!\n)/.test(bytes.toString("latin1"));
