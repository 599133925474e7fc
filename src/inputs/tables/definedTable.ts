import { input } from "@prismatic-io/spectral";
import { parseTableReference } from "../../client/odata/tableReference.ts";
import { requiredText } from "../parsers/text.ts";

const label = "Entity Type";
const parse = requiredText(label);

/** Where "Entity Type" means the table itself, not its records. */
export const definedTable = input({
  label,
  type: "string",
  dataSource: "entities",
  required: true,
  comments:
    "The table whose definition to get: its logical name, such as account, its entity set name, such as accounts, or its MetadataId.",
  placeholder: "Name of the table",
  example: "account",
  clean: (value: unknown) => parseTableReference(label, parse(value)),
});
