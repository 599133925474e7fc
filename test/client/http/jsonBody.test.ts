import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonBody, jsonObject } from "../../../src/client/http/jsonBody.ts";
import type { DataverseRequest } from "../../../src/client/http/message.ts";
import { answer, create, read, update } from "./messages.ts";

const failure = (request: DataverseRequest, body: string): unknown => {
  try {
    return jsonObject(request, answer(201, body, { req_id: "r-1" }));
  } catch (error) {
    return error;
  }
};

describe("the JSON of an answer", () => {
  it("is any JSON, also after a byte order mark", () => {
    expect(jsonBody(read, answer(200, '\ufeff{"value":[1]}'))).toEqual({ value: [1] });
    expect(jsonBody(read, answer(200, "\ufeff42"))).toBe(42);
    expect(jsonBody(read, answer(200, "null"))).toBeNull();
  });

  it("comes back as it was written", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(jsonBody(read, answer(200, JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["<!DOCTYPE html>", "a web page, not JSON"],
    ['{"value":[{"name":"Con', "cut off"],
    ["Hello", "not JSON"],
    ["[]", "JSON, but no object"],
    ["null", "JSON, but no object"],
    ['"text"', "JSON, but no object"],
  ])("is not %j: the error says so without quoting it", (body, found) => {
    expect(failure(read, body)).toMatchObject({
      kind: "unexpectedAnswer",
      operation: "Read the record accounts(1)",
      status: 201,
      requestId: "r-1",
      mayHaveWritten: false,
      message: `Could not read the answer to "Read the record accounts(1)": it is ${found}. Run it again, and check the Web API URL of the connection if it stays. (HTTP 201, request id r-1)`,
    });
  });

  it.each([create, update])("is missing after a write: the change was made all the same", (request) => {
    expect(failure(request, "")).toMatchObject({
      mayHaveWritten: true,
      message: `Could not read the answer to "${request.operation}": it is empty. The change itself was accepted: check in Dataverse before you run it again. (HTTP 201, request id r-1)`,
    });
  });
});
