import { input } from "@prismatic-io/spectral";
import { wholeNumber } from "../parsers/wholeNumber.ts";

const label = "Retry Delay (ms)";

/** The time that a call may spend on waiting in all; no single pause can be longer. */
const LONGEST_PAUSE_MS = 600_000;

export const retryDelay = input({
  label,
  type: "string",
  required: false,
  default: "0",
  comments:
    "How many milliseconds to wait before each retry. A longer wait that Dataverse asks for (Retry-After) wins. Not used with Use Exponential Backoff.",
  placeholder: "Milliseconds",
  example: "1000",
  clean: wholeNumber(label, { from: 0, to: LONGEST_PAUSE_MS, whenBlank: 0 }),
});
