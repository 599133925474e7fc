import { input } from "@prismatic-io/spectral";
import { optionalText } from "./parsers/text.ts";

const label = "Next Page Id";

export const nextPageId = input({
  label,
  type: "string",
  required: false,
  comments:
    "The next link of an earlier result (oDataNextLink) to go on from there. The link already holds the fields, filter and order, so those inputs are ignored; keep Records Per Page the same.",
  placeholder: "oDataNextLink of an earlier result",
  example: "https://my-org.crm.dynamics.com/api/data/v9.2/accounts?$select=name&$skiptoken=...",
  clean: optionalText(label),
});
