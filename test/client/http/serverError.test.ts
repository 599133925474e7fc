import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dataverseCode, readServerError } from "../../../src/client/http/serverError.ts";
import { answer } from "./messages.ts";

describe("a Dataverse code", () => {
  it.each([
    ["0x80040217", "0x80040217"],
    ["0x8006088F", "0x8006088f"],
    ["0X8004E023", "0x8004e023"],
    [" 0x80040217 ", "0x80040217"],
    ["8004E023", "0x8004e023"],
    ["-2147220969", "0x80040217"],
    ["2147746327", "0x80040217"],
    [-2147220969, "0x80040217"],
    [2147746327, "0x80040217"],
    ["0x1", "0x00000001"],
  ])("of %j is %s", (code, expected) => {
    expect(dataverseCode(code)).toBe(expected);
  });

  it.each([
    "",
    " ",
    "0x0",
    "0x00000000",
    "0",
    0,
    "0x",
    "0x123456789",
    "99999999999",
    1.5,
    Number.NaN,
    "Forbidden",
    null,
    undefined,
    {},
    [],
    true,
  ])("of %j is none", (code) => {
    expect(dataverseCode(code)).toBeUndefined();
  });

  it("is the same in every notation", () => {
    fc.assert(
      fc.property(fc.integer({ min: -0x80000000, max: -0x70000001 }), (signed) => {
        const hex = `0x${(signed >>> 0).toString(16)}`;
        const notations = [
          signed,
          String(signed),
          hex,
          hex.toUpperCase(),
          signed >>> 0,
          String(signed >>> 0),
          hex.slice(2),
        ];
        return notations.every((notation) => dataverseCode(notation) === hex);
      }),
    );
  });

  it("is none or eight lower-case hex digits, whatever the server writes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string(), fc.double()), (code) => {
        const read = dataverseCode(code);
        return read === undefined || /^0x[0-9a-f]{8}$/.test(read);
      }),
    );
  });
});

describe("the server's own words", () => {
  const said = (body: string, headers = {}) => readServerError(answer(400, body, headers));

  it.each([
    [
      '{"error":{"code":"0x80040217","message":"account With Id = 1 Does Not Exist"}}',
      "0x80040217",
      "account With Id = 1 Does Not Exist",
    ],
    ['\ufeff{"error":{"code":"","message":"Bad."}}', undefined, "Bad."],
    [
      '{"error":{"code":"0x0","message":"Bad.","innererror":{"message":"in","stacktrace":"at Crm"}}}',
      undefined,
      "Bad.",
    ],
    ['{"error":{"code":-2147220969,"message":{"lang":"en-US","value":"Bad."}}}', "0x80040217", "Bad."],
    ['{"odata.error":{"code":"","message":{"value":"Bad."}}}', undefined, "Bad."],
    ['{"error":"invalid_client","error_description":"Expired."}', undefined, "invalid_client"],
    ['{"Message":"No HTTP resource was found."}', undefined, "No HTTP resource was found."],
    ['{"message":"Bad."}', undefined, "Bad."],
    ['{"error":{"message":"  "}}', undefined, undefined],
    ['{"error":null}', undefined, undefined],
    ['{"error":[]}', undefined, undefined],
    ['"Bad."', undefined, "Bad."],
    ["null", undefined, undefined],
    ["42", undefined, undefined],
    ["[]", undefined, undefined],
    ["", undefined, undefined],
    ["  \r\n ", undefined, undefined],
    ["The service is unavailable.", undefined, "The service is unavailable."],
    ["<!DOCTYPE html><html><body>Runtime Error</body></html>", undefined, undefined],
    [" <html>", undefined, undefined],
    ['{"error":{"code":"0x80040217","mess', undefined, undefined],
    ["\u0000\u0001binary", undefined, undefined],
  ])("are read from %j", (body, code, message) => {
    const { requestId: _, ...rest } = said(body);
    expect(rest).toEqual({ code, message });
  });

  it("survive any body and any headers", () => {
    const body = fc.oneof(
      fc.uint8Array(),
      fc.json().map((text) => Buffer.from(text)),
      fc.anything().map((value) => Buffer.from(JSON.stringify({ error: value }) ?? "")),
    );
    fc.assert(
      fc.property(body, fc.dictionary(fc.constant("req_id"), fc.string()), (bytes, headers) => {
        const { message, requestId } = readServerError({ body: bytes, headers });
        return (
          (message === undefined || message.trim() !== "") &&
          (requestId === undefined || /^[\w.:-]+$/.test(requestId))
        );
      }),
    );
  });

  it("come with a request id, under whichever name there is one", () => {
    expect(said("", { req_id: "a", "x-ms-request-id": "c" }).requestId).toBe("a");
    expect(said("", { "x-ms-service-request-id": "b", "x-ms-request-id": "c" }).requestId).toBe("b");
    expect(said("", { "x-ms-request-id": "c" }).requestId).toBe("c");
    expect(said("", { req_id: "a b\u0000<script>" }).requestId).toBeUndefined();
    expect(said("").requestId).toBeUndefined();
  });
});

describe("what became of the records of a bulk message", () => {
  const ANNOTATION = "@Microsoft.PowerApps.CDS.ErrorDetails.Plugin.BulkApiErrorDetails";
  const statuses = (details: unknown) =>
    readServerError(answer(400, JSON.stringify({ error: { message: "x", [ANNOTATION]: details } })))
      .recordStatuses;
  const one = (index: unknown, status: unknown) => [{ RequestIndex: index, Id: "", StatusCode: status }];

  it("is read from JSON in a text, and from JSON as it is", () => {
    const details = [
      { RequestIndex: 0, Id: "6c84fb90-12c4-11e1-840d-7b25c5ee775a", StatusCode: 201 },
      { RequestIndex: "1", Id: "", StatusCode: "412" },
    ];
    const expected = [
      { index: 0, status: 201 },
      { index: 1, status: 412 },
    ];
    expect(statuses(details)).toEqual(expected);
    expect(statuses(JSON.stringify(details))).toEqual(expected);
  });

  it.each([
    undefined,
    null,
    "",
    "no JSON",
    "{}",
    [],
    "[]",
    5,
    [null],
    one(null, 201),
    one("", 201),
    one([], 201),
    one(true, 201),
    one(-1, 201),
    one(0.5, 201),
    one(0, null),
    one(0, ""),
    one(0, 0),
    one(0, "204 No Content"),
    [...one(0, 201), { RequestIndex: 1 }],
  ])("is not known from %j, rather than half known", (details) => {
    expect(statuses(details)).toBeUndefined();
  });

  it("is never a success that the server did not tell of", () => {
    const entry = fc.record({ RequestIndex: fc.jsonValue(), StatusCode: fc.jsonValue() });
    fc.assert(
      fc.property(fc.oneof(fc.array(entry), fc.jsonValue()), (details) => {
        const told = statuses(details) ?? [];
        return told.every(({ index, status }) => Number.isInteger(index) && index >= 0 && status >= 100);
      }),
    );
  });
});
