import { input } from "@prismatic-io/spectral";
import { optionalText } from "../parsers/text.ts";

const label = "Next Link";

export const nextLink = input({
  label,
  type: "string",
  required: false,
  comments:
    "The nextLink of an earlier result of this action, to get the entity types that follow. Leave empty to start with the first page.",
  placeholder: "nextLink of an earlier result",
  example: "https://my-org.crm.dynamics.com/api/data/v9.2/?$skiptoken=accounts",
  clean: optionalText(label),
});
