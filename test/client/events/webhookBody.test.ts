import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBody } from "../../../src/client/events/webhookBody.ts";

const value = { MessageName: "Update" };
const text = JSON.stringify(value);
const bytes = Buffer.from(text);

describe("the body of a webhook", () => {
  it.each([
    ["text", [text]],
    ["text with a byte order mark", [`\uFEFF${text}`]],
    ["a Buffer", [bytes]],
    ["bytes", [new Uint8Array(bytes)]],
    ["a Buffer after a trip through JSON", [JSON.parse(JSON.stringify(bytes))]],
    ["an object", [value]],
    ["text in the second place", ["", text]],
    ["text in the second place, an object in the first", [{ foo: "bar" }, text]],
    ["an object in the second place", [undefined, value]],
  ])("is read from %s", (_name, places) => {
    expect(readBody(places)).toEqual({ kind: "object", value });
  });

  it.each([
    ["nothing", []],
    ["blank text", [" \n", null]],
    ["no bytes", [Buffer.alloc(0)]],
    ["an object without members", [{}]],
  ])("is empty: %s", (_name, places) => {
    expect(readBody(places)).toEqual({ kind: "empty" });
  });

  it.each([
    ["{", "is not JSON"],
    ["<xml/>", "is not JSON"],
    [`${text}x`, "is not JSON"],
    ["[]", "is JSON, but no object"],
    ["null", "is JSON, but no object"],
    ['"text"', "is JSON, but no object"],
    ['{"__proto__":{"a":1}}', 'has a member named "__proto__"'],
    ['{"a":[{"__proto__":1}]}', 'has a member named "__proto__"'],
    [`{"a":${"[".repeat(500)}${"]".repeat(500)}}`, "is nested more than 90 levels deep"],
  ])("is unreadable: %s", (body, reason) => {
    expect(readBody([body])).toEqual({ kind: "unreadable", reason });
  });

  it("of 6 MB is judged at once, however it is nested", () => {
    const half = 3_000_000;
    const deep = `{"a":${"[".repeat(half)}${"]".repeat(half)}}`;
    const wide = `{"a":[${"{},".repeat(2_000_000)}{}]}`;
    expect(readBody([deep])).toMatchObject({ kind: "unreadable" });
    expect(readBody([wide])).toMatchObject({ kind: "object" });
  });

  it("is any object as it was written, and never an exception", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (json) => {
        const parsed: unknown = JSON.parse(json);
        const body = readBody([json]);
        if (body.kind === "object") expect(body.value).toEqual(parsed);
        else expect(body).toMatchObject({ reason: expect.any(String) });
      }),
    );
    fc.assert(
      fc.property(fc.anything(), (place) =>
        ["empty", "object", "unreadable"].includes(readBody([place]).kind),
      ),
    );
  });
});
