import { describe, expect, it } from "vitest";
import type { DataverseRequest, DataverseResponse } from "../../../../src/client/http/message.ts";
import { NoAnswer } from "../../../../src/client/http/noAnswer.ts";
import { trace } from "../../../../src/client/http/policies/trace.ts";
import { hurryingClock } from "../clocks.ts";
import { answer, create, read } from "../messages.ts";

const traced = async (request: DataverseRequest, outcome: DataverseResponse | NoAnswer) => {
  const lines: unknown[] = [];
  const clock = hurryingClock();
  const unexpected = (): void => {
    throw new Error("A trace is information.");
  };
  const log = {
    debug: unexpected,
    warn: unexpected,
    info: (...line: unknown[]) => lines.push(line),
  };
  const send = trace({ log, clock })(async () => {
    await clock.sleep(12);
    if (outcome instanceof NoAnswer) {
      throw outcome;
    }
    return outcome;
  });
  const result = await send(request).catch((error: unknown) => error);
  expect(result).toBe(outcome);
  return lines;
};

describe("a trace", () => {
  it("tells the request and the answer at full length, but for the secrets", async () => {
    const request = {
      ...create,
      path: "https://org.crm.dynamics.com/api/data/v9.2/accounts?$filter=name%20eq%20'A'&code=1&api_key=s3cret",
      headers: { "X-Mine": "yes", Cookie: "s3cret", "Ocp-Apim-Subscription-Key": "s3cret" },
      body: '{"name":"A","password":"s3cret"}',
      attempt: 2,
    };
    const response = answer(201, '{"name":"A"}', { etag: 'W/"1"', "set-cookie": "s3cret" });
    expect(await traced(request, response)).toEqual([
      [
        "Debug Request, attempt 2: POST https://org.crm.dynamics.com/api/data/v9.2/accounts?$filter=name%20eq%20'A'&code=1&api_key=(hidden)",
        {
          headers: "X-Mine: yes; Cookie: (hidden); Ocp-Apim-Subscription-Key: (hidden)",
          body: '{"name":"A","password":"(hidden)"}',
        },
      ],
      [
        "Debug Request, attempt 2: answer 201 after 12 ms",
        { headers: 'etag: W/"1"; set-cookie: (hidden)', body: '{"name":"A"}' },
      ],
    ]);
  });

  it("tells that no answer came", async () => {
    const lost = new NoAnswer({ kind: "unreachable", reason: "connection reset", sent: true });
    expect(await traced(read, lost)).toEqual([
      ["Debug Request, attempt 1: GET accounts(1)", { headers: "", body: "(empty)" }],
      ["Debug Request, attempt 1: no answer after 12 ms: connection reset"],
    ]);
  });

  it("tells bytes and what is longer than 64 KB by their size", async () => {
    const [, [, long] = []] = (await traced(read, answer(200, "x".repeat(65_537)))) as unknown[][];
    expect(long).toMatchObject({ body: "(65537 bytes)" });
    const [, [, whole] = []] = (await traced(read, answer(200, "x".repeat(65_536)))) as unknown[][];
    expect(whole).toMatchObject({ body: "x".repeat(65_536) });
  });
});
