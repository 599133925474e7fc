import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Failure, Success } from "../runner/outcome.ts";
import type { Runner } from "../runner/runner.ts";
import type { TriggerRequest } from "../runner/triggerPayload.ts";
import type { Inputs } from "../runner/wireParams.ts";
import { type Arrival, createArrivals } from "./arrivals.ts";

/** A webhook URL that starts a trigger, on a free loopback port. */
export interface Receiver {
  readonly url: string;
  /** The next request that nobody has taken yet, in the order of arrival. Fails when none comes in time. */
  readonly next: () => Promise<Arrival>;
  /** Requests that nobody has taken. */
  readonly waiting: () => number;
  readonly close: () => Promise<void>;
}

export interface ReceiverOptions {
  readonly runner: Pick<Runner, "trigger">;
  /** The trigger's key. */
  readonly trigger: string;
  readonly inputs?: Inputs;
  /** How long `next` waits. Default: 10 seconds. */
  readonly patienceMs?: number;
}

/** What is sent back to the caller. */
interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
};

const triggerRequest = async (request: IncomingMessage): Promise<TriggerRequest> => ({
  headers: Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]),
  ),
  queryParameters: Object.fromEntries(new URL(request.url ?? "/", "http://receiver").searchParams),
  body: await readBody(request),
});

const read = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** The trigger's own answer; the platform's when it gives none or fails. */
const answerOf = (run: Success | Failure): Answer => {
  if (!run.succeeded) return { statusCode: 500, headers: { "content-type": "text/plain" }, body: "" };
  const { response } = run.result;
  const contentType = read(response, "contentType");
  return {
    statusCode: Number(read(response, "statusCode") ?? 200),
    headers: {
      "content-type": typeof contentType === "string" ? contentType : "application/json",
      ...Object.fromEntries(Object.entries(read(response, "headers") ?? {})),
    },
    body: String(read(response, "body") ?? JSON.stringify({ executionId: read(run.data, "executionId") })),
  };
};

const send = (response: ServerResponse, { statusCode, headers, body }: Answer): void => {
  response.writeHead(statusCode, headers).end(body);
};

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The receiver does not listen.");
  return address.port;
};

const path = "/trigger/workbench";

/** Opens a webhook URL that hands every request to the trigger and answers what the trigger wants answered. */
export const openReceiver = async (options: ReceiverOptions): Promise<Receiver> => {
  const { runner, trigger, inputs = {}, patienceMs = 10_000 } = options;
  const arrivals = createArrivals(patienceMs);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const started = performance.now();
    const run = await runner.trigger(trigger, await triggerRequest(request), { inputs });
    const answer = answerOf(run);
    send(response, answer);
    const line = { method: request.method ?? "", path, status: answer.statusCode };
    arrivals.add({ run, request: { ...line, ms: performance.now() - started } });
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}${path}`,
    next: arrivals.next,
    waiting: arrivals.waiting,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
