import { filterCondition } from "./query.ts";

/** A type of attribute, as people name it and as Dataverse selects it. */
export interface AttributeType {
  /** `Money`; with `Type` behind it, it is the value of `AttributeTypeName`. */
  readonly name: string;
  /** `MoneyAttributeMetadata`, which a path can be cast to; absent for types without a metadata type of their own. */
  readonly metadataType?: string | undefined;
  /** The values of `AttributeType` that it has; several for a metadata type that serves several types. */
  readonly codes: readonly string[];
  /** The value of `AttributeTypeName`, where `AttributeType` does not tell the type from others. */
  readonly typeName?: string | undefined;
  /** The condition that leaves out what the cast also selects or, without a metadata type, all the others. */
  readonly filter?: string | undefined;
}

/** Plain types: the metadata type and `AttributeType` have the same name. */
const plain = [
  "BigInt",
  "Boolean",
  "DateTime",
  "Decimal",
  "Double",
  "EntityName",
  "Integer",
  "ManagedProperty",
  "Memo",
  "Money",
  "Picklist",
  "State",
  "Status",
  "String",
] as const;

/** Types that Dataverse lists as `Virtual`, since they are younger than its list of `AttributeType`. */
const listedAsVirtual = ["File", "Image", "MultiSelectPicklist"] as const;

/** LookupAttributeMetadata serves them all. */
const lookups = ["Customer", "Lookup", "Owner", "PartyList"] as const;

/** They have no metadata type; `Virtual` covers the types listed so as well. */
const withoutMetadataType = ["CalendarRules", "Virtual"] as const;

const ofCode = (code: string): string => `AttributeType eq Microsoft.Dynamics.CRM.AttributeTypeCode'${code}'`;

/**
 * Every type by name, in alphabetical order. Sources: Microsoft, "AttributeTypeCode EnumType", "AttributeTypeDisplayName
 * class", "AttributeMetadata EntityType" (its derived types), "Query table definitions using the Web API" (casts).
 */
export const attributeTypes: readonly AttributeType[] = [
  ...plain.map((name) => ({ name, metadataType: `${name}AttributeMetadata`, codes: [name] })),
  ...listedAsVirtual.map((name) => ({
    name,
    metadataType: `${name}AttributeMetadata`,
    codes: ["Virtual"],
    typeName: `${name}Type`,
  })),
  ...lookups.map((name) => ({
    name,
    metadataType: "LookupAttributeMetadata",
    codes: [name],
    filter: ofCode(name),
  })),
  ...withoutMetadataType.map((name) => ({ name, codes: [name], filter: ofCode(name) })),
  {
    name: "Uniqueidentifier",
    metadataType: "UniqueIdentifierAttributeMetadata",
    codes: ["Uniqueidentifier"],
  },
].sort((a, b) => (a.name < b.name ? -1 : 1));

const byName = new Map(attributeTypes.map((type) => [type.name.toLowerCase(), type]));

const allLookups: AttributeType = {
  name: "LookupAttributeMetadata",
  metadataType: "LookupAttributeMetadata",
  codes: lookups,
};

const namespace = /^#?(?:microsoft\.dynamics\.crm|mscrm)\./;

/**
 * Finds a type by any of its names, in any case: `String`, `StringType`, `StringAttributeMetadata`,
 * `Microsoft.Dynamics.CRM.StringAttributeMetadata`. LookupAttributeMetadata means all kinds of lookups, `Lookup` the plain
 * ones. Undefined when there is no such type.
 */
export const findAttributeType = (text: string): AttributeType | undefined => {
  const name = text.trim().toLowerCase().replace(namespace, "");
  if (name === "lookupattributemetadata") {
    return allLookups;
  }
  return byName.get(name) ?? byName.get(name.replace(/(?:type|attributemetadata)$/, ""));
};

/** `Microsoft.Dynamics.CRM.MoneyAttributeMetadata`: the segment of a path that casts, and the value of `@odata.type`. */
export const qualifiedType = (metadataType: string): string => `Microsoft.Dynamics.CRM.${metadataType}`;

/** `MoneyAttributeMetadata` of the `@odata.type` of an answer; undefined for what has no type beyond the common one. */
export const metadataTypeOf = (odataType: unknown): string | undefined =>
  typeof odataType === "string" ? /\.(\w+AttributeMetadata)$/.exec(odataType)?.[1] : undefined;

/** Whether an attribute with these values of `AttributeType` and `AttributeTypeName` is of the type. */
export const isOfType = (
  { codes, typeName }: AttributeType,
  attribute: { readonly code: string; readonly typeName: string },
): boolean => (typeName === undefined ? codes.includes(attribute.code) : typeName === attribute.typeName);

/** The condition that selects the type together with a condition of the user's, where both are needed. */
export const withTypeFilter = (type: AttributeType | undefined, filter = ""): string => {
  const own = filterCondition(filter);
  if (type?.filter === undefined) {
    return own;
  }
  return own === "" ? type.filter : `(${own}) and ${type.filter}`;
};
