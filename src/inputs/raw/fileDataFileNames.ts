import { input } from "@prismatic-io/spectral";
import { uniqueTexts } from "./namedTexts.ts";

const label = "File Data File Names";
const parse = uniqueTexts(label, { ignoreCase: false, insteadOfTwo: "Keep one file name for each file." });

export const fileDataFileNames = input({
  label,
  type: "string",
  collection: "keyvaluelist",
  required: false,
  comments:
    "The file names to send along, each under the name that its file has in File Data. A file without an entry is sent under its name in File Data.",
  placeholder: "File name",
  example: "report.pdf",
  clean: (value: unknown): ReadonlyMap<string, string> =>
    new Map(parse(value).filter(([, name]) => name !== "")),
});
