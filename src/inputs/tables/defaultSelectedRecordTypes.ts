import { input } from "@prismatic-io/spectral";
import { pickedList } from "../parsers/pickedList.ts";

const label = "Default Selected Entity Types";

export const defaultSelectedRecordTypes = input({
  label,
  type: "string",
  collection: "valuelist",
  required: false,
  comments:
    "The names or labels of the tables that are marked as selected in the result (defaultSelected). Upper and lower case do not matter.",
  placeholder: "Name or label of a table",
  example: "account",
  clean: pickedList(label),
});
