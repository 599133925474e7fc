import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mapJsonItems } from "../../../src/client/http/jsonItems.ts";

const itemsIn = (text: string) =>
  mapJsonItems(
    { status: 200, headers: {}, body: new TextEncoder().encode(text), earlierAttempts: [] },
    (item) => item,
  );

/** What the same text is as a whole, if it has a list of objects. */
const listIn = (text: string): unknown => {
  try {
    return JSON.parse(text).value;
  } catch {
    return undefined;
  }
};

const object = fc.dictionary(
  fc.oneof(fc.string({ unit: "grapheme" }), fc.constant("__proto__")),
  fc.jsonValue(),
);
const answer = fc
  .record({ context: fc.string({ unit: "grapheme" }), value: fc.array(object), link: fc.option(fc.string()) })
  .map(({ context, value, link }) => ({
    "@odata.context": context,
    value,
    ...(link !== null && { "@odata.nextLink": link }),
  }));

describe("the objects of a list in an answer", () => {
  it("are the same one by one as in the whole, whatever is in them", () => {
    fc.assert(
      fc.property(answer, fc.constantFrom(undefined, 1, "\t"), (body, space) => {
        const text = JSON.stringify(body, undefined, space);
        expect(itemsIn(text)).toEqual(JSON.parse(text).value);
      }),
    );
  });

  it("are not taken from a text that is damaged", () => {
    const damage = fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom("", ",", "{", "}", "]", '"', "\\"));
    fc.assert(
      fc.property(answer, damage, (body, [position, length, replacement]) => {
        const whole = JSON.stringify(body);
        const at = position % whole.length;
        const text = Buffer.from(whole.slice(0, at) + replacement + whole.slice(at + length)).toString();
        const items = itemsIn(text);
        if (items !== undefined) {
          expect(items).toEqual(listIn(text));
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["", "an empty answer"],
    ["[{}]", "a bare list"],
    ['{"value":5}', "no list"],
    ['{"value":[1]}', "a list of other things"],
    ['{"value":[{}', "a list that is cut off"],
    ['{"value":[{"a":"}]}', "an object that is cut off"],
    ['{"value":[{},]}', "a list with a comma too many"],
    ['{"value":[{}{}]}', "a list with a comma too few"],
    ['{"value":[{a:1}]}', "an object that is no JSON"],
    ['{"error":{"value":[{}]}}', "a list further in"],
    ["<html></html>", "a web page"],
  ])("are undefined in %s, %s", (text) => {
    expect(itemsIn(text)).toBeUndefined();
  });

  it("let an error of their shaping pass", () => {
    const body = new TextEncoder().encode('{"value":[{}]}');
    const shape = () => {
      throw new SyntaxError("of the caller");
    };
    expect(() => mapJsonItems({ status: 200, headers: {}, body, earlierAttempts: [] }, shape)).toThrow(
      "of the caller",
    );
  });
});
