import { invalidInput } from "../../client/errors.ts";
import { kindOf } from "./text.ts";

type Entry = readonly [key: string, value: unknown];

/**
 * The entries of a key/value list input: `[{ key, value }]`, or an object when a reference delivers one. Entries whose
 * key and value are both blank are dropped (the designer leaves such rows behind); a value without a key is refused, with
 * the advice to enter `missingName`.
 */
export const keyValueEntries = (
  label: string,
  value: unknown,
  missingName = "the column's logical name",
): readonly Entry[] => {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) {
    return value.flatMap((entry, index) => entryOf(`${label}, entry ${index + 1},`, entry, missingName));
  }
  if (typeof value === "object") return Object.entries(value);
  throw invalidInput(`${label} must be a list of names and values, but ${kindOf(value)} arrived.`);
};

/** True for a list whose every element has a `key`, the shape in which the platform hands over key/value lists. */
export const isKeyValueList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.every(isKeyValue);

const isKeyValue = (entry: unknown): entry is { readonly key: unknown; readonly value?: unknown } =>
  typeof entry === "object" && entry !== null && "key" in entry;

const entryOf = (which: string, entry: unknown, missingName: string): readonly Entry[] => {
  if (!isKeyValue(entry)) {
    throw invalidInput(`${which} must have a name and a value, but ${kindOf(entry)} arrived.`);
  }
  const key = entry.key === undefined || entry.key === null ? "" : String(entry.key).trim();
  if (key !== "") return [[key, entry.value]];
  if (entry.value === undefined || entry.value === null || entry.value === "") return [];
  throw invalidInput(`${which} has a value but no name. Enter ${missingName}.`);
};
