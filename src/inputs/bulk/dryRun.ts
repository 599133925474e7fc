import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Dry Run";

export const dryRun = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, nothing is written: every record is checked against the definition of the table (columns, types, lengths, ranges, choices, lookups), and the result says what is wrong with which. What only Dataverse knows, such as plug-ins, privileges and existing records, is not checked.",
  clean: flag(label, false),
});
