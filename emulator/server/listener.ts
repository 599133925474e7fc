import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Control } from "../control/control.ts";
import { answerControl } from "../control/controlEndpoint.ts";
import { faultAnswer } from "../control/faultAnswer.ts";
import type { Fault, Faults } from "../control/faults.ts";
import { type RequestLog, redactForm, redactHeaders, redactSecrets } from "../control/requestLog.ts";
import { answerToken } from "../oauth/tokenEndpoint.ts";
import { answerData, bearerToken, type DataEndpoint } from "./dataEndpoint.ts";
import { deliver } from "./deliver.ts";
import type { Answer } from "./message.ts";
import type { WireRequest } from "./wireRequest.ts";

/** Everything the server answers from. */
export interface Rooms {
  readonly data: () => DataEndpoint;
  readonly control: Control;
  readonly faults: Faults;
  readonly log: RequestLog;
}

/** Node's own limit of 16 KB is below the service's for a URL alone. */
const largestHeader = 128 * 1024;

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
};

const headersOf = (request: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values]) => [name, (values ?? []).join(", ")]),
  );

type Endpoint = "data" | "token" | "control" | "none";

const endpointOf = (url: string): Endpoint => {
  if (url.startsWith("/api/data/")) {
    return "data";
  }
  if (url.startsWith("/_emulator/")) {
    return "control";
  }
  return /^\/[^/]+\/oauth2\/v2\.0\/token(\?|$)/.test(url) ? "token" : "none";
};

const notHere: Answer = {
  status: 404,
  headers: { "Content-Type": "text/html" },
  body: "The resource cannot be found.",
};

const tokenAnswer = ({ registration, tokens, dataverse }: DataEndpoint, wire: WireRequest): Answer =>
  answerToken(
    { registration, tokens, now: dataverse.now },
    {
      method: wire.method,
      tenant: wire.url.split("/")[1] ?? "",
      authorization: wire.header("authorization"),
      body: wire.body,
    },
  );

const expireTokenOf = ({ tokens }: DataEndpoint, wire: WireRequest): void => {
  const token = bearerToken(wire.header);
  if (token !== undefined) {
    tokens.expire(token);
  }
};

const answerWith = async (rooms: Rooms, wire: WireRequest, fault: Fault | undefined): Promise<Answer> => {
  const played = faultAnswer(fault);
  if (played !== undefined) {
    return played;
  }
  if (fault?.kind === "expireToken") {
    expireTokenOf(rooms.data(), wire);
  }
  return endpointOf(wire.url) === "token" ? tokenAnswer(rooms.data(), wire) : answerData(rooms.data(), wire);
};

/** Whether a request with this fault gets through to what answers it. */
const reachesService = (fault: Fault | undefined): boolean =>
  fault?.kind !== "resetBefore" && (fault?.kind !== "timeOut" || fault.effect !== false);

const isAnswered = (fault: Fault | undefined): boolean =>
  fault?.kind !== "resetAfter" && fault?.kind !== "timeOut";

/** Answers a request that counts: to the Web API or the token endpoint. */
const serve = async (
  rooms: Rooms,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  endpoint: "data" | "token",
): Promise<void> => {
  const started = performance.now();
  const headers = headersOf(request);
  const [method, url] = [request.method ?? "GET", request.url ?? "/"];
  const at = rooms.control.clock.now();
  const bytes = await readBody(request);
  const isFile = headers["content-type"]?.startsWith("application/octet-stream") === true;
  const body = isFile ? "" : bytes.toString("utf8");
  const fault = rooms.faults.take({ endpoint, method, url });
  const wire = { method, url, body, bytes, header: (name: string) => headers[name.toLowerCase()] };
  const answer = reachesService(fault) ? await answerWith(rooms, wire, fault) : undefined;
  rooms.log.add({
    method,
    url,
    headers: redactHeaders(headers),
    body: isFile ? `(${bytes.length} bytes)` : endpoint === "token" ? redactForm(body) : redactSecrets(body),
    status: isAnswered(fault) ? answer?.status : undefined,
    ms: Math.round((performance.now() - started) * 1000) / 1000,
    at,
    fault: fault?.kind,
  });
  await deliver(request, response, { answer, fault });
};

const dispatch = async (rooms: Rooms, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = request.url ?? "/";
  const endpoint = endpointOf(url);
  if (endpoint === "data" || endpoint === "token") {
    await serve(rooms, { request, response }, endpoint);
    return;
  }
  const path = url.slice("/_emulator/".length).split("?")[0] ?? "";
  const body = (await readBody(request)).toString("utf8");
  const answer =
    endpoint === "control"
      ? await answerControl(rooms.control, { method: request.method ?? "GET", path, body })
      : notHere;
  await deliver(request, response, { answer, fault: undefined });
};

/** A defect of the emulator must not look like a fault that a test asked for. */
const reportDefect = (response: ServerResponse, error: unknown): void => {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (response.headersSent) {
    response.destroy();
  } else {
    response.writeHead(500, { "Content-Type": "text/plain" });
    response.end(`The emulator failed: ${reason}`);
  }
};

/** Listens on the loopback address; port 0 takes a free one. */
export const listen = (rooms: Rooms, port: number): Promise<Server> => {
  const server = createServer(
    { maxHeaderSize: largestHeader, keepAliveTimeout: 30_000 },
    (request, response) => {
      response.setHeader("Date", new Date(rooms.control.clock.now()).toUTCString());
      dispatch(rooms, request, response).catch((error: unknown) => reportDefect(response, error));
    },
  );
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
};
