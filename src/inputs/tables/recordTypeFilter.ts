import { input } from "@prismatic-io/spectral";
import { pickedList } from "../parsers/pickedList.ts";

const label = "Entity Type Filter";

export const recordTypeFilter = input({
  label,
  type: "string",
  collection: "valuelist",
  required: false,
  comments:
    "The tables to include: their logical, schema or entity set names, or their labels in any language. Upper and lower case do not matter. Leave empty to include all tables.",
  placeholder: "Name or label of a table",
  example: "account",
  clean: pickedList(label),
});
