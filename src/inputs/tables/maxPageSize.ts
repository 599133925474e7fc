import { input } from "@prismatic-io/spectral";
import { wholeNumber } from "../parsers/wholeNumber.ts";

const label = "Max Page Size";

export const maxPageSize = input({
  label,
  type: "string",
  required: false,
  default: "5000",
  comments:
    "The number of entity types to return per page, from 1 to 5000. Empty means 5000, which is more than environments have.",
  placeholder: "5000",
  example: "100",
  clean: wholeNumber(label, { from: 1, to: 5000, whenBlank: 5000 }),
});
