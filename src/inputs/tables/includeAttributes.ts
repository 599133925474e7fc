import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Include Attributes";

export const includeAttributes = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, the result also holds Attributes: the definitions of the table's columns, which can be hundreds of kilobytes.",
  clean: flag(label, false),
});
