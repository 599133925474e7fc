import { input } from "@prismatic-io/spectral";
import { LARGEST_PAGE } from "../client/services/queries/collectPages.ts";
import { optionalWholeNumber } from "./parsers/wholeNumber.ts";

const label = "Records Per Page";

export const recordsPerPage = input({
  label,
  type: "string",
  required: false,
  default: "100",
  comments:
    "The number of records to retrieve per page, from 1 to 5000. Empty means 5000. Fetch All ignores it and reads pages of up to 5000.",
  placeholder: "100",
  example: "100",
  clean: optionalWholeNumber(label, { from: 1, to: LARGEST_PAGE }),
});
