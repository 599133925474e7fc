import { input } from "@prismatic-io/spectral";
import type { BatchMode } from "../../client/services/batch/batchItem.ts";
import { choice } from "../parsers/choice.ts";

const label = "Mode";
const modes = ["allOrNothing", "stopAtFirstError", "continueOnError"] as const satisfies readonly BatchMode[];

export const batchMode = input({
  label,
  type: "string",
  required: false,
  default: "allOrNothing",
  model: [
    { label: "All or nothing: one error takes everything back", value: "allOrNothing" },
    { label: "Stop at the first error, keep what came before", value: "stopAtFirstError" },
    { label: "Continue on error, with a result for each item", value: "continueOnError" },
  ],
  comments:
    "What happens when an item fails. All or nothing takes up to 1000 items; the other modes take any number. Only Continue on error succeeds when items fail: look at the status of each result.",
  clean: choice(label, modes, "allOrNothing"),
});
