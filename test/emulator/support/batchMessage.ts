import type { Client, Reply } from "./dataverseClient.ts";

/** One request of a batch as a test writes it. */
export interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly contentId?: string;
}

/** A request on its own, or several as a change set. */
export type Item = Request | readonly Request[];

const isChangeSet = (item: Item): item is readonly Request[] => Array.isArray(item);

const textOf = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(body));

const operationLines = ({ method, url, headers = {}, body, contentId }: Request): readonly string[] => [
  "Content-Type: application/http",
  "Content-Transfer-Encoding: binary",
  ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
  "",
  `${method} ${url} HTTP/1.1`,
  ...(body === undefined ? [] : ["Content-Type: application/json; type=entry"]),
  ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  "",
  body === undefined ? "" : textOf(body),
];

const itemLines = (item: Item, index: number): readonly string[] => {
  if (!isChangeSet(item)) {
    return operationLines(item);
  }
  const boundary = `changeset_${index}`;
  return [
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "",
    ...item.flatMap((request) => [`--${boundary}`, ...operationLines(request)]),
    `--${boundary}--`,
  ];
};

export const testBoundary = "batch_test";

/** The lines of a batch body; joined by CRLF they are a batch as the service wants it. */
export const batchLines = (items: readonly Item[]): readonly string[] => [
  ...items.flatMap((item, index) => [`--${testBoundary}`, ...itemLines(item, index)]),
  `--${testBoundary}--`,
  "",
];

/** One answer inside a batch response. */
export interface PartReply {
  readonly status: number;
  readonly contentId: string | undefined;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: unknown;
  readonly inChangeSet: boolean;
}

const headerMap = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split("\r\n").map((line) => {
      const at = line.indexOf(": ");
      return [line.slice(0, at).toLowerCase(), line.slice(at + 2)];
    }),
  );

/** A second, independent reading of multipart: by plain text search. */
const cut = (text: string, boundary: string): readonly string[] => {
  const pieces = `\r\n${text}`.split(`\r\n--${boundary}`);
  if (pieces.at(-1)?.trim() !== "--") throw new Error(`No closing boundary: ${text}`);
  return pieces.slice(1, -1).map((piece) => piece.replace(/^\r\n/, ""));
};

const readPart = (text: string, inChangeSet: boolean): readonly PartReply[] => {
  const at = text.indexOf("\r\n\r\n");
  const mime = headerMap(text.slice(0, at));
  const content = text.slice(at + 4);
  const nested = /boundary=(\S+)$/.exec(mime.get("content-type") ?? "")?.[1];
  if (nested !== undefined) {
    return cut(content, nested).flatMap((piece) => readPart(piece, true));
  }
  const end = content.indexOf("\r\n\r\n");
  const [statusLine = "", ...lines] = content.slice(0, end).split("\r\n");
  const headers = headerMap(lines.join("\r\n"));
  const body = content.slice(end + 4);
  return [
    {
      status: Number(/^HTTP\/1\.1 (\d{3}) \S/.exec(statusLine)?.[1]),
      contentId: mime.get("content-id"),
      headers,
      body: body === "" ? undefined : headers.get("content-type")?.includes("json") ? JSON.parse(body) : body,
      inChangeSet,
    },
  ];
};

export interface BatchReply extends Reply {
  readonly parts: readonly PartReply[];
}

const partsOf = ({ headers, body }: Reply): readonly PartReply[] => {
  const boundary = /boundary=(batchresponse_[0-9a-f-]{36})$/.exec(headers.get("content-type") ?? "")?.[1];
  return boundary === undefined ? [] : cut(String(body), boundary).flatMap((piece) => readPart(piece, false));
};

/** Sends a batch body as it is. */
export const sendBatchText = async (
  { call }: Client,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<BatchReply> => {
  const type = { "Content-Type": `multipart/mixed; boundary="${testBoundary}"` };
  const reply = await call("POST", "$batch", { body, headers: { ...type, ...headers } });
  return { ...reply, parts: partsOf(reply) };
};

export const sendBatch = (
  client: Client,
  items: readonly Item[],
  headers: Readonly<Record<string, string>> = {},
): Promise<BatchReply> => sendBatchText(client, batchLines(items).join("\r\n"), headers);
