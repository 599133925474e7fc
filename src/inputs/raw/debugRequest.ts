import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Debug Request";

export const debugRequest = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, writes each request and its answer into the step's log: URL, headers, and bodies of up to 64 KB. The access token, and what its name calls a secret, are hidden.",
  clean: flag(label, false),
});
