import { input } from "@prismatic-io/spectral";
import { textList } from "./parsers/textList.ts";

const label = "Order By Field Name";

export const orderByFieldNames = input({
  label,
  type: "string",
  collection: "valuelist",
  required: false,
  comments:
    "The names of the fields to order by, each optionally followed by asc or desc. Ending with a unique field keeps the order stable from page to page.",
  placeholder: "Logical column name",
  example: "createdon desc",
  clean: textList(label),
});
