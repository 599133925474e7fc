import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Include Custom Entities";

export const includeCustom = input({
  label,
  type: "boolean",
  required: false,
  default: "true",
  comments:
    "When true, the list also has the tables that were added to the environment. When false, it has only those that come with Dynamics 365.",
  clean: flag(label, true),
});
