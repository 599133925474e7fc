import { inspect } from "node:util";
import nock from "nock";
import { beforeAll, describe, expect, it } from "vitest";
import { type ClientOptions, createClient } from "../../src/client/client.ts";
import { DataverseError } from "../../src/client/errors.ts";
import type { LogFields } from "../../src/client/log.ts";
import { hurryingClock, manualClock, settled } from "./http/clocks.ts";
import { create, read, remove, update } from "./http/messages.ts";
import { cutOff, hangUp, type Reply, reply, replyJson, scriptedServer, silence } from "./http/servers.ts";

/** The whole way from a request to a socket, on real sockets, which nock would replace. */
beforeAll(() => nock.restore());

const accessToken = "eyJ0eXAi.eyJhdWQi.c2VjcmV0";

const setup = async (script: readonly Reply[], options: Partial<ClientOptions> = {}) => {
  const server = await scriptedServer(...script);
  const lines: [string, LogFields | undefined][] = [];
  const note = (message: string, fields?: LogFields): void => {
    lines.push([message, fields]);
  };
  const warnings: string[] = [];
  const clock = hurryingClock(Date.parse("2026-05-01T12:00:00Z"));
  const client = createClient({
    environmentUrl: server.origin,
    accessToken,
    log: {
      debug: note,
      info: note,
      warn: (message, fields) => {
        warnings.push(message);
        note(message, fields);
      },
    },
    clock,
    random: () => 0.5,
    newId: () => "id-1",
    ...options,
  });
  const failure = (request: typeof read): Promise<unknown> =>
    client.send(request).then(
      () => "answered",
      (error: unknown) => error,
    );
  return { ...client, server, lines, warnings, failure, sleeps: clock.sleeps };
};

const tooMany = (retryAfter: string): Reply =>
  replyJson(
    429,
    {
      error: {
        code: "0x80072322",
        message: "Number of requests exceeded the limit of 6000 over time window of 300 seconds.",
      },
    },
    { "Retry-After": retryAfter },
  );

const messageOf = (error: unknown): string =>
  error instanceof DataverseError ? error.message : inspect(error);

describe("a request", () => {
  it("arrives with the token, the headers and the path it was made with", async () => {
    const { send, server, serviceRoot } = await setup([replyJson(200, { name: "Contoso" })]);
    const path = "accounts?$filter=name%20eq%20'O''Brien'";
    const response = await send({ ...read, path, headers: { Prefer: "odata.maxpagesize=2" } });
    expect(response).toMatchObject({ status: 200, earlierAttempts: [] });
    expect(serviceRoot).toBe(`${server.origin}/api/data/v9.2/`);
    const [seen] = server.seen;
    expect([seen?.method, seen?.url, seen?.body]).toEqual(["GET", `/api/data/v9.2/${path}`, ""]);
    expect(seen?.headers).toEqual({
      accept: "application/json",
      "accept-encoding": "gzip",
      authorization: `Bearer ${accessToken}`,
      connection: "keep-alive",
      host: server.origin.slice("http://".length),
      "if-none-match": "null",
      "odata-maxversion": "4.0",
      "odata-version": "4.0",
      prefer: "odata.maxpagesize=2",
      "user-agent": "ms-dynamics-connector",
      "x-ms-client-request-id": "id-1",
    });
  });

  it("takes one HTTP request", async () => {
    const { system, server } = await setup([replyJson(200, { UserId: "1" })]);
    await system.whoAmI();
    expect(server.seen.length).toBe(1);
  });

  it("follows a next link byte for byte, and only to its own environment", async () => {
    const { send, failure, server, serviceRoot } = await setup([replyJson(200, { value: [] })]);
    const link = `${serviceRoot}accounts?$select=name&$skiptoken=%3Ccookie%20pagenumber=%222%22%20pagingcookie=%22%253ccookie%22%20/%3E&a='b'`;
    await send({ ...read, path: link });
    expect(`${server.origin}${server.seen[0]?.url}`).toBe(link);
    expect(await failure({ ...read, path: link.replace("127.0.0.1", "127.0.0.2") })).toMatchObject({
      kind: "invalidInput",
    });
    expect(server.seen.length).toBe(1);
  });

  it("is refused without a usable URL or token before anything is sent", () => {
    expect(() => createClient({ environmentUrl: "org", accessToken })).toThrow(
      /^The Web API URL of the connection does not start/,
    );
    expect(() => createClient({ environmentUrl: "https://org.crm.dynamics.com", accessToken: "" })).toThrow(
      "The connection has no usable access token: reconnect it, then run this again.",
    );
  });
});

