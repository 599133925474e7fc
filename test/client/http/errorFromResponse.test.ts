import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dataverseCodes } from "../../../src/client/http/dataverseCodes.ts";
import { errorFromNoAnswer } from "../../../src/client/http/errorFromNoAnswer.ts";
import { errorFromResponse } from "../../../src/client/http/errorFromResponse.ts";
import type { DataverseRequest, DataverseResponse } from "../../../src/client/http/message.ts";
import { NoAnswer, type NoAnswerDetails } from "../../../src/client/http/noAnswer.ts";
import { answer, create, read, refusal, remove, update } from "./messages.ts";

const raised = (request: DataverseRequest, response: DataverseResponse) =>
  errorFromResponse(request, response, { now: 0, waitBudgetMs: 240_000 });

const unknownOutcome =
  "It is not known whether it was carried out: check in Dataverse before you run it again.";

describe("an error of a call that retries as its user says", () => {
  const limit = refusal(429, { code: "0x80072322", message: "Too many." }, { "retry-after": "18" });

  it("names the wait that Dataverse asks for, and no budget", () => {
    expect(errorFromResponse(read, limit, { now: 0 }).message).toBe(
      "Could not read the record accounts(1): Dataverse is limiting the requests of this user and asks to wait 18 seconds. Dataverse says: Too many. Run it again later, with fewer requests at a time. (HTTP 429, Dataverse code 0x80072322)",
    );
  });
});

describe("not modified", () => {
  it("is a condition that was not met", () => {
    expect(raised(read, answer(304)).message).toBe(
      "Could not read the record accounts(1): nothing was changed since the version that If-None-Match names. (HTTP 304)",
    );
  });
});

describe("the kind of an error", () => {
  it.each([
    [302, "unexpectedAnswer"],
    [304, "conflict"],
    [400, "badRequest"],
    [401, "unauthorized"],
    [403, "forbidden"],
    [404, "notFound"],
    [405, "notSupported"],
    [409, "conflict"],
    [412, "conflict"],
    [413, "tooLarge"],
    [414, "tooLarge"],
    [418, "badRequest"],
    [429, "throttled"],
    [431, "tooLarge"],
    [500, "serverError"],
    [501, "notSupported"],
    [502, "serverError"],
    [503, "serverError"],
    [504, "serverError"],
    [599, "serverError"],
  ])("goes by the status %d where there is no code", (status, kind) => {
    expect(raised(read, answer(status))).toMatchObject({ kind, status });
  });

  it.each([412, 500])("goes by the code where the status varies: duplicate detection with %d", (status) => {
    expect(
      raised(create, refusal(status, { code: "0x80040333", message: "A duplicate exists" })),
    ).toMatchObject({
      kind: "duplicate",
      code: "0x80040333",
      mayHaveWritten: false,
    });
  });

  it.each([
    ["0x80060882", 412, "conflict"],
    ["0x80060892", 412, "duplicate"],
    ["0x80040237", 412, "duplicate"],
    ["-2147088241", 400, "badRequest"],
    ["0x80040227", 405, "conflict"],
    ["0x8004A110", 403, "forbidden"],
    ["0x80040217", 401, "unauthorized"],
    ["0x80072326", 429, "throttled"],
    ["0x80040265", 500, "badRequest"],
  ])("of the code %s with status %d is %s", (code, status, kind) => {
    expect(raised(read, refusal(status, { code, message: "x" })).kind).toBe(kind);
  });

  it("has a table whose keys are written as codes are compared", () => {
    expect([...dataverseCodes.keys()].filter((code) => !/^0x[0-9a-f]{8}$/.test(code))).toEqual([]);
  });
});

