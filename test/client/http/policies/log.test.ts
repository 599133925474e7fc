import { describe, expect, it } from "vitest";
import type { DataverseRequest, DataverseResponse } from "../../../../src/client/http/message.ts";
import { NoAnswer } from "../../../../src/client/http/noAnswer.ts";
import { log } from "../../../../src/client/http/policies/log.ts";
import type { LogFields } from "../../../../src/client/log.ts";
import { hurryingClock } from "../clocks.ts";
import { answer, create, read } from "../messages.ts";

const logged = async (request: DataverseRequest, outcome: DataverseResponse | NoAnswer, debug = false) => {
  const lines: [string, LogFields | undefined][] = [];
  const clock = hurryingClock();
  const note = (message: string, fields?: LogFields): void => {
    lines.push([message, fields]);
  };
  const send = log({ log: { debug: note, info: note, warn: note }, clock, debug })(async () => {
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

const search = {
  ...read,
  path: "accounts(accountnumber='A-1')?$select=name&$filter=name eq 'Contoso'",
  attempt: 2,
};

describe("the log", () => {
  it("has one line per attempt, with nothing of the data", async () => {
    const response = answer(200, '{"name":"Contoso"}', { req_id: "r-1" });
    expect(await logged(search, response)).toEqual([
      [
        "GET accounts(accountnumber='…')?$select&$filter: 200",
        {
          method: "GET",
          path: "accounts(accountnumber='…')?$select&$filter",
          attempt: 2,
          ms: 12,
          status: 200,
          requestId: "r-1",
        },
      ],
    ]);
  });

  it("has a line for a missing answer too, with the id that was sent along", async () => {
    const lost = new NoAnswer({ kind: "unreachable", reason: "connection reset", sent: true });
    const request = { ...create, attempt: 1, headers: { "x-ms-client-request-id": "c-1" } };
    expect(await logged(request, lost)).toEqual([
      [
        "POST accounts: connection reset",
        {
          method: "POST",
          path: "accounts",
          attempt: 1,
          ms: 12,
          reason: "connection reset",
          requestId: "c-1",
        },
      ],
    ]);
  });

  it("shows headers and short bodies when asked, without their secrets", async () => {
    const request = { ...create, body: '{"authvalue":"s3cret"}', headers: { Prefer: "a", "X-Key": "k" } };
    const response = answer(201, '{"password":"s3cret"}', { etag: 'W/"1"', "set-cookie": "s3cret" });
    const [[, fields] = []] = await logged(request, response, true);
    expect(fields).toMatchObject({
      requestHeaders: "Prefer: a",
      requestBody: '{"authvalue":"(hidden)"}',
      responseHeaders: 'etag: W/"1"',
      responseBody: '{"password":"(hidden)"}',
    });
  });

  it("shows a body of over 10 KB by its size", async () => {
    const [[, fields] = []] = await logged(read, answer(200, "x".repeat(20_000)), true);
    expect(fields?.["responseBody"]).toBe("(20000 bytes)");
  });
});
