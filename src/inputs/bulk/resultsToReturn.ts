import { input } from "@prismatic-io/spectral";
import { choice } from "../parsers/choice.ts";

const label = "Results to Return";
const choices = ["all", "failures"] as const;

export const resultsToReturn = input({
  label,
  type: "string",
  required: false,
  default: "all",
  model: [
    { label: "All records", value: "all" },
    { label: "Only records that were not written", value: "failures" },
  ],
  comments:
    "Which records results lists. The summary always counts all of them. For hundreds of thousands of records, only those that were not written keep the step's result small.",
  clean: choice(label, choices, "all"),
});