describe("the sentence of an error", () => {
  it("says what failed, what the server says, and the numbers to quote", () => {
    const response = refusal(
      404,
      { code: "0x80040217", message: "account With Id = 1 Does Not Exist" },
      { "x-ms-service-request-id": "4fb0-1" },
    );
    expect(raised(update, response)).toMatchObject({
      kind: "notFound",
      operation: "Update the record accounts(1)",
      status: 404,
      code: "0x80040217",
      serverMessage: "account With Id = 1 Does Not Exist",
      requestId: "4fb0-1",
      retryAfterMs: undefined,
      mayHaveWritten: false,
      message:
        "Could not update the record accounts(1): a record or a table that it names does not exist. Dataverse says: account With Id = 1 Does Not Exist. (HTTP 404, Dataverse code 0x80040217, request id 4fb0-1)",
    });
  });

  it("says what to do where that is known", () => {
    expect(
      raised(
        read,
        refusal(404, { code: "0x8006088a", message: "Resource not found for the segment 'Account'." }),
      ).message,
    ).toBe(
      "Could not read the record accounts(1): a record or a table that it names does not exist. Dataverse says: Resource not found for the segment 'Account'. Check the table: the Web API takes the entity set name, such as accounts, exactly as written in Dataverse. (HTTP 404, Dataverse code 0x8006088a)",
    );
    expect(raised(read, answer(401)).message).toBe(
      "Could not read the record accounts(1): Dataverse did not accept the access token. Reconnect the connection, and check that its Web API URL, scopes and token URL belong to the same environment. (HTTP 401)",
    );
  });

  it("leaves out what Dataverse wraps around the reason for refusing a body, but keeps the whole in serverMessage", () => {
    const message =
      "Error identified in Payload provided by the user for Entity :'accounts', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : Microsoft.OData.ODataException: Cannot convert the literal 'x' to the expected type 'Edm.Int32'. ";
    const error = raised(create, refusal(400, { code: "0x80048d19", message }));
    expect(error.message).toContain(
      "Dataverse says: Cannot convert the literal 'x' to the expected type 'Edm.Int32'. Check the names",
    );
    expect(error.serverMessage).toBe(message);
  });

  it("keeps the way out of a refused token although an earlier attempt may have written", () => {
    const earlierAttempts = [{ reason: "connection reset", mayHaveWritten: true, waitedMs: 700 }];
    const { message } = raised(create, { ...answer(401), earlierAttempts });
    expect(message).toContain("Reconnect the connection");
    expect(message).toContain("It is not known whether it was carried out");
  });

  it("names the host of a redirect and nothing else of it", () => {
    const location = "https://login.example.com/oauth2?secret=1";
    expect(raised(read, answer(302, "<html>Object moved</html>", { location })).message).toBe(
      "Could not read the record accounts(1): the request was redirected to login.example.com, which was not followed. Check the Web API URL of the connection. (HTTP 302)",
    );
    expect(raised(read, answer(302, "", { location: "/login" })).message).toContain(
      "redirected to another address,",
    );
  });

  it("names the wait that was too long, and the budget", () => {
    const response = refusal(
      429,
      {
        code: "0x80072322",
        message: "Number of requests exceeded the limit of 6000 over time window of 300 seconds.",
      },
      { "retry-after": "300" },
    );
    const error = raised(create, response);
    expect(error).toMatchObject({ kind: "throttled", retryAfterMs: 300_000, mayHaveWritten: false });
    expect(error.message).toBe(
      "Could not create a record in accounts: Dataverse is limiting the requests of this user and asks to wait 5 minutes, more than is left of the wait budget of 4 minutes. Dataverse says: Number of requests exceeded the limit of 6000 over time window of 300 seconds. Run it again later, with fewer requests at a time. (HTTP 429, Dataverse code 0x80072322)",
    );
  });

  it("shortens a long message of the server on its way to the reader, and keeps it whole beside", () => {
    const long = `${"x".repeat(900)}\r\n${"y".repeat(5_000)}`;
    const error = raised(read, refusal(400, { code: "", message: long }));
    expect(error.serverMessage).toBe(long);
    expect(error.message).toBe(
      `Could not read the record accounts(1): Dataverse refused what was sent. Dataverse says: ${"x".repeat(900)} ${"y".repeat(99)}… (HTTP 400)`,
    );
  });

  it("never shows a stack trace or markup", () => {
    const body = {
      error: { code: "0x80040265", message: "Stop.", innererror: { stacktrace: "at Microsoft.Crm" } },
    };
    const errors = [
      raised(read, answer(500, JSON.stringify(body))),
      raised(read, answer(502, "<html><h1>Bad Gateway")),
    ];
    expect(errors.map(({ message }) => message)).toEqual([
      "Could not read the record accounts(1): Dataverse refused what was sent. Dataverse says: Stop. A plug-in or a workflow of this environment stopped the operation: its owner can tell why. (HTTP 500, Dataverse code 0x80040265)",
      "Could not read the record accounts(1): Dataverse failed. Run it again later. (HTTP 502)",
    ]);
  });

  it("is one line that names the operation, whatever the server answers", () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, body) => {
        const { message } = raised(read, answer(status, body));
        return (
          message.startsWith("Could not read the record accounts(1): ") &&
          !/[\r\n]/.test(message) &&
          message.length < 2_000
        );
      }),
    );
  });
});

