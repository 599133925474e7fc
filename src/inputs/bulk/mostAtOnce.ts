import { input } from "@prismatic-io/spectral";
import { optionalWholeNumber } from "../parsers/wholeNumber.ts";

const label = "Most Requests at Once";

export const mostAtOnce = input({
  label,
  type: "string",
  required: false,
  comments:
    "The most requests that may be under way at once. Leave empty to follow what Dataverse recommends and can take at the moment. 1 writes one request after the other.",
  placeholder: "Automatic",
  example: "4",
  clean: optionalWholeNumber(label, { from: 1, to: 52 }),
});
