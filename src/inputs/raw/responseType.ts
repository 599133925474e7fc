import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../../client/errors.ts";
import { quoted } from "../../client/odata/names.ts";
import type { RawResponseType } from "../../client/services/raw/rawCall.ts";
import { optionalText } from "../parsers/text.ts";

const label = "Response Type";

/** The stored values are the ones that the documented input has always had; "binary" is what its comment calls arraybuffer. */
const choices: ReadonlyMap<string, RawResponseType> = new Map<string, RawResponseType>([
  ["json", "json"],
  ["text", "text"],
  ["document", "text"],
  ["arraybuffer", "binary"],
  ["binary", "binary"],
]);

const parse = (value: unknown): RawResponseType => {
  const text = optionalText(label)(value) ?? "json";
  const choice = choices.get(text.toLowerCase());
  if (choice !== undefined) return choice;
  throw invalidInput(
    `${label} must be json, text, document or arraybuffer (a file), but it is ${quoted(text)}.`,
  );
};

export const responseType = input({
  label,
  type: "string",
  required: true,
  default: "json",
  model: [
    { label: "json", value: "json" },
    { label: "text", value: "text" },
    { label: "arraybuffer (a file)", value: "arraybuffer" },
    { label: "document (as text)", value: "document" },
  ],
  comments:
    "What to make of the answer: json for data, text for text as it came, arraybuffer for a file that later steps can use. With json, an answer that is no JSON comes as text, and an empty one as empty text.",
  clean: parse,
});
