import { input } from "@prismatic-io/spectral";
import { wholeNumber } from "../parsers/wholeNumber.ts";

const label = "Maximum Duration";

/** Seconds. The platform ends an execution after 15 minutes (Prismatic, "Integration runner environment limits"). */
const DEFAULT_SECONDS = 780;

export const maximumDuration = input({
  label,
  type: "string",
  required: false,
  default: String(DEFAULT_SECONDS),
  comments:
    "After this many seconds no more requests are begun: what is left is returned as remaining, ready to be handed over again. The default is 13 minutes, since the platform ends an execution after 15; if earlier steps took long, the step ends a minute before that.",
  placeholder: String(DEFAULT_SECONDS),
  example: "600",
  clean: wholeNumber(label, { from: 1, to: 3600, whenBlank: DEFAULT_SECONDS }),
});