describe("a service protection limit", () => {
  it("is waited out, for a create too, and the wait is in the log", async () => {
    const { send, server, sleeps, warnings } = await setup([tooMany("18"), reply(204)]);
    expect(await send(create)).toMatchObject({
      status: 204,
      earlierAttempts: [{ reason: "429", mayHaveWritten: false, waitedMs: 18_000 }],
    });
    expect(server.seen.map(({ method, body }) => [method, body])).toEqual([
      ["POST", "{}"],
      ["POST", "{}"],
    ]);
    expect(sleeps[0]).toBe(18_000);
    expect(warnings).toEqual(["POST accounts: 429; trying again in 18 seconds."]);
  });

  it("may name a date", async () => {
    const { send, sleeps } = await setup([tooMany("Fri, 01 May 2026 12:00:30 GMT"), reply(204)]);
    await send(read);
    expect(sleeps[0]).toBe(30_000);
  });

  it("that takes longer than the wait budget ends the call at once", async () => {
    const { failure, server, sleeps } = await setup([tooMany("600")]);
    expect(await failure(read)).toMatchObject({
      kind: "throttled",
      status: 429,
      code: "0x80072322",
      retryAfterMs: 600_000,
      message:
        "Could not read the record accounts(1): Dataverse is limiting the requests of this user and asks to wait 10 minutes, more than is left of the wait budget of 4 minutes. Dataverse says: Number of requests exceeded the limit of 6000 over time window of 300 seconds. Run it again later, with fewer requests at a time. (HTTP 429, Dataverse code 0x80072322)",
    });
    expect([server.seen.length, sleeps]).toEqual([1, []]);
  });

  it("pauses the other calls of the client as well", async () => {
    const clock = manualClock();
    const { send, server } = await setup([tooMany("18"), reply(204)], { clock });
    const limited = send(read);
    while (clock.sleeping() === 0) {
      await settled();
    }
    const other = send(update);
    await settled();
    await clock.advance(17_999);
    expect(server.seen.length).toBe(1);
    await clock.advance(1);
    expect((await Promise.all([limited, other])).map(({ status }) => status)).toEqual([204, 204]);
    expect(server.seen.length).toBe(3);
  });

  it("does not hold up other calls when its own call gives up", async () => {
    const { send, failure } = await setup([tooMany("600"), reply(204)]);
    await failure(read);
    expect(await send(read)).toMatchObject({ status: 204 });
  });
});

describe("a failure on the way", () => {
  it.each([
    [503, reply(503)],
    ["hang-up", hangUp],
  ])("(%s) of a create is not repeated, and left open", async (_, broken) => {
    const { failure, server } = await setup([broken, reply(204)]);
    expect(await failure(create)).toMatchObject({ mayHaveWritten: true });
    expect(server.seen.length).toBe(1);
  });

  it.each([
    [503, reply(503)],
    ["hang-up", hangUp],
    ["cut-off answer", cutOff],
  ])("(%s) of a read is repeated", async (_, broken) => {
    const { send, server } = await setup([broken, broken, reply(200, "{}")]);
    expect((await send(read)).earlierAttempts.map(({ mayHaveWritten }) => mayHaveWritten)).toEqual([
      false,
      false,
    ]);
    expect(server.seen.length).toBe(3);
  });

  it("of a delete that is answered with 404 the second time can be told from a record that never was", async () => {
    const gone = replyJson(404, {
      error: { code: "0x80040217", message: "account With Id = 1 Does Not Exist" },
    });
    const { failure } = await setup([hangUp, gone]);
    expect(await failure(remove)).toMatchObject({ kind: "notFound", mayHaveWritten: true });
    const { failure: first } = await setup([gone]);
    expect(await first(remove)).toMatchObject({ kind: "notFound", mayHaveWritten: false });
  });

  it("is told when the budget is used up", async () => {
    const { failure } = await setup([reply(503)], { waitBudgetMs: 4_000 });
    expect(messageOf(await failure(update))).toBe(
      "Could not update the record accounts(1): Dataverse failed (tried 4 times). It is not known whether it was carried out: check in Dataverse before you run it again. (HTTP 503)",
    );
  });

  it("is a timeout when nothing comes", async () => {
    const { failure } = await setup([silence], { requestTimeoutMs: 50 });
    expect(await failure(create)).toMatchObject({ kind: "timeout", mayHaveWritten: true });
  });

  it("is a redirect that is not followed: the other host hears nothing", async () => {
    const elsewhere = await scriptedServer(reply(200));
    const { failure } = await setup([reply(302, "", { location: `${elsewhere.origin}/login` })]);
    expect(await failure(read)).toMatchObject({ kind: "unexpectedAnswer", status: 302 });
    expect(elsewhere.seen).toEqual([]);
  });
});

