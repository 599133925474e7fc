import { input } from "@prismatic-io/spectral";
import type { RawContent } from "../../client/services/raw/rawCall.ts";
import { keyValueEntries } from "../parsers/keyValueList.ts";
import { contentOf } from "./content.ts";

const label = "File Data";

/** An entry whose reference delivered nothing is left out, like a form field that was not filled in. */
const parseFiles = (value: unknown): readonly (readonly [string, RawContent])[] =>
  keyValueEntries(label, value, "its name").flatMap(([name, file]) => {
    const content = contentOf(`${label} "${name}"`, file);
    return content === undefined ? [] : [[name, content] as const];
  });

export const fileData = input({
  label,
  type: "string",
  collection: "keyvaluelist",
  required: false,
  comments:
    "Names and file contents to send as the files of a multipart form: references to files of earlier steps, or text. A file column of Dataverse takes its bytes in Data instead. Cannot be combined with Data.",
  placeholder: "Reference to a file",
  example: "Text of a file",
  clean: parseFiles,
});
