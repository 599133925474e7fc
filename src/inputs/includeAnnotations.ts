import { input } from "@prismatic-io/spectral";
import { optionalText } from "./parsers/text.ts";

const label = "Include Annotations";

export const includeAnnotations = input({
  label,
  type: "string",
  required: false,
  comments:
    "Annotations to return beside the values: * for all, or names separated by commas. OData.Community.Display.V1.FormattedValue gives the labels of choices, lookups, dates and amounts.",
  placeholder: "*",
  example: "OData.Community.Display.V1.FormattedValue",
  clean: optionalText(label),
});
