import { input } from "@prismatic-io/spectral";
import { wholeNumber } from "./parsers/wholeNumber.ts";

const label = "Maximum Records";

export const maximumRecords = input({
  label,
  type: "string",
  required: false,
  default: "100000",
  comments:
    "With Fetch All: stop after this many records, rounded down to whole pages. When more are left, the result says maximumReached: true and holds the Next Page Id that leads on from there.",
  placeholder: "100000",
  example: "100000",
  clean: wholeNumber(label, { from: 1, to: 100_000_000, whenBlank: 100_000 }),
});
