import { input } from "@prismatic-io/spectral";
import { LARGEST_PAGE } from "../client/services/queries/collectPages.ts";
import { wholeNumber } from "./parsers/wholeNumber.ts";

const pageLabel = "Records Per Page";
const maximumLabel = "Maximum Records";

export const changesPerPage = input({
  label: pageLabel,
  type: "string",
  required: false,
  default: "1000",
  comments:
    "How many changed records to read with one request, from 1 to 5000. With batching, this many records are read before their batches start. Smaller pages need less memory.",
  placeholder: "1000",
  example: "1000",
  clean: wholeNumber(pageLabel, { from: 1, to: LARGEST_PAGE, whenBlank: 1000 }),
});

export const maximumChanges = input({
  label: maximumLabel,
  type: "string",
  required: false,
  default: "10000",
  comments:
    "Without batching, one poll stops after the page that reaches this number of records, and the next poll goes on from there; moreToCome is then true. With batching, all changes flow through page by page and this is ignored.",
  placeholder: "10000",
  example: "10000",
  clean: wholeNumber(maximumLabel, { from: 1, to: 1_000_000, whenBlank: 10_000 }),
});
