import { invalidInput } from "../../client/errors.ts";
import type { RawContent } from "../../client/services/raw/rawCall.ts";
import { bytesIn, isFileContents } from "../parsers/fileContents.ts";

const JSON_TYPE = "application/json";
const TEXT_TYPE = "text/plain; charset=utf-8";
const BYTES_TYPE = "application/octet-stream";

/**
 * What is to be sent of a value that a reference delivers or a person types: bytes and files as they are, objects and
 * lists as JSON, text as it is. Nothing and blank text are undefined.
 */
export const contentOf = (label: string, value: unknown): RawContent | undefined => {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return textContent(value);
  const bytes = bytesIn(value);
  if (bytes !== undefined) return { content: bytes, contentType: BYTES_TYPE };
  if (isFileContents(value)) return fileContent(label, value.data, value.contentType);
  return { content: asJson(label, value), contentType: JSON_TYPE };
};

const textContent = (text: string): RawContent | undefined =>
  text.trim() === "" ? undefined : { content: text, contentType: isJsonLike(text) ? JSON_TYPE : TEXT_TYPE };

/** Also JSON with a mistake in it, so that Dataverse says where the mistake is and not that it expected JSON. */
const isJsonLike = (text: string): boolean => {
  if (/^\s*[[{"]/.test(text)) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** A file may be empty, so blank text in one is content. */
const fileContent = (label: string, data: unknown, contentType: unknown): RawContent | undefined => {
  const declared = typeof contentType === "string" ? contentType.trim() : "";
  const content = typeof data === "string" && declared !== "" ? { content: data } : contentOf(label, data);
  return content === undefined
    ? undefined
    : { contentType: TEXT_TYPE, ...content, ...(declared && { contentType: declared }) };
};

const asJson = (label: string, value: unknown): string => {
  try {
    const json: unknown = JSON.stringify(value);
    if (typeof json === "string") return json;
  } catch {
    // Circular, or a number beyond JSON: said below for both.
  }
  throw invalidInput(
    `${label} cannot be written as JSON. Reference plain data: objects, lists, texts, numbers, true or false.`,
  );
};
