import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll } from "vitest";
import { field } from "./dataverseClient.ts";

/** A message that came to the receiver. */
export interface Received {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The text as JSON. */
  readonly body: unknown;
}

/** Answers a message; a status alone is answered without a body. */
export type Behaviour = (response: ServerResponse, message: Received) => void | Promise<void>;

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** How the next messages are answered, one after the other; 200 when nothing is left. */
  readonly answer: (...behaviours: readonly (number | Behaviour)[]) => void;
}

const readText = async (chunks: AsyncIterable<Buffer>): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString("utf8");
};

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The receiver does not listen.");
  return address.port;
};

/** A web server on the loopback address that webhooks deliver to, for all tests of a file. */
export const useReceiver = (): (() => Receiver) => {
  const received: Received[] = [];
  let behaviours: (number | Behaviour)[] = [];
  const server = createServer((request, response) => {
    const take = async (): Promise<void> => {
      const text = await readText(request);
      const body: unknown = JSON.parse(text);
      const message = { url: request.url ?? "", headers: request.headers, text, body };
      received.push(message);
      const behaviour = behaviours.shift() ?? 200;
      if (typeof behaviour === "number") {
        response.writeHead(behaviour).end();
      } else {
        await behaviour(response, message);
      }
    };
    take().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterEach(() => {
    received.length = 0;
    behaviours = [];
  });
  afterAll(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return () => ({
    url: `http://127.0.0.1:${portOf(server)}/hook`,
    received,
    answer: (...next) => {
      behaviours.push(...next);
    },
  });
};

/** The value of a key in a list of `{key, value}`. */
export const entryOf = (list: unknown, key: string): unknown =>
  Array.isArray(list)
    ? field(
        list.find((entry: unknown) => field(entry, "key") === key),
        "value",
      )
    : undefined;
