import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Include Attribute Details";

export const attributeDetails = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, each attribute also has its schema name, and whether it is secured, audited and offered in advanced find.",
  clean: flag(label, false),
});
