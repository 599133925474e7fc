import { input } from "@prismatic-io/spectral";
import { flag } from "./parsers/flag.ts";

const label = "Fetch All";

export const fetchAll = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, reads page after page and returns all records at once, up to Maximum Records. When false, returns one page and the Next Page Id of the next.",
  clean: flag(label, false),
});
