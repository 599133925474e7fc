import { input } from "@prismatic-io/spectral";
import { namedTexts } from "./namedTexts.ts";

const label = "Query Parameter";

export const queryParams = input({
  label,
  type: "string",
  collection: "keyvaluelist",
  required: false,
  comments:
    "Names and values to append to the URL, as behind the question mark of ?key1=value1&key2=value2. Write the values as they are: they are percent-encoded here.",
  placeholder: "Value",
  example: "name eq 'Contoso & Sons'",
  clean: namedTexts(label, "Reference a single value instead."),
});
