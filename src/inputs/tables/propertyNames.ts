import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../../client/errors.ts";
import { isIdentifier, quoted } from "../../client/odata/names.ts";
import { splitList } from "../../client/odata/queryText.ts";
import { textList } from "../parsers/textList.ts";

const label = "Property Name";
const parse = textList(label);

const propertyName = (text: string): string => {
  if (isIdentifier(text)) return text;
  throw invalidInput(
    `${label} ${quoted(text)} is not the name of a property. Enter one such as DisplayName or EntitySetName.`,
  );
};

export const propertyNames = input({
  label,
  type: "string",
  collection: "valuelist",
  required: false,
  comments:
    "The properties of the definition to retrieve. Upper and lower case matter. Leave empty to retrieve all of them; MetadataId is always there.",
  placeholder: "Property of a definition",
  example: "EntitySetName",
  clean: (value: unknown) =>
    parse(value)
      .flatMap(splitList)
      .filter((entry) => entry !== "")
      .map(propertyName),
});
