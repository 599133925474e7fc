import { input } from "@prismatic-io/spectral";
import { parseTableReference } from "../../client/odata/tableReference.ts";
import { requiredText } from "../parsers/text.ts";

const label = "Entity ID";
const parse = requiredText(label);

/** Where "Entity ID" means a table, not a record. */
export const tableId = input({
  label,
  type: "string",
  dataSource: "entities",
  required: true,
  comments:
    "The table whose columns are meant: its logical name, its entity set name or its MetadataId. A logical name or a MetadataId saves two requests.",
  placeholder: "Logical name of the table",
  example: "account",
  clean: (value: unknown) => parseTableReference(label, parse(value)),
});
