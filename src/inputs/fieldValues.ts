import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../client/errors.ts";
import type { JsonObject } from "./parsers/jsonObject.ts";
import { keyValueEntries } from "./parsers/keyValueList.ts";

const label = "Field Value";

/**
 * Numbers and booleans that a reference delivers become text, because only Dataverse knows whether the column is a text
 * column; nothing and objects (an inline record) stay what they are.
 */
const parseFieldValues = (value: unknown): JsonObject => {
  const entries = keyValueEntries(label, value);
  const names = entries.map(([name]) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw invalidInput(`${label} names the column "${repeated}" twice. Remove one of the two entries.`);
  }
  return Object.fromEntries(entries.map(([name, given]) => [name, scalarAsText(given)]));
};

const scalarAsText = (value: unknown): unknown => {
  if (value === undefined) return null;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
};

export const fieldValues = input({
  label,
  type: "string",
  collection: "keyvaluelist",
  required: false,
  comments:
    "The names of the fields and their values to use when creating/updating a record. Text stays text in text columns (007); whole numbers, amounts, choices (1), dates (2026-01-31) and true/false are understood by the columns of those types.",
  placeholder: "Value",
  example: "Contoso",
  clean: parseFieldValues,
});
