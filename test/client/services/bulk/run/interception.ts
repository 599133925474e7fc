import { createServer, type IncomingMessage, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface Intercepted {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What to do with a request; nothing of this passes it on as it is. */
export interface Interception {
  /** Answers in the place of the service. */
  readonly answer?: Answer;
  /** Waits before the request is passed on. */
  readonly delayMs?: number;
  /** Passes on another body. */
  readonly rewrite?: string;
  /** Changes the body of the service's answer. */
  readonly reply?: (body: string) => string;
  /** Breaks the connection when the service has answered. */
  readonly losesAnswer?: boolean;
}

/** A request with the time it was under way, in milliseconds. */
export interface Seen extends Intercepted {
  readonly from: number;
  readonly to: number;
}

const textOf = async (message: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString("utf8");
};

const passOn = (target: URL, { method, headers, url }: IncomingMessage, body: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const { host: _, "content-length": __, ...others } = headers;
    const length = String(Buffer.byteLength(body));
    send(
      new URL(url ?? "", target),
      { method, headers: { ...others, "content-length": length, "accept-encoding": "identity" } },
      resolve,
    )
      .on("error", reject)
      .end(body);
  });

/**
 * Stands between a client and a service and does things that the emulator does not: it looks into bodies, changes them,
 * and notes which requests were under way at the same time.
 */
export const startInterception = async (
  target: string,
  intercept: (request: Intercepted) => Interception | undefined,
) => {
  const seen: Seen[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const body = await textOf(incoming);
    const { method = "", url = "" } = incoming;
    const from = performance.now();
    const {
      answer,
      delayMs = 0,
      rewrite = body,
      reply,
      losesAnswer,
    } = intercept({ method, url, body }) ?? {};
    await sleep(delayMs);
    outgoing.on("close", () => seen.push({ method, url, body, from, to: performance.now() }));
    if (answer !== undefined) {
      outgoing.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    }
    const passed = await passOn(new URL(target), incoming, rewrite);
    const text = await textOf(passed);
    if (losesAnswer === true) {
      incoming.socket.destroy();
      return;
    }
    const { "transfer-encoding": _, "content-length": __, ...headers } = passed.headers;
    outgoing.writeHead(passed.statusCode ?? 500, headers).end(reply?.(text) ?? text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port }: AddressInfo = Object(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** How many pairs of requests that write were under way at the same time. */
export const overlaps = (seen: readonly Seen[]): number => {
  const writes = seen.filter(({ method }) => method === "POST");
  return writes.flatMap((one, index) =>
    writes.slice(index + 1).filter((other) => other.from < one.to && one.from < other.to),
  ).length;
};
