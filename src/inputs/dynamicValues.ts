import { input } from "@prismatic-io/spectral";
import { jsonObject } from "./parsers/jsonObject.ts";

const label = "Dynamic Values";

export const dynamicValues = input({
  label,
  type: "data",
  required: false,
  comments:
    'The record\'s values as an object, JSON text, or a list of keys and values. A lookup is set as "primarycontactid@odata.bind": "/contacts(<id>)". Field Value entries win over these.',
  placeholder: "Reference to an object of columns and values",
  example: '{"name":"Contoso","revenue":100000}',
  clean: jsonObject(label),
});
