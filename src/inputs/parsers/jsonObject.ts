import { invalidInput } from "../../client/errors.ts";
import { isFileContents } from "./fileContents.ts";
import { parseJson } from "./json.ts";
import { isKeyValueList, keyValueEntries } from "./keyValueList.ts";
import { kindOf } from "./text.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** What the object is, for sentences about what arrived in its place. */
export interface ObjectForm {
  /** What it is made of: "columns and values". */
  readonly of: string;
  /** A short one as JSON text. */
  readonly example: string;
}

const record: ObjectForm = { of: "columns and values", example: '{"name":"Contoso"}' };

/**
 * An object that may arrive as an object, as JSON text, as a key/value list, as bytes of JSON text, or wrapped as the
 * platform wraps file contents (`{ data, contentType }`). Blank is an empty object.
 */
export const jsonObject =
  (label: string, form = record) =>
  (value: unknown): JsonObject =>
    toObject({ label, ...form }, value ?? "");

interface Wanted extends ObjectForm {
  readonly label: string;
}

const toObject = (wanted: Wanted, value: unknown): JsonObject => {
  if (typeof value === "string") return value.trim() === "" ? {} : fromText(wanted, value);
  if (value instanceof Uint8Array) return fromText(wanted, Buffer.from(value).toString("utf8"));
  if (isFileContents(value)) return toObject(wanted, value.data);
  if (Array.isArray(value)) return fromList(wanted, value);
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value));
  throw invalidInput(`${wanted.label} must be an object of ${wanted.of}, but ${kindOf(value)} arrived.`);
};

const fromList = ({ label, of }: Wanted, value: readonly unknown[]): JsonObject => {
  if (isKeyValueList(value)) return Object.fromEntries(keyValueEntries(label, value));
  throw invalidInput(
    `${label} must be one object of ${of}, but a list arrived. Loop over the list, or pick one item of it.`,
  );
};

const fromText = (wanted: Wanted, text: string): JsonObject => {
  const { label, example } = wanted;
  const parsed = parseJson(label, text, `Write it like ${example}.`);
  if (typeof parsed === "object" && parsed !== null) return toObject(wanted, parsed);
  throw invalidInput(`${label} must be a JSON object such as ${example}, but it is ${kindOf(parsed)}.`);
};
