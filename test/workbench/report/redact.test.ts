import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redacting } from "../../../workbench/report/redact.ts";

describe("a report", () => {
  it("shows no secret, in whatever text and form it occurs", () => {
    const { text, data } = redacting(["se/cret +1", "", "token"]);
    expect(text("a se/cret +1 b se%2Fcret%20%2B1 c se%2Fcret+%2B1 token")).toBe(
      "a [hidden] b [hidden] c [hidden] [hidden]",
    );
    expect(data({ token: ["se/cret +1", { deep: "Bearer token" }], n: 1, none: null })).toEqual({
      "[hidden]": ["[hidden]", { deep: "Bearer [hidden]" }],
      n: 1,
      none: null,
    });
    expect(data(undefined)).toBeUndefined();
  });

  it("never shows a secret", () => {
    const secret = fc.stringMatching(/^[ -~]{6,40}$/).filter((text) => !"[hidden]".includes(text));
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (hidden, before, after) => {
        const { text, data } = redacting([hidden]);
        expect(text(`${before}${hidden}${after}`)).not.toContain(hidden);
        expect(JSON.stringify(data([{ [hidden]: hidden }]))).toBe('[{"[hidden]":"[hidden]"}]');
      }),
    );
  });

  it("leaves everything else as it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(redacting(["\u0000secret"]).data(value))).toBe(JSON.stringify(value));
      }),
    );
  });
});