describe("a write that failed", () => {
  it.each([
    [502, ""],
    [503, ""],
    [504, "<html>"],
    [500, ""],
    [520, "<html>"],
  ])("with status %d and the body %j may have been carried out", (status, body) => {
    const error = raised(create, answer(status, body));
    expect(error.mayHaveWritten).toBe(true);
    expect(error.message).toContain(unknownOutcome);
    expect(raised(read, answer(status, body)).mayHaveWritten).toBe(false);
  });

  it.each([400, 401, 403, 404, 412, 429, 500, 501])(
    "with Dataverse's own error %d was rolled back",
    (status) => {
      expect(raised(create, refusal(status, { code: "", message: "No." })).mayHaveWritten).toBe(false);
    },
  );

  it("may have been carried out by an attempt before the one that was answered", () => {
    const earlierAttempts = [{ reason: "connection reset", mayHaveWritten: true, waitedMs: 700 }];
    const error = raised(remove, {
      ...refusal(404, { code: "0x80040217", message: "Gone" }),
      earlierAttempts,
    });
    expect(error).toMatchObject({ kind: "notFound", mayHaveWritten: true });
    expect(error.message).toBe(
      `Could not delete the record accounts(1): a record or a table that it names does not exist (tried 2 times). Dataverse says: Gone. ${unknownOutcome} (HTTP 404, Dataverse code 0x80040217)`,
    );
  });
});

describe("a missing answer", () => {
  const lost = (request: DataverseRequest, details: NoAnswerDetails, tries = 1) =>
    errorFromNoAnswer(
      request,
      new NoAnswer(
        details,
        Array.from({ length: tries - 1 }, () => ({ reason: "503", mayHaveWritten: false, waitedMs: 1 })),
      ),
    );

  it("is told with the reason and the tries", () => {
    const refused = { kind: "unreachable", reason: "connection refused", sent: false } as const;
    expect(lost(create, refused, 4)).toMatchObject({
      kind: "unreachable",
      status: undefined,
      mayHaveWritten: false,
      message:
        "Could not create a record in accounts: Dataverse was not reached (connection refused, tried 4 times). Check the Web API URL of the connection, and that the environment is running.",
    });
  });

  it("leaves open whether a write was carried out when the request may have arrived", () => {
    const reset = { kind: "unreachable", reason: "connection reset", sent: true } as const;
    expect(lost(create, reset)).toMatchObject({
      mayHaveWritten: true,
      message: `Could not create a record in accounts: the connection to Dataverse broke (connection reset). ${unknownOutcome}`,
    });
    expect(lost(read, reset)).toMatchObject({
      mayHaveWritten: false,
      message: "Could not read the record accounts(1): the connection to Dataverse broke (connection reset).",
    });
  });

  it("names the time that was waited", () => {
    const timeout = { kind: "timeout", reason: "timed out", sent: true, waitedMs: 120_000 } as const;
    expect(lost(update, timeout)).toMatchObject({
      kind: "timeout",
      message: `Could not update the record accounts(1): no answer came within 2 minutes. ${unknownOutcome}`,
    });
  });

  it("of a call that was stopped says just that", () => {
    const aborted = { kind: "aborted", reason: "aborted", sent: false } as const;
    expect(lost(read, aborted, 3)).toMatchObject({
      kind: "aborted",
      message: "Could not read the record accounts(1): the call was stopped before an answer came.",
    });
  });
});
