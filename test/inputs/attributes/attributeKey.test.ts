import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeKey, changedAttributeKey } from "../../../src/inputs/attributes/attributeKey.ts";
import { attributeType } from "../../../src/inputs/attributes/attributeType.ts";
import { tableId } from "../../../src/inputs/attributes/tableId.ts";

const blank = [undefined, null, "", "  "];
const anything = fc.oneof(fc.string(), fc.anything());

describe("inputs that name tables, attributes and types", () => {
  it.each(blank)("are refused when they are needed and %j", (value) => {
    expect(() => attributeKey.clean(value)).toThrow("Attribute Key is empty. Enter a value.");
    expect(() => tableId.clean(value)).toThrow("Entity ID is empty. Enter a value.");
  });

  it.each(blank)("are absent when they are optional and %j", (value) => {
    expect(changedAttributeKey.clean(value)).toBeUndefined();
    expect(attributeType.clean(value)).toBeUndefined();
  });

  it.each([attributeKey, changedAttributeKey, tableId, attributeType])(
    "give what they name or one sentence, whatever arrives ($label)",
    (named) => {
      fc.assert(
        fc.property(anything, (value) => {
          try {
            named.clean(value);
          } catch (error) {
            expect(error).toMatchObject({
              kind: "invalidInput",
              message: expect.stringMatching(new RegExp(`^${named.label} .*[.?]$`)),
            });
          }
        }),
      );
    },
  );
});
