import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../../client/errors.ts";
import { isIdentifier, quoted } from "../../client/odata/names.ts";
import { pickedList } from "../parsers/pickedList.ts";

const label = "Tables";
const parse = pickedList(label);

/** Each webhook of a table is a record to write within the 30 seconds that a deployment has. */
const most = 50;

const parseTables = (value: unknown): readonly string[] => {
  const names = parse(value);
  const wrong = names.find((name) => !isIdentifier(name));
  if (wrong !== undefined) {
    throw invalidInput(
      `${label} ${quoted(wrong)} is not the name of a table. Enter a logical or entity set name, such as account or accounts.`,
    );
  }
  if (names.length > most) {
    throw invalidInput(
      `${label} lists ${names.length} tables, but a deployment can register ${most} at most. Use a flow for each group of tables.`,
    );
  }
  return names;
};

export const watchedTables = input({
  label,
  type: "string",
  collection: "valuelist",
  required: true,
  comments:
    "The tables whose records start the flow, by their logical or entity set names. Associations count when a record of one of these tables is on either side.",
  placeholder: "Name of a table",
  example: "account",
  clean: parseTables,
});
