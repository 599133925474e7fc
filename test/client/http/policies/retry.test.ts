import { describe, expect, it } from "vitest";
import type { ThrottlingFault } from "../../../../src/client/http/lane.ts";
import type { DataverseRequest } from "../../../../src/client/http/message.ts";
import { NoAnswer, type NoAnswerDetails, type Outcome } from "../../../../src/client/http/noAnswer.ts";
import { type RetryOptions, retry } from "../../../../src/client/http/policies/retry.ts";
import {
  whenThrottled,
  whenUnanswered,
  whenUnavailable,
} from "../../../../src/client/http/policies/retryStrategies.ts";
import type { LogFields } from "../../../../src/client/log.ts";
import { hurryingClock, manualClock, settled } from "../clocks.ts";
import { answer, create, read, refusal, update } from "../messages.ts";

const lost = (details: Partial<NoAnswerDetails> = {}) =>
  new NoAnswer({ kind: "unreachable", reason: "connection reset", sent: true, ...details });

const setup = (script: readonly Outcome[], overrides: Partial<RetryOptions> = {}) => {
  const outcomes = [...script];
  const clock = hurryingClock(1_000);
  const attempts: (number | undefined)[] = [];
  const pauses: number[] = [];
  const warnings: [string, LogFields | undefined][] = [];
  const ignore = (): void => undefined;
  const send = retry({
    strategies: [whenThrottled, whenUnavailable, whenUnanswered],
    lane: { throttled: ({ until }) => pauses.push(until) },
    clock,
    random: () => 0.5,
    log: { debug: ignore, info: ignore, warn: (message, fields) => warnings.push([message, fields]) },
    waitBudgetMs: 240_000,
    ...overrides,
  })(async ({ attempt }) => {
    attempts.push(attempt);
    const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
    if (outcome === undefined || outcome instanceof NoAnswer) {
      throw outcome ?? new Error("The script is empty.");
    }
    return outcome;
  });
  const ended = (request: DataverseRequest) => send(request).catch((error: unknown) => error);
  return { ended, attempts, pauses, warnings, sleeps: clock.sleeps };
};

