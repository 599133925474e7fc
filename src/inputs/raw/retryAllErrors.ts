import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Retry On All Errors";

export const retryAllErrors = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, retries after every error, also HTTP 3xx and 4xx, and also a POST that may have been carried out already, which can create a record twice. When false, such a POST is not repeated. Needs a Max Retry Count above 0.",
  clean: flag(label, false),
});
