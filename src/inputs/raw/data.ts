import { input } from "@prismatic-io/spectral";
import { contentOf } from "./content.ts";

const label = "Data";

export const data = input({
  label,
  type: "string",
  required: false,
  comments:
    "The body to send: JSON text, or a reference to an object, a list or a file. Objects and lists are sent as JSON and files with their own content type, unless a Content-Type is set under Header. Cannot be combined with Form Data or File Data.",
  placeholder: "JSON, or a reference",
  example: '{"name":"Contoso","revenue":100000}',
  clean: (value: unknown) => contentOf(label, value),
});