describe("retry", () => {
  it("leaves an answer alone that needs none", async () => {
    const { ended, attempts, sleeps, warnings } = setup([answer(204)]);
    expect(await ended(create)).toEqual(answer(204));
    expect([attempts, sleeps, warnings]).toEqual([[1], [], []]);
  });

  it("waits as long as the server asks, pauses the lane, says so, and tells of it with the answer", async () => {
    const limit = refusal(429, { code: "0x80072326", message: "x" }, { "retry-after": "18", req_id: "r-1" });
    const { ended, attempts, pauses, sleeps, warnings } = setup([limit, answer(204)]);
    expect(await ended(create)).toEqual({
      ...answer(204),
      earlierAttempts: [{ reason: "429", mayHaveWritten: false, waitedMs: 18_000 }],
    });
    expect(attempts).toEqual([1, 2]);
    expect(sleeps).toEqual([18_000]);
    expect(pauses).toEqual([19_000]);
    expect(warnings).toEqual([
      [
        "POST accounts: 429; trying again in 18 seconds.",
        {
          method: "POST",
          path: "accounts",
          reason: "429",
          attempt: 1,
          waitMs: 18_000,
          status: 429,
          code: "0x80072326",
          requestId: "r-1",
        },
      ],
    ]);
  });

  it("tells the lane which limit it was, since not every one pauses all", async () => {
    for (const code of ["0x80072321", "0x80072326", undefined]) {
      const faults: ThrottlingFault[] = [];
      const limit = refusal(429, { code, message: "x" }, { "retry-after": "2" });
      const { ended } = setup([limit, answer(204)], {
        lane: { throttled: (fault) => faults.push(fault) },
      });
      await ended(create);
      expect(faults).toEqual([{ code, until: 3_000 }]);
    }
  });

  it("does not pause the lane for anything but a service protection limit", async () => {
    const { ended, pauses } = setup([answer(503, "", { "retry-after": "1" }), lost(), answer(200)]);
    await ended(read);
    expect(pauses).toEqual([]);
  });

  it("repeats a write that converges, and remembers that an attempt may have written", async () => {
    const { ended, warnings } = setup([lost(), answer(502), lost({ sent: false }), answer(404)]);
    expect(await ended(update)).toMatchObject({
      status: 404,
      earlierAttempts: [
        { reason: "connection reset", mayHaveWritten: true, waitedMs: 500 },
        { reason: "502", mayHaveWritten: true, waitedMs: 1_000 },
        { reason: "connection reset", mayHaveWritten: false, waitedMs: 2_000 },
      ],
    });
    expect(warnings.map(([message]) => message)).toEqual([
      "PATCH accounts(…): connection reset; trying again in 500 milliseconds.",
      "PATCH accounts(…): 502; trying again in 1 second.",
      "PATCH accounts(…): connection reset; trying again in 2 seconds.",
    ]);
  });

  it("does not repeat a write that appends when it may have been carried out", async () => {
    for (const end of [answer(503), lost(), lost({ kind: "timeout" })]) {
      const { ended, attempts } = setup([end, answer(204)]);
      const outcome = await ended(create);
      expect(outcome instanceof NoAnswer ? outcome.details : outcome).toEqual(
        end instanceof NoAnswer ? end.details : end,
      );
      expect(attempts).toEqual([1]);
    }
  });

  it("does not begin a wait that exceeds the budget", async () => {
    const { ended, sleeps, pauses } = setup([answer(429, "", { "retry-after": "241" })]);
    expect(await ended(read)).toMatchObject({ status: 429, earlierAttempts: [] });
    expect([sleeps, pauses]).toEqual([[], []]);
  });

  it("adds up what it waited, and gives the last answer when the budget is used up", async () => {
    const { ended, sleeps } = setup([answer(429, "", { "retry-after": "100" })]);
    expect(await ended(read)).toMatchObject({
      status: 429,
      earlierAttempts: [{ waitedMs: 100_000 }, { waitedMs: 100_000 }],
    });
    expect(sleeps).toEqual([100_000, 100_000]);
  });

  it("counts the time that an answer was waited for in vain", async () => {
    const timeout = lost({ kind: "timeout", reason: "timed out", waitedMs: 120_000 });
    const { ended, attempts } = setup([timeout]);
    const error = await ended(read);
    expect(error).toBeInstanceOf(NoAnswer);
    expect(error).toMatchObject({
      details: timeout.details,
      earlierAttempts: [{ reason: "timed out", waitedMs: 500 }],
    });
    expect(attempts).toEqual([1, 2]);
  });

  it("gives up after 50 attempts, should the waits be next to nothing", async () => {
    const { ended, attempts } = setup([answer(503)], { random: () => 0 });
    expect(await ended(read)).toMatchObject({ status: 503 });
    expect(attempts.length).toBe(50);
  });

  it("sends no more often than it may", async () => {
    const { ended, attempts } = setup([answer(503)], { mostAttempts: 3 });
    expect(await ended(read)).toMatchObject({ status: 503, earlierAttempts: [{}, {}] });
    expect(attempts.length).toBe(3);
    const { ended: once, sleeps } = setup([answer(503)], { mostAttempts: 1 });
    expect(await once(read)).toMatchObject({ status: 503, earlierAttempts: [] });
    expect(sleeps).toEqual([]);
  });

  it("begins a wait that ends in time, and none that would end too late", async () => {
    const limit = answer(429, "", { "retry-after": "10" });
    const { ended, attempts, pauses, sleeps } = setup([limit], { endsBy: 26_000 });
    expect(await ended(read)).toMatchObject({ status: 429, earlierAttempts: [{}, {}] });
    expect([attempts.length, sleeps, pauses]).toEqual([3, [10_000, 10_000], [11_000, 21_000]]);
    const { ended: exactly, sleeps: taken } = setup([limit, answer(200)], { endsBy: 11_000 });
    expect(await exactly(read)).toMatchObject({ status: 200 });
    expect(taken).toEqual([10_000]);
  });

  it("sends once when the time is up already", async () => {
    const { ended, attempts } = setup([answer(503)], { endsBy: 0 });
    expect(await ended(read)).toMatchObject({ status: 503, earlierAttempts: [] });
    expect(attempts).toEqual([1]);
  });

  it("asks its strategies about a redirect too, and about no answer below 300", async () => {
    const strategies = [() => 5];
    const { ended, attempts } = setup([answer(302), answer(299)], { strategies });
    expect(await ended(read)).toMatchObject({ status: 299 });
    expect(attempts.length).toBe(2);
  });

  it("ends at once when it is stopped while it waits, and sends nothing more", async () => {
    const clock = manualClock();
    const caller = new AbortController();
    const { ended, attempts } = setup([answer(503)], { clock, signal: caller.signal });
    const end = ended(update);
    await settled();
    caller.abort();
    expect(await end).toMatchObject({
      details: { kind: "aborted", sent: false },
      earlierAttempts: [{ reason: "503", mayHaveWritten: true }],
    });
    expect(attempts).toEqual([1]);
  });

  it("throws on what is no missing answer", async () => {
    const broken = new TypeError("broken");
    const send = retry({
      strategies: [],
      lane: { throttled: () => undefined },
      clock: hurryingClock(),
      random: Math.random,
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
      waitBudgetMs: 1,
    })(() => Promise.reject(broken));
    await expect(send(read)).rejects.toBe(broken);
  });
});
