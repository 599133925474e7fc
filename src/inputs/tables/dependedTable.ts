import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../../client/errors.ts";
import { parseTableReference } from "../../client/odata/tableReference.ts";
import { optionalText } from "../parsers/text.ts";

const label = "Entity Type";
const parse = optionalText(label);

/** The table that a list of choices is made from. */
export const dependedTable = input({
  label,
  type: "string",
  dataSource: "entityTypes",
  required: true,
  comments: "The table to choose from, by entity set name, logical name or MetadataId.",
  placeholder: "Entity set name",
  example: "accounts",
  clean: (value: unknown) => {
    const text = parse(value);
    if (text === undefined)
      throw invalidInput(`Choose ${label} first: what can be chosen here depends on it.`);
    return parseTableReference(label, text);
  },
});
