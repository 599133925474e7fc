import { input } from "@prismatic-io/spectral";
import { flag } from "./parsers/flag.ts";

const label = "Show Updated Records";

export const showUpdatedRecords = input({
  label,
  type: "boolean",
  required: false,
  default: "true",
  comments:
    "When true, reports records that were updated since the last poll, with the values they have now.",
  clean: flag(label, true),
});
