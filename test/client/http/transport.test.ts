import net, { type AddressInfo } from "node:net";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import nock from "nock";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { DataverseRequest } from "../../../src/client/http/message.ts";
import { NoAnswer, outcomeOf } from "../../../src/client/http/noAnswer.ts";
import { createTransport } from "../../../src/client/http/transport.ts";
import { create, read } from "./messages.ts";
import { cutOff, hangUp, reply, scriptedServer, silence } from "./servers.ts";

const send = createTransport({ requestTimeoutMs: 10_000 });
const token = "eyJhbGciOiJub25lIn0.secret.token";

/** These tests are about sockets, which nock would replace. */
beforeAll(() => nock.restore());
afterEach(() => nock.restore());

const to = (url: string, request: DataverseRequest = read): DataverseRequest => ({
  ...request,
  path: url,
  headers: { Authorization: `Bearer ${token}` },
});

const failureOf = async (answer: ReturnType<typeof send>): Promise<unknown> => {
  const outcome = await outcomeOf(answer);
  return outcome instanceof NoAnswer ? outcome.details : outcome;
};

describe("what is sent", () => {
  it.each([
    "/api/data/v9.2/accounts?$select=name&$filter=name%20eq%20'O''Brien%20(a%26b)'",
    "/api/data/v9.2/accounts(accountnumber='A-1')",
    "/api/data/v9.2/accounts?$skiptoken=%3Ccookie%20pagenumber=%222%22%20pagingcookie=%22%253ccookie%2520page%253d%25221%2522%2522%20/%3E",
    "/api/data/v9.2/accounts?$select=name&$filter=a%2Bb+c&@p1='x'&fetchXml=%3cfetch/%3E",
    "/api/data/v9.2//accounts/./a/../b?",
    '/api/data/v9.2/a?{}|^`[]"<>~*!;,:@',
  ])("is the path byte for byte: %s", async (path) => {
    const server = await scriptedServer(reply(200));
    await send(to(`${server.origin}${path}`));
    expect(server.seen.map(({ url }) => url)).toEqual([path]);
  });

  it("is any path of printable characters byte for byte", async () => {
    const server = await scriptedServer(reply(204));
    const path = fc.stringMatching(/^\/[!"$-[\]-~]{0,60}$/);
    await fc.assert(
      fc.asyncProperty(path, async (text) => {
        await send(to(`${server.origin}${text}`));
        return server.seen.at(-1)?.url === text;
      }),
    );
  });

  it("is the method, the headers and the body as they were given", async () => {
    const server = await scriptedServer(reply(204));
    await send({
      ...to(`${server.origin}/x`, create),
      headers: { "If-Match": "*", "X-A": "b", "content-TYPE": "application/json" },
      body: '{"name":"Zoë"}',
    });
    await send({ ...to(`${server.origin}/x`, create), body: new Uint8Array([97, 98, 99]).subarray(1) });
    expect(server.seen.map(({ method, body }) => [method, body])).toEqual([
      ["POST", '{"name":"Zoë"}'],
      ["POST", "bc"],
    ]);
    expect(server.seen[0]?.headers).toMatchObject({
      "if-match": "*",
      "x-a": "b",
      "content-type": "application/json",
      "content-length": "15",
    });
  });

  it("gets no content type and no length but zero where there is no body", async () => {
    const server = await scriptedServer(reply(204));
    const { body: _, ...empty } = create;
    await send({ ...empty, path: `${server.origin}/x` });
    await send({ ...create, body: "", path: `${server.origin}/x` });
    for (const { headers } of server.seen) {
      expect(headers["content-type"]).toBeUndefined();
      expect(headers["content-length"]).toBe("0");
      expect(headers["transfer-encoding"]).toBeUndefined();
    }
  });

  it("uses one connection again and again", async () => {
    const server = await scriptedServer(reply(204));
    for (const path of ["/1", "/2", "/3"]) {
      await send(to(`${server.origin}${path}`));
    }
    expect(server.connections()).toBe(1);
  });

  it("ignores proxies named in the environment", async () => {
    const server = await scriptedServer(reply(204));
    const before = process.env["HTTP_PROXY"];
    process.env["HTTP_PROXY"] = "http://127.0.0.1:9";
    try {
      expect((await send(to(`${server.origin}/x`))).status).toBe(204);
    } finally {
      if (before === undefined) {
        delete process.env["HTTP_PROXY"];
      } else {
        process.env["HTTP_PROXY"] = before;
      }
    }
  });
});

describe("what is answered", () => {
  it.each([200, 204, 304, 400, 404, 412, 429, 500, 503])("is returned with status %d", async (status) => {
    const body = status === 204 || status === 304 ? "" : '{"a":"ü"}';
    const server = await scriptedServer(reply(status, body, { "Retry-After": "7" }));
    const response = await send(to(`${server.origin}/x`));
    expect(response).toMatchObject({ status, headers: { "retry-after": "7" }, earlierAttempts: [] });
    expect(Buffer.from(response.body).toString()).toBe(body);
  });

  it("is unpacked when it is gzip, and raw bytes otherwise", async () => {
    const packed = gzipSync('{"value":[]}');
    const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, 0x32, 0x00, 0xff]);
    const server = await scriptedServer(
      reply(200, packed, { "content-encoding": "gzip" }),
      reply(200, bytes),
    );
    const first = await send(to(`${server.origin}/x`));
    expect(Buffer.from(first.body).toString()).toBe('{"value":[]}');
    expect(first.headers["content-encoding"]).toBeUndefined();
    expect([...(await send(to(`${server.origin}/x`))).body]).toEqual([...bytes]);
  });

  it("is a redirect as it is: no second host hears of the request", async () => {
    const elsewhere = await scriptedServer(reply(200));
    const server = await scriptedServer(reply(302, "", { location: `${elsewhere.origin}/login` }));
    const response = await send(to(`${server.origin}/x`));
    expect([response.status, response.headers["location"]]).toEqual([302, `${elsewhere.origin}/login`]);
    expect(elsewhere.seen).toEqual([]);
  });

  it("may be long", async () => {
    const server = await scriptedServer(reply(200, "x".repeat(12_000_000)));
    expect((await send(to(`${server.origin}/x`))).body.byteLength).toBe(12_000_000);
  });
});