describe("a caller who stops the call", () => {
  it("does not wait any longer for a service protection limit", async () => {
    const caller = new AbortController();
    const clock = manualClock();
    const { failure, server } = await setup([tooMany("18")], { clock, signal: caller.signal });
    const end = failure(create);
    while (clock.sleeping() === 0) {
      await settled();
    }
    caller.abort();
    expect(await end).toMatchObject({ kind: "aborted", mayHaveWritten: false });
    expect(server.seen.length).toBe(1);
  });

  it("while the request is under way is told that it may have been carried out", async () => {
    const caller = new AbortController();
    const { failure } = await setup([() => caller.abort()], { signal: caller.signal });
    expect(await failure(create)).toMatchObject({ kind: "aborted", mayHaveWritten: true });
  });

  it("stops calls that wait for a slot too", async () => {
    const caller = new AbortController();
    const { failure, server } = await setup([silence], { signal: caller.signal, concurrency: 1 });
    const ends = [failure(create), failure(create)];
    while (server.seen.length === 0) {
      await settled();
    }
    caller.abort();
    expect(await Promise.all(ends)).toMatchObject([
      { kind: "aborted", mayHaveWritten: true },
      { kind: "aborted", mayHaveWritten: false },
    ]);
  });
});

describe("the access token", () => {
  const echo: Reply = (response, request) => {
    response
      .writeHead(400, {
        "content-type": "application/json",
        req_id: "r-1",
        "x-ms-echo": String(request.headers.authorization),
      })
      .end(JSON.stringify({ error: { code: "", message: `You sent ${request.headers.authorization}` } }));
  };

  it.each<[string, Reply]>([
    ["an error that quotes it", echo],
    ["a broken connection", hangUp],
    ["a cut-off answer", cutOff],
    ["a redirect that carries it", reply(302, "", { location: `http://127.0.0.1:1/?t=${accessToken}` })],
    ["an answer that quotes it", reply(200, `{"token":"x","echo":"${accessToken}"}`)],
    ["silence", silence],
  ])("is in no error, no answer and no line of the log: %s", async (_, broken) => {
    const { send, lines } = await setup([broken], {
      debug: true,
      requestTimeoutMs: 100,
      waitBudgetMs: 1_000,
    });
    const request = { ...create, headers: { "MSCRM.Note": "x" }, body: '{"client_secret":"hunter2"}' };
    const outcome = await send(request).then(
      ({ body, ...rest }) => ({ ...rest, body: Buffer.from(body).toString() }),
      (error: unknown) => error,
    );
    const told = [
      inspect(outcome, { depth: 20, showHidden: true }),
      JSON.stringify(outcome),
      outcome instanceof Error ? `${outcome.stack} ${outcome.message}` : "",
      JSON.stringify(lines),
    ].join("\n");
    expect(lines.length).toBeGreaterThan(0);
    expect(told).not.toContain(accessToken);
    expect(told).not.toContain("hunter2");
  });
});
