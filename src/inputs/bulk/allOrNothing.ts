import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "All or Nothing";

export const allOrNothing = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, all records are written in one transaction, and one that fails takes back the others; up to 1000 records, not for elastic tables. When false, every good record is written, and the result says what is wrong with the others.",
  clean: flag(label, false),
});
