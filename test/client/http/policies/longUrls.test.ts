import { describe, expect, it } from "vitest";
import { parseEnvironmentUrl } from "../../../../src/client/environmentUrl.ts";
import type { DataverseRequest, DataverseResponse } from "../../../../src/client/http/message.ts";
import { longUrls } from "../../../../src/client/http/policies/longUrls.ts";
import { answer, read } from "../messages.ts";

const environment = parseEnvironmentUrl("https://org.crm.dynamics.com");
const longFilter = (length: number): string => `accounts?$filter=${"a".repeat(length)}`;

const through = async (request: DataverseRequest, response: DataverseResponse = answer(200, "{}")) => {
  const sent: DataverseRequest[] = [];
  const send = longUrls({ ...environment, newId: () => "id" })((outgoing) => {
    sent.push(outgoing);
    return Promise.resolve(response);
  });
  const outcome: unknown = await send(request).catch((error: unknown) => error);
  return { outcome, sent };
};

const inParts = (status: string, ...lines: readonly string[]): DataverseResponse =>
  answer(
    status.startsWith("2") ? 200 : 400,
    ["--b", "Content-Type: application/http", "", `HTTP/1.1 ${status}`, ...lines, "--b--", ""].join("\r\n"),
    { "content-type": "multipart/mixed; boundary=b", "x-ms-service-request-id": "outer" },
  );

describe("a GET with a short URL, and any other request", () => {
  it.each([
    ["a short GET", read],
    ["a long PATCH", { ...read, method: "PATCH" as const, path: longFilter(9000) }],
  ])("goes as it is: %s", async (_, request) => {
    const { outcome, sent } = await through(request);
    expect(sent).toEqual([request]);
    expect(outcome).toEqual(answer(200, "{}"));
  });
});

describe("a GET with a long URL", () => {
  const long: DataverseRequest = {
    ...read,
    path: longFilter(9000),
    headers: { Prefer: "odata.maxpagesize=5" },
  };

  it("travels inside of a batch with its own headers", async () => {
    const { sent } = await through(long, inParts("200 OK", "", "{}"));
    expect(sent).toMatchObject([
      {
        method: "POST",
        path: "https://org.crm.dynamics.com/api/data/v9.2/$batch",
        repeat: "read",
        operation: read.operation,
        headers: { "Content-Type": 'multipart/mixed; boundary="batch_id"' },
      },
    ]);
    const body = String(sent[0]?.body);
    expect(body).toContain(`\r\nGET /api/data/v9.2/${long.path} HTTP/1.1\r\n`);
    expect(body).toContain("\r\nPrefer: odata.maxpagesize=5\r\n");
  });

  it("travels so as a next link too, byte for byte", async () => {
    const path = `https://org.crm.dynamics.com/api/data/v9.2/accounts?$skiptoken=%253c'${"b".repeat(9000)}`;
    const { sent } = await through({ ...long, path }, inParts("200 OK", "", "{}"));
    expect(String(sent[0]?.body)).toContain(
      `GET ${path.slice("https://org.crm.dynamics.com".length)} HTTP/1.1`,
    );
  });

  it.each([
    ["200 OK", 200],
    ["404 Not Found", 404],
    ["429 Too Many Requests", 429],
  ])("is answered by the answer inside: %s", async (line, status) => {
    const { outcome } = await through(long, inParts(line, "Retry-After: 7", "", '{"value":[]}'));
    expect(outcome).toMatchObject({
      status,
      headers: { "retry-after": "7", "x-ms-service-request-id": "outer" },
      body: Buffer.from('{"value":[]}'),
    });
  });

  it("is answered by the batch when that was refused as a whole", async () => {
    const refused = answer(401, "{}", { "content-type": "application/json" });
    expect((await through(long, refused)).outcome).toEqual(refused);
  });

  it("has no answer when the batch is cut off", async () => {
    const cut = answer(200, "--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{", {
      "content-type": "multipart/mixed; boundary=b",
    });
    expect((await through(long, cut)).outcome).toMatchObject({
      name: "NoAnswer",
      details: { kind: "unreachable" },
    });
  });

  it("refuses a header that would break out of its line, before anything is sent", async () => {
    const { outcome, sent } = await through({ ...long, headers: { Prefer: "a\r\n\r\n--other" } });
    expect(sent).toEqual([]);
    expect(outcome).toMatchObject({ kind: "invalidInput", message: expect.stringContaining("line break") });
  });

  it("keeps the version of a link, and reads one with a port", async () => {
    const path = `https://org.crm.dynamics.com:443/api/data/v9.1/accounts?$skiptoken=${"b".repeat(9000)}`;
    const { sent } = await through({ ...long, path }, inParts("200 OK", "", "{}"));
    expect(sent[0]?.path).toBe("https://org.crm.dynamics.com:443/api/data/v9.1/$batch");
    expect(String(sent[0]?.body)).toContain("\r\nGET /api/data/v9.1/accounts?$skiptoken=b");
  });

  it("takes the wait that the batch asks for when the answer inside names none", async () => {
    const { headers, ...response } = inParts("429 Too Many Requests", "", "{}");
    const { outcome } = await through(long, { ...response, headers: { ...headers, "retry-after": "9" } });
    expect(outcome).toMatchObject({ status: 429, headers: { "retry-after": "9" } });
  });

  it("is refused when even a batch cannot carry it, before anything is sent", async () => {
    const { outcome, sent } = await through({ ...read, path: longFilter(66_000) });
    expect(sent).toEqual([]);
    expect(outcome).toMatchObject({
      kind: "invalidInput",
      message: expect.stringContaining("The query is too long"),
    });
  });

  it("is refused for another host before it is sent", async () => {
    const { outcome, sent } = await through({ ...read, path: `https://evil.example/${"c".repeat(9000)}` });
    expect(sent).toEqual([]);
    expect(outcome).toMatchObject({ kind: "invalidInput" });
  });
});
