import { describe, expect, it } from "vitest";
import { DataverseError, invalidInput } from "../../../../src/client/errors.ts";
import { NoAnswer } from "../../../../src/client/http/noAnswer.ts";
import { raiseErrors } from "../../../../src/client/http/policies/raiseErrors.ts";
import { hurryingClock } from "../clocks.ts";
import { answer, read } from "../messages.ts";

const policy = raiseErrors({
  clock: hurryingClock(Date.parse("2026-05-01T12:00:00Z")),
  waitBudgetMs: 240_000,
});

describe("raising errors", () => {
  it.each([200, 201, 204, 206])("lets %d through as it is", async (status) => {
    const response = answer(status, "{}");
    expect(await policy(async () => response)(read)).toBe(response);
  });

  it.each([300, 302, 304, 400, 404, 429, 500, 503])("makes an error of %d", async (status) => {
    const failed = policy(async () => answer(status))(read);
    await expect(failed).rejects.toBeInstanceOf(DataverseError);
    await expect(failed).rejects.toMatchObject({ status });
  });

  it("makes an error of a missing answer, with nothing behind it", async () => {
    const lost = new NoAnswer({ kind: "unreachable", reason: "connection reset", sent: true });
    const error: unknown = await policy(() => Promise.reject(lost))(read).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DataverseError);
    expect(error).toMatchObject({ kind: "unreachable" });
    expect(error).not.toHaveProperty("cause");
  });

  it("reads the wait the server asks for by the clock", async () => {
    const headers = { "retry-after": "Fri, 01 May 2026 12:10:00 GMT" };
    await expect(policy(async () => answer(429, "", headers))(read)).rejects.toMatchObject({
      retryAfterMs: 600_000,
    });
  });

  it("leaves a status alone that the caller takes for an answer", async () => {
    const accepting = raiseErrors({ clock: hurryingClock(), accepted: [304] });
    const response = answer(304);
    expect(await accepting(async () => response)(read)).toBe(response);
    await expect(accepting(async () => answer(302))(read)).rejects.toMatchObject({ status: 302 });
  });

  it("throws other errors on", async () => {
    const refused = invalidInput("No.");
    await expect(policy(() => Promise.reject(refused))(read)).rejects.toBe(refused);
  });
});
