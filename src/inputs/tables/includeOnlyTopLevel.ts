import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Top Level Only";

export const includeOnlyTopLevel = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments: "When true, tables that are children of another table are left out.",
  clean: flag(label, false),
});
