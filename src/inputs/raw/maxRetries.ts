import { input } from "@prismatic-io/spectral";
import { wholeNumber } from "../parsers/wholeNumber.ts";

const label = "Max Retry Count";

export const maxRetries = input({
  label,
  type: "string",
  required: false,
  default: "0",
  comments:
    "How often to repeat the request after a failure: a service protection limit (429), an HTTP 5xx or a broken connection. 0 means never. Retries end in any case when their waits add up to 10 minutes.",
  placeholder: "0",
  example: "3",
  clean: wholeNumber(label, { from: 0, to: 1_000, whenBlank: 0 }),
});
