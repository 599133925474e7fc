/** One part of a multipart body. Texts hold a byte a character (latin1), so that nothing is lost whatever they encode. */
export interface MultipartPart {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string;
}

/** The boundary of a content type, with or without quotes; undefined when it is not multipart or names none. */
export const boundaryOf = (contentType: string | undefined): string | undefined => {
  const match = /^\s*multipart\/mixed\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(
    contentType ?? "",
  );
  return match?.[1] ?? match?.[2];
};

/** The boundary that the first line of a body announces, for answers whose header names none or another one. */
export const boundaryInBody = (text: string): string | undefined =>
  /^\s*--([^\s]{1,200}?)(?:--)?[ \t]*\r?\n/.exec(text)?.[1];

/** Splits a multipart body. Undefined when it has not got to its end: what was cut off may be the middle of a part. */
export const readMultipart = (text: string, boundary: string): readonly MultipartPart[] | undefined => {
  const delimiter = new RegExp(`(?:^|\\r?\\n)--${escaped(boundary)}(--)?[ \\t]*(?=\\r?\\n|$)`, "g");
  const parts: MultipartPart[] = [];
  let start: number | undefined;
  for (const match of text.matchAll(delimiter)) {
    if (start !== undefined) {
      parts.push(readPart(text.slice(start, match.index)));
    }
    if (match[1] !== undefined) {
      return parts;
    }
    start = match.index + match[0].length;
  }
  return undefined;
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

const readPart = (text: string): MultipartPart => {
  const { lines, rest } = readHead(text.replace(/^\r?\n/, ""));
  return { headers: readHeaders(lines), content: rest };
};

/** Splits at the first empty line. A part whose head is all there is has an empty rest. */
export const readHead = (text: string): { readonly lines: readonly string[]; readonly rest: string } => {
  const end = /^\r?\n|\r?\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const rest = end === null ? "" : text.slice(end.index + end[0].length);
  return { lines: head.split(/\r?\n/).filter((line) => line !== ""), rest };
};

/** Microsoft prints header lines with and without a space after the colon. */
export const readHeaders = (lines: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    lines.flatMap((line) => {
      const colon = line.indexOf(":");
      return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
    }),
  );
