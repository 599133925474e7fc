import { input } from "@prismatic-io/spectral";
import { entitySetName } from "../client/odata/names.ts";
import { requiredText } from "./parsers/text.ts";

const label = "Entity Type";
const parse = requiredText(label);

export const entityType = input({
  label,
  type: "string",
  dataSource: "entityTypes",
  required: true,
  comments:
    "The type of record, as the table's entity set name, usually a pluralized name. A table's logical name works too, at the cost of extra requests.",
  placeholder: "Entity set name",
  example: "accounts",
  clean: (value: unknown) => entitySetName(parse(value)),
});
