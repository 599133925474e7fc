import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../../client/errors.ts";
import { type AttributeType, findAttributeType } from "../../client/odata/attributeTypes.ts";
import { quoted } from "../../client/odata/names.ts";
import { typeAdvice } from "../../client/services/metadata/attributes/typeAdvice.ts";
import { optionalText } from "../parsers/text.ts";

const parseWith = (label: string) => {
  const parse = optionalText(label);
  return (value: unknown): AttributeType | undefined => {
    const text = parse(value);
    if (text === undefined) return undefined;
    const type = findAttributeType(text);
    if (type === undefined) {
      throw invalidInput(`${label} ${quoted(text)} is no type of attribute. ${typeAdvice(text)}`);
    }
    return type;
  };
};

const typeInput = (label: string, comments: string) =>
  input({
    label,
    type: "string",
    required: false,
    comments,
    placeholder: "Type of attribute",
    example: "Money",
    clean: parseWith(label),
  });

const spellings =
  "such as String, Integer, Boolean, DateTime, Money, Picklist, Lookup or Customer; names such as StringType and StringAttributeMetadata work too";

export const attributeType = typeInput(
  "Attribute Type",
  `The type of attribute to query, ${spellings}. Properties that only one type has, such as MaxLength or OptionSet, need it. Leave empty for attributes of all types.`,
);

export const attributeTypeFilter = typeInput(
  "Attribute Type Filter",
  `Lists only attributes of this type, ${spellings}. Leave empty to list attributes of all types.`,
);
