import { input } from "@prismatic-io/spectral";
import { optionalWholeNumber } from "./parsers/wholeNumber.ts";

const label = "Page Number";

export const pageNumber = input({
  label,
  type: "string",
  required: false,
  comments:
    "The page to read, counted from 1: PagingInfo.nextPage of an earlier result, together with its Next Page Id. Without a Next Page Id, Dataverse counts up to 50,000 rows. Empty means the first page, or the one that Next Page Id leads to.",
  placeholder: "1",
  example: "2",
  clean: optionalWholeNumber(label, { from: 1, to: 999_999_999 }),
});
