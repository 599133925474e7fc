import { input } from "@prismatic-io/spectral";
import { flag } from "./parsers/flag.ts";

const label = "Show New Records";

export const showNewRecords = input({
  label,
  type: "boolean",
  required: false,
  default: "true",
  comments:
    "When true, reports records that were created since the last poll. A record that was created and updated since then is reported once, as new.",
  clean: flag(label, true),
});
