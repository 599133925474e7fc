import { input } from "@prismatic-io/spectral";
import { textList } from "./parsers/textList.ts";

const label = "Expand Property Name";

export const expandPropertyNames = input({
  label,
  type: "string",
  collection: "valuelist",
  required: false,
  comments:
    "The names of entity properties to linked entities that should be included, as navigation property names (case matters). Options may follow in parentheses.",
  placeholder: "Navigation property name",
  example: "primarycontactid($select=fullname,emailaddress1)",
  clean: textList(label),
});
