import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../runner/usageError.ts";

/** A file as the platform hands it from step to step. */
export interface BinaryValue {
  readonly data: Uint8Array;
  readonly contentType: string;
}

const readBytes = (path: string, argument: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`${argument}: the file ${path} cannot be read.`, { cause: error });
  }
};

/**
 * What a person typed, or, after `@`, what is in the file of that name: its text, or its bytes when they are no
 * text. `@@` stands for a text that begins with `@`.
 */
export const readValueText = (text: string, argument: string, folder: string): string | BinaryValue => {
  if (!text.startsWith("@") || text === "@") return text;
  if (text.startsWith("@@")) return text.slice(1);
  const bytes = readBytes(resolve(folder, text.slice(1)), argument);
  return isUtf8(bytes)
    ? bytes.toString("utf8").replace(/^\uFEFF/, "")
    : { data: bytes, contentType: "application/octet-stream" };
};
