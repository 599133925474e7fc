import { input } from "@prismatic-io/spectral";
import { optionalText } from "./parsers/text.ts";

const label = "Solution Name";

export const solutionName = input({
  label,
  type: "string",
  required: false,
  comments:
    "The unique name of the unmanaged solution the record is added to, for records that are solution components. Leave empty for ordinary records.",
  placeholder: "Unique name of the solution",
  example: "ContosoCore",
  clean: optionalText(label),
});
