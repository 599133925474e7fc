import { input } from "@prismatic-io/spectral";
import { flag } from "./parsers/flag.ts";

const label = "Show Deleted Records";

export const showDeletedRecords = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, reports the ids of records that were deleted since the last poll. The table must have change tracking (Track changes). A filter does not apply to them, because nothing is left to compare, so ids of records that were never reported may come too.",
  clean: flag(label, false),
});
