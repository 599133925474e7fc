import { describe, expect, it } from "vitest";
import { choice } from "../../src/inputs/parsers/choice.ts";

const parse = choice("Mode", ["allOrNothing", "Sync,Async"], "allOrNothing");

describe("an input that is one of several words", () => {
  it.each([
    ["allornothing", "allOrNothing"],
    [" Sync, Async ", "Sync,Async"],
    ["", "allOrNothing"],
    [undefined, "allOrNothing"],
    [null, "allOrNothing"],
  ])("reads %j", (value, expected) => {
    expect(parse(value)).toBe(expected);
  });

  it("refuses any other, and names those there are", () => {
    expect(() => parse("both")).toThrow('Mode must be one of allOrNothing or Sync,Async, but it is "both".');
    expect(() => parse(["Sync"])).toThrow("Mode must be text, but a list arrived.");
  });
});
