import { input } from "@prismatic-io/spectral";
import { columnName } from "../../client/odata/names.ts";
import { optionalText } from "../parsers/text.ts";

const label = "Key Columns";
const parse = optionalText(label);

/** An alternate key, as the columns it is made of; none for the primary key. */
export const keyColumns = input({
  label,
  type: "string",
  dataSource: "alternateKeys",
  required: false,
  comments:
    "The columns that tell which record is meant, separated by commas: those of one of the table's alternate keys, such as accountnumber. Leave empty for the primary key, such as accountid. Every record must hold them.",
  placeholder: "Primary key",
  example: "accountnumber",
  clean: (value: unknown) =>
    (parse(value) ?? "")
      .split(",")
      .filter((name) => name.trim() !== "")
      .map((name) => columnName(label, name)),
});
