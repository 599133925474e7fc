import { input } from "@prismatic-io/spectral";
import { flag } from "./parsers/flag.ts";

const label = "Detect Duplicates";

export const detectDuplicates = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, the org's duplicate detection rules apply and a duplicate is refused. When false, they are not applied, as usual in the Web API.",
  clean: flag(label, false),
});
