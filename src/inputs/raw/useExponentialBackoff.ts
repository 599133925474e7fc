import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Use Exponential Backoff";

export const useExponentialBackoff = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, waits up to 1, 2, 4 and so on to 30 seconds before the retries, chosen at random so that steps that failed together do not come back together. Retry Delay (ms) is then ignored.",
  clean: flag(label, false),
});
