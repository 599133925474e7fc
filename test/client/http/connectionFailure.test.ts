import { describe, expect, it } from "vitest";
import { connectionFailure } from "../../../src/client/http/connectionFailure.ts";

const named = (code: unknown, connected: boolean) =>
  connectionFailure({ code, message: "secret" }, connected).details;

describe("a failure on the wire", () => {
  it.each([
    ["ECONNREFUSED", "connection refused", false, false],
    ["ENOTFOUND", "host not found", false, true],
    ["EAI_AGAIN", "host name lookup failed", false, false],
    ["EHOSTUNREACH", "host unreachable", false, false],
    ["CERT_HAS_EXPIRED", "certificate not accepted", false, true],
    ["EPROTO", "no secure connection possible", false, true],
    ["ECONNRESET", "connection reset", true, false],
    ["EPIPE", "connection closed", true, false],
    ["ERR_BAD_RESPONSE", "answer was cut off", true, false],
    ["Z_DATA_ERROR", "answer was damaged", true, false],
  ])("with the code %s is called %s, and the code alone tells what became of the request", (...failure) => {
    const [code, reason, sent, lasting] = failure;
    for (const connected of [true, false]) {
      expect(named(code, connected)).toEqual({ kind: "unreachable", reason, sent, lasting });
    }
  });

  it.each(["ETIMEDOUT", "EWHATEVER", undefined, 42, "Bearer secret"])(
    "with the code %s may have arrived only when a connection stood",
    (code) => {
      expect([named(code, true).sent, named(code, false).sent]).toEqual([true, false]);
    },
  );

  it("quotes an unknown code, and nothing that only stands where a code should", () => {
    expect(named("EWHATEVER", true).reason).toBe("connection failed: EWHATEVER");
    expect(named("Bearer secret", true).reason).toBe("connection failed");
    expect(connectionFailure("secret", true).details.reason).toBe("connection failed");
    expect(connectionFailure(null, true).details.reason).toBe("connection failed");
  });
});
