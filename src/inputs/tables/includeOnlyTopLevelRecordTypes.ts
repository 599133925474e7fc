import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Include Only Top Level Record Types";

export const includeOnlyTopLevelRecordTypes = input({
  label,
  type: "boolean",
  required: true,
  default: "false",
  comments:
    "When true, tables that are children of another table are left out, whatever the other inputs say.",
  clean: flag(label, false),
});
