import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Include Response Details";

export const includeResponseDetails = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, the result is an object of status, headers and body instead of the body alone, for headers such as OData-EntityId, and 304 (not modified) is a result instead of an error.",
  clean: flag(label, false),
});
