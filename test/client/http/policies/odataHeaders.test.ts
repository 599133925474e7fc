import { describe, expect, it } from "vitest";
import type { DataverseRequest, HeaderMap } from "../../../../src/client/http/message.ts";
import { odataHeaders } from "../../../../src/client/http/policies/odataHeaders.ts";
import { answer, create, read } from "../messages.ts";

const sentHeaders = async (request: DataverseRequest): Promise<HeaderMap | undefined> => {
  let headers: HeaderMap | undefined;
  await odataHeaders(() => "id-1")(async (sent) => {
    headers = sent.headers;
    return answer(204);
  })(request);
  return headers;
};

const always = {
  Accept: "application/json",
  "Accept-Encoding": "gzip",
  "OData-MaxVersion": "4.0",
  "OData-Version": "4.0",
  "If-None-Match": "null",
  "User-Agent": "ms-dynamics-connector",
  "x-ms-client-request-id": "id-1",
};

describe("the headers of every request", () => {
  it("are those that Microsoft asks for, and a content type where there is content", async () => {
    expect(await sentHeaders(read)).toEqual(always);
    expect(await sentHeaders(create)).toEqual({ ...always, "Content-Type": "application/json" });
    expect(await sentHeaders({ ...create, body: "" })).toHaveProperty("Content-Type");
  });

  it("give way to the request's own, whatever their case", async () => {
    const own = {
      "if-none-match": "*",
      "CONTENT-TYPE": "multipart/mixed;boundary=b",
      accept: "*/*",
      Prefer: "a",
    };
    const { Accept: _1, "If-None-Match": _2, ...rest } = always;
    expect(await sentHeaders({ ...create, headers: own })).toEqual({ ...rest, ...own });
  });

  it("have a new id for every attempt", async () => {
    const ids: unknown[] = [];
    const fresh = ["id-1", "id-2"];
    const send = odataHeaders(() => fresh.shift() ?? "")(async ({ headers }) => {
      ids.push(headers?.["x-ms-client-request-id"]);
      return answer(204);
    });
    await send(read);
    await send(read);
    expect(ids).toEqual(["id-1", "id-2"]);
  });

  it.each([
    [
      { "MSCRM.SolutionUniqueName": "a\r\nX-Evil: 1" },
      "The value of the header MSCRM.SolutionUniqueName holds a character that HTTP does not allow, such as a line break.",
    ],
    [
      { Prefer: "a\u0000" },
      "The value of the header Prefer holds a character that HTTP does not allow, such as a line break.",
    ],
    [{ "a b": "x" }, "The name of a header holds a character that HTTP does not allow."],
    [{ "": "x" }, "The name of a header holds a character that HTTP does not allow."],
    [{ "accept-encoding": "br" }, "The header accept-encoding is set by the connector: leave it out."],
    [{ HOST: "evil.example" }, "The header HOST is set by the connector: leave it out."],
    [{ "Content-Length": "1" }, "The header Content-Length is set by the connector: leave it out."],
    [
      { "transfer-encoding": "chunked" },
      "The header transfer-encoding is set by the connector: leave it out.",
    ],
  ])(
    "are refused before anything is sent: %j",
    async (headers: Readonly<Record<string, string>>, message) => {
      await expect(sentHeaders({ ...read, headers })).rejects.toMatchObject({
        kind: "invalidInput",
        message,
      });
    },
  );
});
