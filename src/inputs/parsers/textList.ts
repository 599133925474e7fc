import { invalidInput } from "../../client/errors.ts";
import { parseJson } from "./json.ts";
import { kindOf, optionalText } from "./text.ts";

/**
 * A list of texts; blank entries are dropped. A reference may also deliver a single text, or the list as JSON text.
 * `textOf` takes the text out of entries that are more than that.
 */
export const textList =
  (label: string, textOf: (entry: unknown) => unknown = (entry) => entry) =>
  (value: unknown): readonly string[] =>
    entriesOf(label, value).flatMap(
      (entry, index) => optionalText(`${label}, entry ${index + 1},`)(textOf(entry)) ?? [],
    );

const entriesOf = (label: string, value: unknown): readonly unknown[] => {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return value;
  if (typeof value !== "string") {
    throw invalidInput(`${label} must be a list of texts, but ${kindOf(value)} arrived.`);
  }
  return value.trim().startsWith("[") ? jsonList(label, value) : [value];
};

const jsonList = (label: string, text: string): readonly unknown[] => {
  const parsed = parseJson(label, text, 'Write it like ["name","revenue"].');
  if (Array.isArray(parsed)) return parsed;
  throw invalidInput(`${label} must be a list of texts, but ${kindOf(parsed)} arrived.`);
};
