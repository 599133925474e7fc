import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Use Logical Name for Lookup";

export const lookupField = input({
  label,
  type: "boolean",
  required: false,
  default: "true",
  comments:
    "When true, Entity Type is looked up as a logical name (account) first. When false, as an entity set name (accounts) first. A name of the other kind is found all the same, at the cost of up to two more requests.",
  clean: flag(label, true),
});
