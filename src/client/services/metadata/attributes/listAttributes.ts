import { jsonObject } from "../../../http/jsonBody.ts";
import type { DataverseRequest } from "../../../http/message.ts";
import { type AttributeType, isOfType } from "../../../odata/attributeTypes.ts";
import { queryString } from "../../../odata/query.ts";
import { isJsonObject, type JsonObject, jsonObjects } from "../../jsonObject.ts";
import type { ServiceContext } from "../../serviceContext.ts";
import type { TablePlace } from "../../tables/tableDefinitions.ts";
import { flagIn, textIn } from "../definitionValues.ts";
import { labelOrName, labelText } from "../label.ts";

export interface ListOptions {
  readonly type?: AttributeType | undefined;
  /** Adds schema name, security, audit and search of each attribute. */
  readonly details: boolean;
}

export interface ListedAttribute {
  readonly logicalName: string;
  /** The logical name where the attribute has no label. */
  readonly displayName: string;
  /** `AttributeType`. */
  readonly attributeType: string;
  /** Empty where there is none. */
  readonly description: string;
  readonly isCustomAttribute: boolean;
  readonly isPrimaryId: boolean;
  readonly isPrimaryName: boolean;
  readonly requiredLevel: string;
  readonly isValidForRead: boolean;
  readonly isValidForCreate: boolean;
  readonly isValidForUpdate: boolean;
  readonly schemaName?: string;
  readonly isSecured?: boolean;
  readonly isAuditEnabled?: boolean;
  readonly isValidForAdvancedFind?: boolean;
}

export interface AttributeList {
  readonly entityLogicalName: string;
  /** By logical name. */
  readonly attributes: readonly ListedAttribute[];
  readonly totalCount: number;
  readonly customAttributesCount: number;
  readonly systemAttributesCount: number;
  readonly attributesByType: Readonly<Record<string, number>>;
  /** Of the table, whichever attributes are listed. */
  readonly primaryIdAttribute: string | null;
  readonly primaryNameAttribute: string | null;
}

const always = [
  "LogicalName",
  "DisplayName",
  "AttributeType",
  "AttributeTypeName",
  "Description",
  "IsCustomAttribute",
  "IsPrimaryId",
  "IsPrimaryName",
  "RequiredLevel",
  "IsValidForRead",
  "IsValidForCreate",
  "IsValidForUpdate",
];
const detailed = ["SchemaName", "IsSecured", "IsAuditEnabled", "IsValidForAdvancedFind"];

/**
 * All attributes of a table with its primary attributes, in one request. A type is picked out here: a cast would need a
 * second request for the primary attributes, which may be of other types.
 */
export const listAttributes = async (
  context: ServiceContext,
  table: TablePlace,
  { type, details }: ListOptions,
): Promise<AttributeList> => {
  const wanted = [...always, ...(details ? detailed : [])].join(",");
  const query = queryString({
    select: ["LogicalName", "PrimaryIdAttribute", "PrimaryNameAttribute"],
    expand: [`Attributes($select=${wanted})`],
  });
  const request: DataverseRequest = {
    operation: `List the attributes of ${table.name}`,
    method: "GET",
    path: `${table.path}${query}`,
    repeat: "read",
  };
  const definition = jsonObject(request, await context.send(request));
  const attributes = jsonObjects(request, { value: definition["Attributes"] })
    .filter((attribute) => type === undefined || isOfType(type, typeIn(attribute)))
    .map((attribute) => listed(attribute, details))
    .sort((a, b) => (a.logicalName < b.logicalName ? -1 : 1));
  return { ...namesIn(definition), attributes, ...countsOf(attributes) };
};

/** The `Value` of a complex property. */
const valueIn = (attribute: JsonObject, name: string): string | null => {
  const property = attribute[name];
  return isJsonObject(property) ? textIn(property, "Value") : null;
};

const typeIn = (attribute: JsonObject) => ({
  code: textIn(attribute, "AttributeType") ?? "",
  typeName: valueIn(attribute, "AttributeTypeName") ?? "",
});

const listed = (attribute: JsonObject, details: boolean): ListedAttribute => {
  const logicalName = textIn(attribute, "LogicalName") ?? "";
  return {
    logicalName,
    displayName: labelOrName(attribute["DisplayName"], logicalName),
    attributeType: typeIn(attribute).code,
    description: labelText(attribute["Description"]) ?? "",
    isCustomAttribute: flagIn(attribute, "IsCustomAttribute"),
    isPrimaryId: flagIn(attribute, "IsPrimaryId"),
    isPrimaryName: flagIn(attribute, "IsPrimaryName"),
    requiredLevel: valueIn(attribute, "RequiredLevel") ?? "None",
    isValidForRead: flagIn(attribute, "IsValidForRead"),
    isValidForCreate: flagIn(attribute, "IsValidForCreate"),
    isValidForUpdate: flagIn(attribute, "IsValidForUpdate"),
    ...(details && {
      schemaName: textIn(attribute, "SchemaName") ?? "",
      isSecured: flagIn(attribute, "IsSecured"),
      isAuditEnabled: flagIn(attribute, "IsAuditEnabled"),
      isValidForAdvancedFind: flagIn(attribute, "IsValidForAdvancedFind"),
    }),
  };
};

const namesIn = (definition: JsonObject) => ({
  entityLogicalName: textIn(definition, "LogicalName") ?? "",
  primaryIdAttribute: textIn(definition, "PrimaryIdAttribute"),
  primaryNameAttribute: textIn(definition, "PrimaryNameAttribute"),
});

const countsOf = (attributes: readonly ListedAttribute[]) => {
  const types = new Map<string, number>();
  for (const { attributeType } of attributes) {
    types.set(attributeType, (types.get(attributeType) ?? 0) + 1);
  }
  const customAttributesCount = attributes.filter(({ isCustomAttribute }) => isCustomAttribute).length;
  return {
    totalCount: attributes.length,
    customAttributesCount,
    systemAttributesCount: attributes.length - customAttributesCount,
    attributesByType: Object.fromEntries([...types].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
};
