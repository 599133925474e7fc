import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Fault } from "../control/faults.ts";
import { newGuid } from "../store/guid.ts";
import type { Answer } from "./message.ts";

/** Bodies below this are not worth compressing. */
const smallestCompressed = 1024;

const wantsGzip = (request: IncomingMessage): boolean =>
  /(^|,)\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*(,|$)))?/i.test(String(request.headers["accept-encoding"] ?? ""));

interface Packed {
  readonly headers: Record<string, string | readonly string[]>;
  readonly body: Buffer;
}

const pack = (request: IncomingMessage, answer: Answer): Packed => {
  const plain = typeof answer.body === "object" ? answer.body : Buffer.from(answer.body ?? "", "utf8");
  // A file comes as it is: a range of it would be of no use compressed.
  const isFile = answer.headers["Content-Type"] === "application/octet-stream";
  const compress = plain.length > smallestCompressed && !isFile && wantsGzip(request);
  const body = compress ? gzipSync(plain, { level: 1 }) : plain;
  const hasBody = answer.body !== undefined && answer.status !== 204 && answer.status !== 304;
  const headers: Packed["headers"] = { ...answer.headers };
  if (compress) {
    headers["Content-Encoding"] = "gzip";
    headers["Vary"] = "Accept-Encoding";
  }
  if (answer.status !== 204 && answer.status !== 304) {
    headers["Content-Length"] = String(hasBody ? body.length : 0);
  }
  return { headers, body };
};

const writeHead = (response: ServerResponse, status: number, headers: Packed["headers"]): void => {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, typeof value === "string" ? value : [...value]);
  }
};

/** A wait must not keep a process alive whose emulator was closed. */
const wait = (milliseconds: number): Promise<void> => sleep(milliseconds, undefined, { ref: false });

/** Another boundary in the header than between the parts. */
const withWrongBoundary = (headers: Packed["headers"]): Packed["headers"] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name.toLowerCase() === "content-type"
        ? String(value).replace(/boundary=("?)[^;"]*/i, `boundary=$1batchresponse_${newGuid()}`)
        : value,
    ]),
  );

/** How many pieces a slow body comes in. */
const pieces = 5;

const sendSlowly = async (response: ServerResponse, body: Buffer, durationMs: number): Promise<void> => {
  const size = Math.max(1, Math.ceil(body.length / pieces));
  response.flushHeaders();
  for (let at = 0; at < body.length && !response.destroyed; at += size) {
    await wait(durationMs / pieces);
    response.write(body.subarray(at, at + size));
  }
  response.end();
};

const sendHalf = (response: ServerResponse, body: Buffer): void => {
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
};

/** Sends an answer, or what a fault leaves of it. A request without an answer ends with a broken connection. */
export const deliver = async (
  request: IncomingMessage,
  response: ServerResponse,
  { answer, fault }: { readonly answer: Answer | undefined; readonly fault: Fault | undefined },
): Promise<void> => {
  if (fault?.kind === "timeOut") {
    // The connection stays open until the client gives up or the emulator is closed.
    return;
  }
  if (answer === undefined || fault?.kind === "resetAfter") {
    request.socket.destroy();
    return;
  }
  if (fault?.kind === "delay") {
    await wait(fault.delayMs);
  }
  const { headers, body } = pack(request, answer);
  writeHead(response, answer.status, fault?.kind === "wrongBoundary" ? withWrongBoundary(headers) : headers);
  if (fault?.kind === "truncate") {
    sendHalf(response, body);
  } else if (fault?.kind === "slowBody") {
    await sendSlowly(response, body, fault.durationMs);
  } else {
    response.end(body);
  }
};
