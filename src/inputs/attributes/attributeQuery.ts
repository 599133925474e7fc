import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../../client/errors.ts";
import { isIdentifier, quoted } from "../../client/odata/names.ts";
import { splitList } from "../../client/odata/queryText.ts";
import { optionalText } from "../parsers/text.ts";
import { textList } from "../parsers/textList.ts";

const fieldLabel = "Field Name";
const filterLabel = "Filter Expression";
const expandLabel = "Expand Property Name";

/** Entries may hold several names, separated by commas. */
const listOf = (label: string, problem: (entry: string) => string | undefined) => {
  const parse = textList(label);
  return (value: unknown): readonly string[] => {
    const entries = parse(value)
      .flatMap(splitList)
      .filter((entry) => entry !== "");
    for (const entry of entries) {
      const refusal = problem(entry);
      if (refusal !== undefined) throw invalidInput(`${label} ${quoted(entry)} ${refusal}`);
    }
    return entries;
  };
};

const expandable = /^[A-Za-z]\w*(?:\(.*\))?$/s;

export const attributeFieldNames = input({
  label: fieldLabel,
  type: "string",
  collection: "valuelist",
  required: false,
  comments:
    "The properties of an attribute to retrieve, such as LogicalName, DisplayName, RequiredLevel or MaxLength. Leave empty to retrieve all of them.",
  placeholder: "Property of an attribute",
  example: "LogicalName",
  clean: listOf(fieldLabel, (entry) =>
    isIdentifier(entry)
      ? undefined
      : "is not the name of a property. Enter one such as LogicalName, DisplayName or MaxLength.",
  ),
});

export const attributeFilter = input({
  label: filterLabel,
  type: "string",
  required: false,
  comments:
    "The OData filter that selects the attributes, by their properties. Labels cannot be filtered by, and functions such as startswith are not supported here. Leave empty to select all of them.",
  placeholder: "OData filter",
  example: "IsCustomAttribute eq true and IsValidForCreate eq true",
  clean: optionalText(filterLabel),
});

export const attributeExpands = input({
  label: expandLabel,
  type: "string",
  collection: "valuelist",
  required: false,
  comments:
    "What to include with the attributes: OptionSet or GlobalOptionSet for the options of choices, states, status reasons and yes/no attributes.",
  placeholder: "OptionSet",
  example: "OptionSet",
  clean: listOf(expandLabel, (entry) =>
    expandable.test(entry)
      ? undefined
      : "cannot be expanded. Enter OptionSet, or OptionSet($select=Options) for the options alone.",
  ),
});
