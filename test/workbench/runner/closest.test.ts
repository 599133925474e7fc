import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closest, didYouMean } from "../../../workbench/runner/closest.ts";

const actions = ["queryEntities", "queryAttributes", "getEntity", "getEntityMetaData", "updateEntity"];

describe("what a person meant by a word", () => {
  it.each([
    ["queryEntites", "queryEntities"],
    ["queryentities", "queryEntities"],
    ["getEnitty", "getEntity"],
    ["updateEntiy", "updateEntity"],
    ["update", "updateEntity"],
    ["getEntityMeta", "getEntityMetaData"],
  ])("%s: %s", (word, meant) => {
    expect(closest(word, actions)).toBe(meant);
  });

  it.each(["", "xy", "somethingElse"])("is unknown when nothing is close: %j", (word) => {
    expect(closest(word, actions)).toBeUndefined();
    expect(didYouMean(word, actions)).toBe("");
  });

  it("is the word itself when it exists", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 }),
        fc.nat(),
        (words, pick) => {
          const word = words[pick % words.length] ?? "";
          expect(closest(word, words)).toBe(word);
        },
      ),
    );
  });
});
