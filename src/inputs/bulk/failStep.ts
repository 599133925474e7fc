import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Fail the Step on Errors";

export const failStep = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, the step fails if any record was not written, after all the others have been; the error names the first of them, but the result and its remaining are lost. When false, the step succeeds and the result tells.",
  clean: flag(label, false),
});
