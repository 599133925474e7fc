import { input } from "@prismatic-io/spectral";
import { flag } from "./parsers/flag.ts";

const label = "Include Count";

export const includeCount = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, the result holds @odata.count, the number of records that match. Dataverse counts to 5000 at most; the result says when that limit was exceeded.",
  clean: flag(label, false),
});
