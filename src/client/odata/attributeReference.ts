import { type AttributeType, qualifiedType } from "./attributeTypes.ts";
import { parseGuid } from "./guid.ts";
import { percentEncode, textLiteral } from "./literal.ts";
import { isIdentifier } from "./names.ts";

/** What names one attribute of a table. */
export interface AttributeReference {
  readonly by: "metadataId" | "name";
  /**
   * The `MetadataId`, bare and lower case, or the logical name: a schema name differs from it by its case alone
   * (Microsoft, "Column (attribute) definitions": the logical name is the schema name in lower case).
   */
  readonly value: string;
}

/** Reads a `MetadataId`, a logical name or a schema name. Undefined when the text is none of them. */
export const parseAttributeReference = (text: string): AttributeReference | undefined => {
  const name = text.trim();
  const id = parseGuid(name);
  if (id !== undefined) {
    return { by: "metadataId", value: id };
  }
  return isIdentifier(name) ? { by: "name", value: name.toLowerCase() } : undefined;
};

const cast = (type: Pick<AttributeType, "metadataType"> | undefined): string =>
  type?.metadataType === undefined ? "" : `/${qualifiedType(type.metadataType)}`;

/** `EntityDefinitions(…)/Attributes`, cast to the metadata type where there is one. */
export const attributesPath = (tablePath: string, type?: Pick<AttributeType, "metadataType">): string =>
  `${tablePath}/Attributes${cast(type)}`;

/** `EntityDefinitions(…)/Attributes(LogicalName='revenue')`, or by the GUID, cast where a type is given. */
export const attributePath = (
  tablePath: string,
  { by, value }: AttributeReference,
  type?: Pick<AttributeType, "metadataType">,
): string => {
  const key = by === "metadataId" ? value : `LogicalName=${percentEncode(textLiteral(value).literal)}`;
  return `${tablePath}/Attributes(${key})${cast(type)}`;
};
