import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";

export interface SeenRequest {
  readonly method: string;
  /** As it stood in the request line. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Reply = (response: ServerResponse, request: SeenRequest) => void;

export interface ScriptedServer {
  readonly origin: string;
  readonly seen: readonly SeenRequest[];
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

const running: ScriptedServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** A server on loopback that gives one reply after the other, the last one again and again, and notes what it got. */
export const scriptedServer = async (...script: readonly Reply[]): Promise<ScriptedServer> => {
  const replies = [...script];
  const seen: SeenRequest[] = [];
  let connections = 0;
  const server = http.createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const noted = { method: request.method ?? "", url: request.url ?? "", headers: request.headers, body };
      seen.push(noted);
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      reply?.(response, noted);
    });
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  const scripted = { origin: `http://127.0.0.1:${port}`, seen, connections: () => connections, close };
  running.push(scripted);
  return scripted;
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};

export const reply =
  (status: number, body: string | Uint8Array = "", headers: Readonly<Record<string, string>> = {}): Reply =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };

export const replyJson = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply =>
  reply(status, JSON.stringify(body), {
    "content-type": "application/json; odata.metadata=minimal",
    ...headers,
  });

/** Breaks the connection after the request was read. */
export const hangUp: Reply = (response) => {
  response.socket?.resetAndDestroy();
};

/** Reads the request and says nothing. */
export const silence: Reply = () => undefined;

/** Promises more than it sends. */
export const cutOff: Reply = (response) => {
  response.writeHead(200, { "content-length": "1000" });
  response.write('{"value":[', () => response.socket?.destroy());
};
