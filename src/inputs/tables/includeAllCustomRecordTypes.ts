import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Include All Custom Entity Types";

export const includeAllCustomRecordTypes = input({
  label,
  type: "boolean",
  required: true,
  default: "true",
  comments:
    "When true, every custom table is included, even one that Entity Type Filter does not name. Without a filter it changes nothing, as all tables are included then.",
  clean: flag(label, true),
});
