import { input } from "@prismatic-io/spectral";
import { optionalText } from "./parsers/text.ts";

const label = "Filter Expression";

export const filterExpression = input({
  label,
  type: "string",
  required: false,
  comments:
    "The OData filter that selects the records. Text goes in single quotes, and a quote inside it is doubled: name eq 'O''Brien'. Leave empty to select all records.",
  placeholder: "OData filter",
  example: "revenue gt 100000 and startswith(name,'Contoso')",
  clean: optionalText(label),
});
