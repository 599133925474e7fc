export interface FormPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Makes the part a file. */
  readonly fileName?: string;
  readonly contentType?: string;
}

export const formContentType = (boundary: string): string => `multipart/form-data; boundary=${boundary}`;

/** The parts as `multipart/form-data` (RFC 7578). The boundary must be one that no part contains. */
export const formBody = (parts: readonly FormPart[], boundary: string): Uint8Array =>
  Buffer.concat([
    ...parts.flatMap((part) => [
      Buffer.from(`--${boundary}\r\n${partHeaders(part)}\r\n\r\n`, "utf8"),
      typeof part.content === "string" ? Buffer.from(part.content, "utf8") : part.content,
      Buffer.from("\r\n", "utf8"),
    ]),
    Buffer.from(`--${boundary}--\r\n`, "utf8"),
  ]);

const partHeaders = ({ name, fileName, contentType }: FormPart): string =>
  [
    `Content-Disposition: form-data; name=${inQuotes(name)}${
      fileName === undefined ? "" : `; filename=${inQuotes(fileName)}`
    }`,
    ...(contentType === undefined ? [] : [`Content-Type: ${contentType.replace(/[\r\n]+/g, " ")}`]),
  ].join("\r\n");

/** A quote or a line break would end the name and start a header (HTML Standard, "Multipart form data"). */
const inQuotes = (text: string): string => `"${text.replace(/\r\n?|\n/g, "%0D%0A").replaceAll('"', "%22")}"`;
