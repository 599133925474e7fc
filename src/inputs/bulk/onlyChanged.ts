import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Write Only What Changed";

export const onlyChanged = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, the records are read first, and only the columns that differ are written; a record that holds the values already is reported as unchanged. This keeps plug-ins, flows and the audit log quiet, at the cost of one read for some hundreds of records.",
  clean: flag(label, false),
});
