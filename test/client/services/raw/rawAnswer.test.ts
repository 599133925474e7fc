import { describe, expect, it } from "vitest";
import type { HeaderMap } from "../../../../src/client/http/message.ts";
import { rawAnswer } from "../../../../src/client/services/raw/rawAnswer.ts";
import type { RawResponseType } from "../../../../src/client/services/raw/rawCall.ts";
import { answer, create, read } from "../../http/messages.ts";

const data = (body: string, responseType: RawResponseType = "json", headers: HeaderMap = {}) =>
  rawAnswer(read, answer(200, body, headers), { responseType, responseDetails: false }).data;

const jsonType = { "content-type": "application/json; odata.metadata=minimal" };

describe("the answer to a raw request", () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ["[]", []],
    ["null", null],
    ["\ufeff42", 42],
    ["", ""],
    [" \r\n", ""],
    ["<edmx/>", "<edmx/>"],
    ["{cut", "{cut"],
  ])("is read as JSON where it is JSON: %j", (body, expected) => {
    expect(data(body)).toEqual(expected);
  });

  it("is not taken for an answer when it calls itself JSON and was cut off", () => {
    expect(() => data('{"a":', "json", jsonType)).toThrow("it is cut off");
    expect(data("null", "json", jsonType)).toBeNull();
  });

  it("is not read at all as text, but for the byte order mark", () => {
    expect(data('\ufeff{"a":1} \n', "text", jsonType)).toBe('{"a":1} \n');
    expect(data("", "text")).toBe("");
  });

  it("is a file as bytes, with the type that the server names", () => {
    const settings = { responseType: "binary", responseDetails: false } as const;
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0, 255]);
    const response = { ...answer(200, "", { "content-type": "image/png" }), body: bytes };
    expect(rawAnswer(read, response, settings)).toEqual({ data: bytes, contentType: "image/png" });
    expect(rawAnswer(read, answer(200, "x"), settings)).toEqual({
      data: Buffer.from("x"),
      contentType: "application/octet-stream",
    });
  });

  it.each([
    ["json", ""],
    ["text", ""],
    ["binary", Buffer.alloc(0)],
  ] as const)("has status and headers beside the body when asked for: %s", (responseType, body) => {
    const headers = { "odata-entityid": "https://org.crm.dynamics.com/api/data/v9.2/accounts(1)" };
    const settings = { responseType, responseDetails: true };
    expect(rawAnswer(create, answer(204, "", headers), settings)).toEqual({
      data: { status: 204, headers, body },
    });
  });
});
