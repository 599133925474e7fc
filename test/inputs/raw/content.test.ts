import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentOf } from "../../../src/inputs/raw/content.ts";
import { data } from "../../../src/inputs/raw/data.ts";
import { fileData } from "../../../src/inputs/raw/fileData.ts";

const json = "application/json";
const text = "text/plain; charset=utf-8";
const bytes = "application/octet-stream";
const sent = (value: unknown) => {
  const content = contentOf("Data", value);
  return content === undefined ? undefined : [content.content, content.contentType];
};

describe("Data", () => {
  it.each([[undefined], [null], [""], ["  \n"]])("is nothing when it is blank: %j", (value) => {
    expect(data.clean(value)).toBeUndefined();
  });

  it.each([
    ['{"a":1}', ['{"a":1}', json]],
    [" [1,2]\n", [" [1,2]\n", json]],
    ['"text"', ['"text"', json]],
    ["12", ["12", json]],
    ["true", ["true", json]],
    ['{"a":}', ['{"a":}', json]],
    ["name=Contoso", ["name=Contoso", text]],
    ["--batch_1\r\n", ["--batch_1\r\n", text]],
    [{ a: [1, null] }, ['{"a":[1,null]}', json]],
    [[], ["[]", json]],
    [[{ a: 1 }], ['[{"a":1}]', json]],
    [5, ["5", json]],
    [false, ["false", json]],
    [{ data: { a: 1 }, contentType: json }, ['{"a":1}', json]],
    [{ data: "<a/>", contentType: "text/xml" }, ["<a/>", "text/xml"]],
    [{ data: "", contentType: "text/csv" }, ["", "text/csv"]],
    [{ data: '{"a":1}', contentType: "" }, ['{"a":1}', json]],
    [{ data: null, contentType: json }, undefined],
    [{ data: 1, contentType: json, more: 2 }, ['{"data":1,"contentType":"application/json","more":2}', json]],
  ])("is sent as what it is: %j", (value, expected) => {
    expect(sent(value)).toEqual(expected);
  });

  it("is sent as bytes when a reference delivers a file", () => {
    const content = Buffer.from([0, 255, 10]);
    expect(sent(content)).toEqual([content, bytes]);
    expect(sent(new Uint8Array(content))).toEqual([new Uint8Array(content), bytes]);
    expect(sent({ data: content, contentType: "image/png" })).toEqual([content, "image/png"]);
    expect(sent({ data: content, contentType: "" })).toEqual([content, bytes]);
    expect(sent(JSON.parse(JSON.stringify(content)))).toEqual([new Uint8Array(content), bytes]);
    expect(sent({ type: "Buffer", data: [256] })).toEqual(['{"type":"Buffer","data":[256]}', json]);
  });

  it("is refused when it is no data", () => {
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    for (const value of [circle, { a: 1n }, Symbol("x"), () => 1]) {
      expect(() => sent(value)).toThrow(
        "Data cannot be written as JSON. Reference plain data: objects, lists, texts, numbers, true or false.",
      );
    }
  });

  it("never changes JSON data or bytes on their way", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const content = contentOf("Data", { wrapped: value });
        expect(JSON.parse(String(content?.content))).toEqual(JSON.parse(JSON.stringify({ wrapped: value })));
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (value) => {
        const content = contentOf("Data", JSON.parse(JSON.stringify(Buffer.from(value))));
        expect(Buffer.from(content?.content ?? "x")).toEqual(Buffer.from(value));
      }),
    );
  });
});

describe("File Data", () => {
  it("holds contents by name; an entry whose reference delivered nothing is left out", () => {
    const content = Buffer.from([1]);
    expect(
      fileData.clean([
        { key: " a ", value: { data: content, contentType: "image/png" } },
        { key: "b", value: "text" },
        { key: "c", value: undefined },
        { key: "", value: "" },
      ]),
    ).toEqual([
      ["a", { content, contentType: "image/png" }],
      ["b", { content: "text", contentType: text }],
    ]);
    for (const blank of [undefined, null, "", []]) expect(fileData.clean(blank)).toEqual([]);
  });

  it("says which file is wrong", () => {
    expect(() => fileData.clean([{ key: "a", value: { a: 1n } }])).toThrow('File Data "a" cannot be written');
    expect(() => fileData.clean([{ key: "", value: "x" }])).toThrow(
      "File Data, entry 1, has a value but no name. Enter its name.",
    );
  });
});
