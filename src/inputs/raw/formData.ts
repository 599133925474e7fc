import { input } from "@prismatic-io/spectral";
import { namedTexts } from "./namedTexts.ts";

const label = "Form Data";

export const formData = input({
  label,
  type: "string",
  collection: "keyvaluelist",
  required: false,
  comments:
    "Names and texts to send as the fields of a multipart form. Dataverse itself takes no forms: this is for endpoints beside it. Cannot be combined with Data.",
  placeholder: "Value",
  example: "Quarterly report",
  clean: namedTexts(label, "Put files into File Data."),
});
