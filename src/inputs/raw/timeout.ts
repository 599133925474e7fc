import { input } from "@prismatic-io/spectral";
import { optionalWholeNumber } from "../parsers/wholeNumber.ts";

const label = "Timeout";

/** Node.js takes a longer timer for one that is over at once (Node.js, "Timers"). */
const LONGEST_TIMER_MS = 2_147_483_647;

const parse = optionalWholeNumber(label, { from: 0, to: LONGEST_TIMER_MS });

export const timeout = input({
  label,
  type: "string",
  required: false,
  comments:
    "How many milliseconds each attempt may take, answer included. Empty or 0 means 120000, since Dataverse ends an operation after two minutes.",
  placeholder: "Milliseconds",
  example: "30000",
  clean: (value: unknown): number | undefined => parse(value) || undefined,
});
