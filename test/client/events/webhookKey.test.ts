import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { missingKey, withoutKey } from "../../../src/client/events/webhookKey.ts";

const none = { headers: {}, query: {} };

describe("the key of a webhook", () => {
  it.each([
    ["as it is", "a+b c", "a+b c"],
    ["with a + of the query read as a space", "a+b c", "a b c"],
    ["still percent-encoded", "a+b/c", "a%2Bb%2Fc"],
    ["with space around it", "secret", " secret "],
  ])("is accepted %s", (_name, value, arrived) => {
    expect(missingKey({ ...none, query: { code: arrived } }, { value })).toBeUndefined();
  });

  it("is accepted in a header whose UTF-8 was read as Latin-1", () => {
    const arrived = Buffer.from("schlüssel", "utf8").toString("latin1");
    expect(missingKey({ ...none, headers: { "x-key": arrived } }, { value: "schlüssel" })).toBeUndefined();
  });

  it("is accepted as one of several values of the same name", () => {
    expect(missingKey({ ...none, query: { code: ["old", "new"] } }, { value: "new" })).toBeUndefined();
  });

  it("is not what the sender says of itself in any request", () => {
    const headers = {
      "X-MS-Dynamics-Organization": "contoso.crm.dynamics.com",
      Host: "hooks.example.com",
      "Content-Type": "application/json; charset=utf-8",
    };
    for (const value of Object.values(headers)) {
      expect(missingKey({ ...none, headers }, { value })).toBe(
        "none of its headers and query parameters holds the Webhook Authentication Key",
      );
    }
  });

  it("is told apart as missing and as wrong when its place is known", () => {
    const key = { value: "secret", name: "X-Key" };
    expect(missingKey(none, key)).toBe('it has no header or query parameter "X-Key"');
    expect(missingKey({ ...none, headers: { "x-key": "Secret" } }, key)).toBe(
      'its header or query parameter "X-Key" is not the Webhook Authentication Key',
    );
    expect(missingKey({ ...none, query: { "x-KEY": "secret" } }, key)).toBeUndefined();
  });

  it("is never another text", () => {
    const text = fc.string({ minLength: 1 }).filter((value) => value.trim() === value && value !== "");
    fc.assert(
      fc.property(text, text, (value, arrived) => {
        const forms = [
          value,
          encodeURIComponent(value),
          value.replaceAll("+", " "),
          Buffer.from(value).toString("latin1"),
        ];
        const isAccepted = missingKey({ ...none, query: { code: arrived } }, { value }) === undefined;
        expect(isAccepted).toBe(forms.includes(arrived));
      }),
    );
  });
});

describe("what is stored of a request", () => {
  it("holds neither the key nor what was sent in its place", () => {
    const group = { code: "old secret", AUTH: "x", "x-key": "secret", other: "value", list: ["a", "secret"] };
    expect(withoutKey(group, { value: "secret" })).toEqual({
      code: "[hidden]",
      AUTH: "[hidden]",
      "x-key": "[hidden]",
      other: "value",
      list: "[hidden]",
    });
    expect(withoutKey(group, { value: "secret", name: "OTHER" })).toMatchObject({
      code: "old secret",
      other: "[hidden]",
      "x-key": "[hidden]",
    });
  });
});
