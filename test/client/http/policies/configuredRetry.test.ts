import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DataverseRequest } from "../../../../src/client/http/message.ts";
import { NoAnswer, type NoAnswerDetails, type Outcome } from "../../../../src/client/http/noAnswer.ts";
import {
  type ConfiguredRetry,
  configuredRetry,
} from "../../../../src/client/http/policies/configuredRetry.ts";
import { answer, create, read, refusal, update } from "../messages.ts";

const lost = (details: Partial<NoAnswerDetails> = {}) =>
  new NoAnswer({ kind: "unreachable", reason: "connection reset", sent: true, ...details });

const wait = (
  request: DataverseRequest,
  outcome: Outcome,
  { number = 1, ...settings }: Partial<ConfiguredRetry> & { readonly number?: number } = {},
) =>
  configuredRetry({ retryDelayMs: 0, exponentialBackoff: false, retryAllErrors: false, ...settings })({
    request,
    outcome,
    number,
    now: 0,
    random: 0.5,
  });

const rolledBack = refusal(500, { code: "0x80044150", message: "Generic SQL error." });

describe("the retries that a flow builder configures", () => {
  it.each<[string, DataverseRequest, Outcome, boolean]>([
    ["a service protection limit, also of a create", create, answer(429), true],
    ["an error of Dataverse, which rolled the create back", create, rolledBack, true],
    ["a create that never left", create, lost({ sent: false }), true],
    ["a create behind a gateway that failed", create, answer(503), false],
    ["a create after a 500 that is none of Dataverse's", create, answer(500, "<html>"), false],
    ["a create whose connection broke", create, lost(), false],
    ["a create that timed out", create, lost({ kind: "timeout" }), false],
    ["an update behind a gateway that failed", update, answer(502), true],
    ["an update whose connection broke", update, lost(), true],
    ["a read that timed out", read, lost({ kind: "timeout" }), true],
    ["any other 5xx", read, answer(599), true],
    ["a host that does not exist", read, lost({ sent: false, lasting: true }), false],
    ["a call that was stopped", read, lost({ kind: "aborted" }), false],
    ["a mistake", read, answer(400), false],
    ["a redirect", read, answer(302), false],
    ["a refused token", read, answer(401), false],
  ])("repeat after %s", (...[, request, outcome, expected]) => {
    expect(wait(request, outcome) !== undefined).toBe(expected);
  });

  it.each<[string, DataverseRequest, Outcome, boolean]>([
    ["a create whose connection broke", create, lost(), true],
    ["a create behind a gateway that failed", create, answer(504), true],
    ["a mistake", read, answer(400), true],
    ["a redirect", read, answer(302), true],
    ["a call that was stopped", read, lost({ kind: "aborted" }), false],
    ["a host that does not exist", read, lost({ lasting: true }), false],
    ["what was not modified", read, answer(304), false],
  ])("on all errors repeat after %s", (...[, request, outcome, expected]) => {
    expect(wait(request, outcome, { retryAllErrors: true }) !== undefined).toBe(expected);
  });

  it("wait as long as configured, or longer when the server asks for it", () => {
    const asking = answer(429, "", { "retry-after": "5" });
    expect(wait(read, lost(), { retryDelayMs: 700 })).toBe(700);
    expect(wait(read, lost())).toBe(0);
    expect(wait(read, asking, { retryDelayMs: 700 })).toBe(5_000);
    expect(wait(read, asking, { retryDelayMs: 9_000 })).toBe(9_000);
    expect(wait(read, answer(503, "", { "retry-after": "5" }))).toBe(5_000);
  });

  it("wait longer each time with exponential backoff, whatever the delay, with jitter and a limit", () => {
    const waits = [1, 2, 3, 6, 30].map((number) =>
      wait(read, lost(), { number, exponentialBackoff: true, retryDelayMs: 99_000 }),
    );
    expect(waits).toEqual([500, 1_000, 2_000, 15_000, 15_000]);
  });

  it("never come back before the time the server asked for", () => {
    const setting = fc.record({
      number: fc.integer({ min: 1, max: 100 }),
      exponentialBackoff: fc.boolean(),
      retryDelayMs: fc.nat(9_999),
    });
    fc.assert(
      fc.property(setting, fc.integer({ min: 1, max: 100 }), (settings, seconds) => {
        const outcome = answer(429, "", { "retry-after": String(seconds) });
        return (wait(create, outcome, settings) ?? -1) >= seconds * 1_000;
      }),
    );
  });
});
