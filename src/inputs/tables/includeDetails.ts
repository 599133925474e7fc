import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Include Entity Details";

export const includeDetails = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, each table also has its description, kind of ownership, color and icons, and whether it is an activity and can be used in queues, business processes and advanced find.",
  clean: flag(label, false),
});
