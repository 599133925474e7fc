import { input } from "@prismatic-io/spectral";
import { optionalWholeNumber } from "../parsers/wholeNumber.ts";

const label = "Stop After Failures";

export const stopAfterFailures = input({
  label,
  type: "string",
  required: false,
  comments:
    "Ends the run once so many records have failed, so that a mistake in all of them does not run through the whole list: what was not attempted is returned as remaining. Requests under way still end, so a few more may fail. Leave empty to go on whatever fails. Dry Run checks all records in any case.",
  placeholder: "Never",
  example: "100",
  clean: optionalWholeNumber(label, { from: 1, to: Number.MAX_SAFE_INTEGER }),
});
