import { input } from "@prismatic-io/spectral";
import { textList } from "./parsers/textList.ts";

const label = "Field Name";

export const fieldNames = input({
  label,
  type: "string",
  collection: "valuelist",
  required: false,
  comments:
    "The names of the fields to retrieve, as logical column names; a lookup is named _primarycontactid_value. Leave empty to retrieve every field, which is slower.",
  placeholder: "Logical column name",
  example: "name",
  clean: textList(label),
});
