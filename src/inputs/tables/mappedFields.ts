import { input } from "@prismatic-io/spectral";
import { textList } from "../parsers/textList.ts";

const label = "Fields To Map";

export const mappedFields = input({
  label,
  type: "string",
  collection: "valuelist",
  required: true,
  comments:
    "The fields of the other system, each of which is mapped to a column in the config wizard. A field with the name or the label of a column is mapped to it at first.",
  placeholder: "Name of a field",
  example: "Company Name",
  clean: textList(label),
});
