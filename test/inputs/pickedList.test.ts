import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pickedList } from "../../src/inputs/parsers/pickedList.ts";

const parse = pickedList("Entity Type Filter");

describe("a list that may come from a dropdown", () => {
  it.each([[undefined], [null], [""], [[]], [["", " ", null]], [[{ key: "", label: "x" }]]])(
    "is empty when it is left blank: %j",
    (value) => {
      expect(parse(value)).toEqual([]);
    },
  );

  it.each([
    [
      ["account", " contact "],
      ["account", "contact"],
    ],
    ["account", ["account"]],
    ['["account","contact"]', ["account", "contact"]],
    [
      [{ key: "account", label: "Account (Account)" }, "contact"],
      ["account", "contact"],
    ],
    ['[{"key":"account","label":"Account"}]', ["account"]],
    [{ key: "account", label: "Account" }, ["account"]],
  ])("takes texts, JSON and picked entries: %j", (value, names) => {
    expect(parse(value)).toEqual(names);
  });

  it.each([
    [["account", { name: "x" }], "Entity Type Filter, entry 2, must be text, but an object arrived."],
    [{ name: "account" }, "Entity Type Filter must be a list of texts, but an object arrived."],
    [[["account"]], "Entity Type Filter, entry 1, must be text, but a list arrived."],
    [[{ key: { deep: 1 } }], "Entity Type Filter, entry 1, must be text, but an object arrived."],
    ['["account"', "Entity Type Filter is not valid JSON"],
  ])("refuses %j in a sentence", (value, problem) => {
    expect(() => parse(value)).toThrow(problem);
  });

  it("is a list of texts or a refusal, whatever arrives", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        try {
          expect(parse(value).every((entry) => typeof entry === "string" && entry.trim() !== "")).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ kind: "invalidInput" });
        }
      }),
    );
  });
});
