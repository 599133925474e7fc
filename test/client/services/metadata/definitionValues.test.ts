import { describe, expect, it } from "vitest";
import { flagIn, textIn } from "../../../../src/client/services/metadata/definitionValues.ts";

describe("a value of a definition", () => {
  it("is text, or null where there is none", () => {
    expect(["x", "", null, undefined, 5, {}].map((Name) => textIn({ Name }, "Name"))).toEqual([
      "x",
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it("is a plain boolean, also when it is managed", () => {
    const values = [true, { Value: true, CanBeChanged: false }, false, { Value: false }, null, "true", {}];
    expect(values.map((IsX) => flagIn({ IsX }, "IsX"))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
