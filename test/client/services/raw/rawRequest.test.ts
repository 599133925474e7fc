import { describe, expect, it } from "vitest";
import type { RawCall } from "../../../../src/client/services/raw/rawCall.ts";
import { rawRequest } from "../../../../src/client/services/raw/rawRequest.ts";

const serviceRoot = "https://org.crm.dynamics.com/api/data/v9.2/";
const json = { content: '{"name":"A"}', contentType: "application/json" };

const request = (call: Partial<RawCall>) =>
  rawRequest(
    {
      method: "POST",
      url: "accounts",
      pathsFrom: "serviceRoot",
      queryParameters: [],
      headers: {},
      data: undefined,
      formData: [],
      fileData: [],
      fileNames: new Map(),
      ...call,
    },
    serviceRoot,
    "form-1",
  );

describe("a raw request", () => {
  it("is sent as it was described", () => {
    expect(
      request({
        url: "accounts?$select=name",
        data: json,
        headers: { Prefer: "return=representation" },
        queryParameters: [["x", "1"]],
      }),
    ).toEqual({
      operation: "Carry out POST accounts?$select&x",
      method: "POST",
      path: `${serviceRoot}accounts?$select=name&x=1`,
      repeat: "appends",
      headers: { Prefer: "return=representation", "Content-Type": "application/json" },
      body: '{"name":"A"}',
    });
  });

  it("is called by its whole path outside of the Web API, where the same name means something else", () => {
    expect(request({ pathsFrom: "origin" }).operation).toBe("Carry out POST /accounts");
    expect(request({ pathsFrom: "origin", url: "/api/data/v9.2/accounts" }).operation).toBe(
      "Carry out POST accounts",
    );
  });

  it.each([
    ["GET", "read"],
    ["HEAD", "read"],
    ["OPTIONS", "read"],
    ["PUT", "converges"],
    ["PATCH", "converges"],
    ["DELETE", "converges"],
    ["POST", "appends"],
  ] as const)("says by its method %s what repeating it can do: %s", (method, repeat) => {
    expect(request({ method }).repeat).toBe(repeat);
  });

  it("keeps the content type of the user, whatever its case", () => {
    const headers = { "content-TYPE": "application/merge-patch+json" };
    expect(request({ data: json, headers }).headers).toEqual(headers);
  });

  it("has the form's own content type with a form, as only that names the boundary", () => {
    const headers = { "content-type": "multipart/form-data", Accept: "*/*" };
    expect(request({ formData: [["a", "b"]], headers }).headers).toEqual({
      Accept: "*/*",
      "Content-Type": "multipart/form-data; boundary=form-1",
    });
  });

  it("names a file as its entry of file names says, else by its own name", () => {
    const fileData = [
      ["a", json],
      ["b", json],
    ] as const;
    const body = Buffer.from(
      request({ fileData, fileNames: new Map([["a", "a.json"]]) }).body ?? "",
    ).toString();
    expect(body).toContain('name="a"; filename="a.json"\r\nContent-Type: application/json\r\n');
    expect(body).toContain('name="b"; filename="b"\r\n');
  });

  it.each<[string, Partial<RawCall>, string]>([
    [
      "a body and a form",
      { data: json, formData: [["a", "b"]] },
      "Data cannot be combined with Form Data or File Data, because a request has one body. Leave Data empty, or leave the other two empty.",
    ],
    [
      "a body of a GET",
      { method: "GET", data: json },
      "Method is GET, which sends no Data. Choose POST, PATCH or PUT to write, or leave Data empty to read.",
    ],
    [
      "a form of a HEAD",
      { method: "HEAD", fileData: [["a", json]] },
      "Method is HEAD, which sends no form. Choose POST, PATCH or PUT to write, or leave Form Data and File Data empty to read.",
    ],
    [
      "a file name without a file",
      { fileData: [["a", json]], fileNames: new Map([["b", "x"]]) },
      'File Data File Names has an entry "b", but File Data has none of that name. Write both names alike.',
    ],
    [
      "a form that is called something else",
      { formData: [["a", "b"]], headers: { "Content-Type": "application/json" } },
      'Header names the Content-Type "application/json", but Form Data and File Data are sent as multipart/form-data. Remove that entry, or send the content as Data.',
    ],
  ])("refuses %s", (_, call, message) => {
    expect(() => request(call)).toThrow(message);
  });

  it("may delete with a body", () => {
    expect(request({ method: "DELETE", data: json }).body).toBe(json.content);
  });
});