describe("without a usable answer", () => {
  it.each([
    ["the connection is reset", hangUp, "connection reset"],
    ["the answer is shorter than announced", cutOff, "answer was cut off"],
    [
      "gzip ends early",
      reply(200, gzipSync("x".repeat(999)).subarray(0, 20), { "content-encoding": "gzip" }),
      "answer was cut off",
    ],
    ["gzip is none", reply(200, "{}", { "content-encoding": "gzip" }), "answer was damaged"],
  ])("%s: the request may have arrived", async (_, broken, reason) => {
    const server = await scriptedServer(broken);
    expect(await failureOf(send(to(`${server.origin}/x`)))).toEqual({
      kind: "unreachable",
      reason,
      sent: true,
      lasting: false,
    });
  });

  it("nothing listens: the request did not arrive", async () => {
    const server = await scriptedServer(reply(200));
    await server.close();
    expect(await failureOf(send(to(`${server.origin}/x`)))).toEqual({
      kind: "unreachable",
      reason: "connection refused",
      sent: false,
      lasting: false,
    });
  });

  it("a host that does not exist: the request did not leave, and repeating is no use", async () => {
    nock.activate();
    nock.disableNetConnect();
    nock("https://org.example.com")
      .get("/x")
      .replyWithError(Object.assign(new Error(token), { code: "ENOTFOUND" }));
    expect(await failureOf(send(to("https://org.example.com/x")))).toEqual({
      kind: "unreachable",
      reason: "host not found",
      sent: false,
      lasting: true,
    });
  });

  it("a server that speaks no TLS: the request did not leave", async () => {
    const server = await scriptedServer(reply(200));
    expect(await failureOf(send(to(`${server.origin.replace("http:", "https:")}/x`)))).toEqual({
      kind: "unreachable",
      reason: "no secure connection possible",
      sent: false,
      lasting: true,
    });
  });

  it("a host that takes the connection but never shakes hands: the request did not leave", async () => {
    const sockets: net.Socket[] = [];
    const server = net.createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const impatient = createTransport({ requestTimeoutMs: 50 });
    const failure = await failureOf(impatient(to(`https://127.0.0.1:${port}/x`)));
    for (const socket of sockets) {
      socket.destroy();
    }
    await new Promise((resolve) => server.close(resolve));
    expect(failure).toEqual({ kind: "timeout", reason: "timed out", sent: false, waitedMs: 50 });
  });

  it("a silent server: the time is up", async () => {
    const server = await scriptedServer(silence);
    const impatient = createTransport({ requestTimeoutMs: 50 });
    expect(await failureOf(impatient(to(`${server.origin}/x`)))).toEqual({
      kind: "timeout",
      reason: "timed out",
      sent: true,
      waitedMs: 50,
    });
  });

  it("a silent server, for a request with a time of its own: that time is up", async () => {
    const server = await scriptedServer(silence);
    expect(await failureOf(send({ ...to(`${server.origin}/x`), timeoutMs: 50 }))).toMatchObject({
      kind: "timeout",
      waitedMs: 50,
    });
  });

  it("an answer that never ends: the time is up", async () => {
    const server = await scriptedServer((response) => {
      response.writeHead(200).write("{");
    });
    const impatient = createTransport({ requestTimeoutMs: 50 });
    expect(await failureOf(impatient(to(`${server.origin}/x`)))).toMatchObject({
      kind: "timeout",
      sent: true,
    });
  });

  it("the caller aborts under way", async () => {
    const caller = new AbortController();
    const server = await scriptedServer(() => caller.abort(new Error(token)));
    const abortable = createTransport({ requestTimeoutMs: 10_000, signal: caller.signal });
    expect(await failureOf(abortable(to(`${server.origin}/x`)))).toEqual({
      kind: "aborted",
      reason: "aborted",
      sent: true,
    });
  });

  it("the caller aborted before: nothing is sent", async () => {
    const server = await scriptedServer(reply(200));
    const abortable = createTransport({ requestTimeoutMs: 10_000, signal: AbortSignal.abort() });
    expect(await failureOf(abortable(to(`${server.origin}/x`)))).toMatchObject({
      kind: "aborted",
      sent: false,
    });
    expect(server.seen).toEqual([]);
  });

  it("nothing of the request is in what is thrown", async () => {
    const server = await scriptedServer(hangUp);
    const thrown: unknown = await send(to(`${server.origin}/x`)).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(NoAnswer);
    expect(inspect(thrown, { depth: 20, showHidden: true }) + JSON.stringify(thrown)).not.toContain("secret");
  });
});
