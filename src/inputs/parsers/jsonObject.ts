import { invalidInput } from "../../client/errors.ts";
import { parseJson } from "./json.ts";
import { isKeyValueList, keyValueEntries } from "./keyValueList.ts";
import { kindOf } from "./text.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * An object that may arrive as an object, as JSON text, as a key/value list, as bytes of JSON text, or wrapped as the
 * platform wraps file contents (`{ data, contentType }`). Blank is an empty object.
 */
export const jsonObject =
  (label: string) =>
  (value: unknown): JsonObject =>
    toObject(label, value ?? "");

const toObject = (label: string, value: unknown): JsonObject => {
  if (typeof value === "string") return value.trim() === "" ? {} : fromText(label, value);
  if (value instanceof Uint8Array) return fromText(label, Buffer.from(value).toString("utf8"));
  if (isFileContents(value)) return toObject(label, value.data);
  if (Array.isArray(value)) return fromList(label, value);
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value));
  throw invalidInput(`${label} must be an object of columns and values, but ${kindOf(value)} arrived.`);
};

const isFileContents = (value: unknown): value is { readonly data: unknown; readonly contentType: unknown } =>
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).sort().join() === "contentType,data" &&
  "data" in value;

const fromList = (label: string, value: readonly unknown[]): JsonObject => {
  if (isKeyValueList(value)) return Object.fromEntries(keyValueEntries(label, value));
  throw invalidInput(
    `${label} must be one object of columns and values, but a list arrived. Loop over the list, or pick one item of it.`,
  );
};

const fromText = (label: string, text: string): JsonObject => {
  const parsed = parseJson(label, text, 'Write it like {"name":"Contoso"}.');
  if (typeof parsed === "object" && parsed !== null) return toObject(label, parsed);
  throw invalidInput(
    `${label} must be a JSON object such as {"name":"Contoso"}, but it is ${kindOf(parsed)}.`,
  );
};
