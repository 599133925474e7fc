import { input } from "@prismatic-io/spectral";
import { optionalWholeNumber } from "../parsers/wholeNumber.ts";

const label = "Most Records Per Request";

export const mostPerRequest = input({
  label,
  type: "string",
  required: false,
  comments:
    "The most records that one request may write. Leave empty to let it follow the time that records take: 100 at first, up to 1000 (100 on elastic tables).",
  placeholder: "Automatic",
  example: "200",
  clean: optionalWholeNumber(label, { from: 1, to: 1000 }),
});
