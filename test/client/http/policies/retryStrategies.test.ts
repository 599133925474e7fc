import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DataverseRequest } from "../../../../src/client/http/message.ts";
import { NoAnswer, type NoAnswerDetails, type Outcome } from "../../../../src/client/http/noAnswer.ts";
import {
  type RetryStrategy,
  whenThrottled,
  whenUnanswered,
  whenUnavailable,
} from "../../../../src/client/http/policies/retryStrategies.ts";
import { answer, create, read, remove, update } from "../messages.ts";

const lost = (details: Partial<NoAnswerDetails> = {}) =>
  new NoAnswer({ kind: "unreachable", reason: "connection reset", sent: true, ...details });

const nth = (number: number, strategy: RetryStrategy) => (request: DataverseRequest, outcome: Outcome) =>
  strategy({ request, outcome, number, now: Date.parse("2026-05-01T12:00:00Z"), random: 0.5 });

const wait = (strategy: RetryStrategy, request: DataverseRequest, outcome: Outcome) =>
  nth(1, strategy)(request, outcome);

const strategies = [whenThrottled, whenUnavailable, whenUnanswered];

describe("a service protection limit", () => {
  it.each([read, update, create, remove])("is waited out by every kind of request", (request) => {
    expect(wait(whenThrottled, request, answer(429, "", { "retry-after": "18" }))).toBe(18_000);
    expect(
      wait(whenThrottled, request, answer(429, "", { "retry-after": "Fri, 01 May 2026 12:00:18 GMT" })),
    ).toBe(18_000);
  });

  it.each([
    {},
    { "retry-after": "0" },
    { "retry-after": "Fri, 01 May 2026 11:00:00 GMT" },
    { "retry-after": "soon" },
  ])("without a usable Retry-After (%j) is waited out longer each time", (headers) => {
    const waits = [1, 2, 3, 6, 40].map((number) =>
      nth(number, whenThrottled)(create, answer(429, "", headers)),
    );
    expect(waits).toEqual([500, 1_000, 2_000, 15_000, 15_000]);
  });
});

describe("a gateway's answer", () => {
  it.each([502, 503, 504])("%d is repeated where repeating cannot write twice", (status) => {
    expect([read, update, remove].map((request) => wait(whenUnavailable, request, answer(status)))).toEqual([
      500, 500, 500,
    ]);
    expect(wait(whenUnavailable, create, answer(status))).toBeUndefined();
    expect(wait(whenUnavailable, create, answer(status, "", { "retry-after": "1" }))).toBeUndefined();
  });

  it("503 with Retry-After is repeated after that time", () => {
    expect(wait(whenUnavailable, read, answer(503, "", { "retry-after": "7" }))).toBe(7_000);
  });
});

describe("a missing answer", () => {
  it("is repeated where repeating cannot write twice, and where the request did not leave", () => {
    expect([read, update, remove].map((request) => wait(whenUnanswered, request, lost()))).toEqual([
      500, 500, 500,
    ]);
    expect(wait(whenUnanswered, create, lost())).toBeUndefined();
    expect(wait(whenUnanswered, create, lost({ sent: false }))).toBe(500);
    expect(wait(whenUnanswered, create, lost({ kind: "timeout" }))).toBeUndefined();
  });

  it("is not repeated when the caller stopped the call, or when repeating is no use", () => {
    expect(wait(whenUnanswered, read, lost({ kind: "aborted" }))).toBeUndefined();
    expect(wait(whenUnanswered, read, lost({ lasting: true, sent: false }))).toBeUndefined();
  });
});

describe("every strategy", () => {
  it.each([200, 204, 304, 400, 401, 403, 404, 408, 412, 413, 500, 501])(
    "leaves the status %d alone",
    (status) => {
      expect(strategies.map((strategy) => wait(strategy, read, answer(status)))).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    },
  );

  it("never repeats a request that appends after an attempt that may have written", () => {
    const outcome = fc.oneof(
      fc
        .integer({ min: 200, max: 599 })
        .filter((status) => status !== 429)
        .map((status) => answer(status)),
      fc
        .constantFrom<NoAnswerDetails["kind"]>("timeout", "unreachable", "aborted")
        .map((kind) => lost({ kind })),
    );
    fc.assert(
      fc.property(outcome, fc.integer({ min: 1, max: 60 }), (end, number) =>
        strategies.every((strategy) => nth(number, strategy)(create, end) === undefined),
      ),
    );
  });

  it("answers with a wait of 0 to 30 seconds where the server does not ask for one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (number, random) => {
          const attempt = { request: read, outcome: answer(503), number, now: 0, random };
          const ms = whenUnavailable(attempt) ?? -1;
          return Number.isInteger(ms) && ms >= 0 && ms <= Math.min(30_000, 1_000 * 2 ** (number - 1));
        },
      ),
    );
  });
});
