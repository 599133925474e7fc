import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../../client/errors.ts";
import { type AttributeReference, parseAttributeReference } from "../../client/odata/attributeReference.ts";
import { quoted } from "../../client/odata/names.ts";
import { optionalText, requiredText } from "../parsers/text.ts";

const label = "Attribute Key";
const required = requiredText(label);
const optional = optionalText(label);

const parse = (text: string): AttributeReference => {
  const reference = parseAttributeReference(text);
  if (reference === undefined) {
    throw invalidInput(
      `${label} ${quoted(text)} does not name an attribute. Enter its logical name, such as revenue, or its MetadataId.`,
    );
  }
  return reference;
};

export const attributeKey = input({
  label,
  type: "string",
  dataSource: "attributes",
  required: true,
  comments:
    "The attribute to retrieve: its logical name, its schema name or its Attribute Metadata id (MetadataId).",
  placeholder: "Logical name of the attribute",
  example: "revenue",
  clean: (value: unknown) => parse(required(value)),
});

export const changedAttributeKey = input({
  label,
  type: "string",
  required: false,
  comments:
    "The attribute to update, by logical name, schema name or MetadataId. Leave empty when Attribute Body names it by its MetadataId, LogicalName or SchemaName.",
  placeholder: "Logical name of the attribute",
  example: "new_balance",
  clean: (value: unknown) => {
    const text = optional(value);
    return text === undefined ? undefined : parse(text);
  },
});
