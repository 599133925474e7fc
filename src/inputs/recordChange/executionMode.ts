import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../../client/errors.ts";
import { quoted } from "../../client/odata/names.ts";
import type { Watch } from "../../client/services/webhooks/watch.ts";
import { optionalText } from "../parsers/text.ts";

const label = "Execution Mode";
const parse = optionalText(label);

const parseMode = (value: unknown): Watch["mode"] => {
  const text = parse(value)?.toLowerCase() ?? "asynchronous";
  if (text === "asynchronous" || text === "synchronous") return text;
  throw invalidInput(`${label} must be asynchronous or synchronous, but it is ${quoted(text)}.`);
};

export const executionMode = input({
  label,
  type: "string",
  required: false,
  default: "asynchronous",
  model: [
    { label: "Asynchronous (after the change)", value: "asynchronous" },
    { label: "Synchronous (as part of the change)", value: "synchronous" },
  ],
  comments:
    "Asynchronous events come a moment after the change and never hold it up. Synchronous ones are sent before the change is saved: users wait for them, and a request that fails undoes the change.",
  clean: parseMode,
});
